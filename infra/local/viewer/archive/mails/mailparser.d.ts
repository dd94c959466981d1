/** The part of mailparser that the viewer and the tests use; the package brings no types of its own. */
declare module 'mailparser' {
  type Recipients = { readonly value: readonly { readonly address?: string; readonly name: string }[] };
  export type ParsedMail = {
    readonly from?: Recipients & { readonly text: string };
    readonly replyTo?: Recipients;
    readonly to?: Recipients | readonly Recipients[];
    readonly subject?: string;
    readonly headers: ReadonlyMap<string, unknown>;
    readonly text?: string;
    /** `false` where the mail has no HTML part. Images that it carries are embedded as `data:` addresses. */
    readonly html: string | false;
    readonly attachments: readonly {
      readonly filename?: string;
      readonly contentType: string;
      readonly size: number;
      readonly content: Buffer;
    }[];
  };
  export function simpleParser(source: Buffer, options?: { skipTextToHtml: boolean }): Promise<ParsedMail>;
}
