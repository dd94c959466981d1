/** Addresses of mail, and domains, as people write them. */

export const ONE_ADDRESS = 'a mail address stands without name, brackets, mailto: and what follows it';
export const DOMAINS = 'domains stand without http://, paths and @, with ";" between them';

/** `Nora Keller <nora@a.example>;` → `nora@a.example`. What is no single address stays as it is. */
export function addressOf(text: string): string {
  const bracketed = /^[^<>@]*<\s*([^<>\s]+@[^<>\s]+)\s*>[;,.]?$/.exec(text)?.[1];
  const plain = (bracketed ?? text).replace(/^mailto:\s*/i, '').replace(/[;,.\s]+$/, '');
  return /^[^\s@;,<>]+@[^\s@;,<>]+$/.test(plain) ? plain : text;
}

/** `https://www.a.example/x, @b.example` → `www.a.example;b.example`. What is no list of domains stays as it is. */
export function domainsOf(text: string): string {
  if (text === '-') return text;
  const pieces = text.split(/[;,|\s]+/).filter((piece) => piece !== '');
  const domains = pieces.map((piece) =>
    piece
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/^@/, '')
      .replace(/[/?#].*$/, '')
      .replace(/\.$/, ''),
  );
  const areDomains = domains.every((domain) => /^[\p{L}\p{N}\p{M}-]+(?:\.[\p{L}\p{N}\p{M}-]+)+$/u.test(domain));
  return areDomains ? domains.join(';') : text;
}
