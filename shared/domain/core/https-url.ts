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

/** What comes before the host of an address, as readers of URLs take it. */
const BEGINNING = /https?:[\\/\s]*|[\\/]{2,}/gi;
/** What ends the host. */
const END = /[\\/?#]|$/g;

/**
 * Text as it may be shown, stored and logged: names and passwords before the host of an address are left out, so that
 * `https://ann:secret@contoso.example` is `https://…@contoso.example`. It looks at each character a few times, however
 * often an address seems to begin.
 */
export function withoutCredentials(text: string): string {
  let shown = '';
  let from = 0;
  /** Where the host ends that is looked at, and the last `@` before that. */
  let [end, at] = [0, 0];
  for (const beginning of text.matchAll(BEGINNING)) {
    const host = beginning.index + beginning[0].length;
    if (host <= from) continue;
    if (host > end) {
      END.lastIndex = host;
      end = END.exec(text)?.index ?? text.length;
      at = host + text.slice(host, end).lastIndexOf('@');
    }
    if (at < host) continue;
    shown += `${text.slice(from, host)}…`;
    from = at;
  }
  return shown + text.slice(from);
}
