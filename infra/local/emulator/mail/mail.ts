/** A mail that SES accepts or refuses. */
export type Mail = {
  /** The envelope's sender: an address, without a display name. */
  readonly source: string;
  readonly destinations: readonly string[];
  readonly configurationSet: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** The message as it goes over the wire (RFC 5322). */
  readonly raw: Buffer;
};

/** A mail that was accepted. */
export type SentMail = Mail & {
  readonly messageId: string;
  /** ISO instant, by the emulator's clock. */
  readonly at: string;
};

/** `Anna <a@b.example>` → `a@b.example` */
export const addressIn = (text: string): string => (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).trim();
