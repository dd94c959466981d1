/** The part of mailparser that the page uses; the package brings no types of its own. */
declare module 'mailparser' {
  export type ParsedMail = {
    readonly from?: { readonly text: string };
    readonly text?: string;
    /** `false` where the mail has no HTML part. Images that it carries are embedded as `data:` addresses. */
    readonly html: string | false;
    readonly attachments: readonly {
      readonly filename?: string;
      readonly contentType: string;
      readonly size: number;
    }[];
  };
  export function simpleParser(source: Buffer, options: { skipTextToHtml: boolean }): Promise<ParsedMail>;
}
