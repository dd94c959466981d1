/** Addresses with places for ids, such as `https://contoso.example/{partnerId}/pay`. */
import { httpsUrlOf } from './https-url.ts';

const PLACEHOLDER = /\{([^{}]*)\}/g;

export type Placeholder = 'partnerId' | 'membershipId';

/**
 * Whether a text is an https address without credentials once ids take the places in braces, all of which are among
 * `placeholders`. None is in the host, which an id would lead elsewhere.
 */
export function isAddressTemplate(text: string, placeholders: readonly Placeholder[]): boolean {
  const found = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  if (found.some((name) => !(placeholders as readonly string[]).includes(name))) return false;
  if (/[{}]/.test(text.replaceAll(PLACEHOLDER, ''))) return false;
  const [one, other] = ['1', '2'].map((id) => originOf(text.replaceAll(PLACEHOLDER, id)));
  return one !== null && one === other;
}

function originOf(text: string): string | null {
  const url = httpsUrlOf(text);
  return url === null ? null : new URL(url).origin;
}

/** The address with its ids. */
export function filledIn(template: string, ids: Partial<Record<Placeholder, string>>): string {
  return template.replaceAll(PLACEHOLDER, (_, name: Placeholder) => encodeURIComponent(ids[name] ?? ''));
}
