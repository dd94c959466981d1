declare const httpsUrl: unique symbol;
/**
 * An absolute https address without credentials, in the URL standard's own spelling: no white space, no quotes, ASCII
 * only.
 */
export type HttpsUrl = string & { readonly [httpsUrl]: true };

/**
 * `text` as an address that a mail may link to, or null: `javascript:`, `http:` and `https://bank.example@evil.example`
 * are none.
 */
export function httpsUrlOf(text: string): HttpsUrl | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '';
  return isPlain ? (url.href as HttpsUrl) : null;
}

/** The same for an address of the configuration. @throws RangeError */
export function requireHttpsUrl(text: string, what: string): HttpsUrl {
  const url = httpsUrlOf(text);
  if (url !== null) return url;
  throw new RangeError(`${what} must be an https address without credentials, got "${withoutCredentials(text)}"`);
}

/** What an address begins with, as readers of URLs take it, and everything up to the last `@` before its path. */
const CREDENTIALS = /(https?:[\\/\s]*|[\\/]{2})[^\\/?#]*@/gi;

/**
 * Text as it may be shown, stored and logged: names and passwords before the host of an address are left out, so that
 * `https://ann:secret@contoso.example` is `https://…@contoso.example`.
 */
export function withoutCredentials(text: string): string {
  return text.replaceAll(CREDENTIALS, '$1…@');
}
