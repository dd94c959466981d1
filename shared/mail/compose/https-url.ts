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
  if (url === null) throw new RangeError(`${what} must be an https address without credentials, got "${text}"`);
  return url;
}
