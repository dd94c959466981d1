/** What the URL of a landing page must be (R-DIR-2). */
import type { ListingProblem } from './listing-problem.ts';

export type UrlRefusal = Extract<ListingProblem, { code: 'url-refused' }>['reason'];

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;
const LOCAL_SUFFIXES = [
  'localhost',
  'local',
  'localdomain',
  'internal',
  'home.arpa',
  'lan',
  'intranet',
  'corp',
  'home',
];

/** Whether a host is one of the domains or lies under one; names compared without letter case or final dot. */
export function isUnderDomain(host: string, domains: readonly string[]): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return domains.some((domain) => name === domain.toLowerCase() || name.endsWith(`.${domain.toLowerCase()}`));
}

/** The first demand that the URL does not meet, or null. */
export function urlRefusal(
  text: string,
  verifiedDomains: readonly string[],
  microsoftHosts: readonly string[],
): UrlRefusal | null {
  if (!URL.canParse(text)) return 'not-a-url';
  const url = new URL(text);
  if (url.protocol !== 'https:') return 'not-https';
  if (url.username !== '' || url.password !== '' || authority(text).includes('@')) return 'credentials';
  if (/:\d*$/.test(authority(text))) return 'port';
  return hostRefusal(url.hostname, verifiedDomains, microsoftHosts);
}

/** As written: the parser drops a default port and empty credentials. */
function authority(text: string): string {
  return /^https:[\\/]*([^\\/?#]*)/i.exec(text.trim())?.[1] ?? '';
}

function hostRefusal(
  host: string,
  verifiedDomains: readonly string[],
  microsoftHosts: readonly string[],
): UrlRefusal | null {
  if (IPV4.test(host) || host.startsWith('[')) return 'ip-address';
  if (!host.includes('.') || isUnderDomain(host, LOCAL_SUFFIXES)) return 'local-host';
  if (isUnderDomain(host, microsoftHosts)) return 'microsoft-host';
  return isUnderDomain(host, verifiedDomains) ? null : 'not-a-verified-domain';
}

/**
 * Printable ASCII that every reader of URLs reads alike: one takes `\\` for `/`, another for a part of the user's name.
 */
const PLAIN_ASCII = /^[!#-;=?-[\]_a-z~]*$/;

/**
 * A URL as it is shown and submitted: as it was written, or, where a letter of it may look like another or be read in
 * two ways, in the ASCII that it stands for: the host `contoso.example` with a Cyrillic `co` is
 * `xn--ntoso-iyeu.example`. What is no URL stays as it is.
 */
export function asciiUrl(text: string): string {
  return PLAIN_ASCII.test(text) || !URL.canParse(text) ? text : new URL(text).href;
}

/** The form in which two URLs are the same landing page: the key of uniqueness among partners (R-DIR-2). */
export function canonicalUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  url.hash = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  return url.href.replace(/\/$/, '');
}
