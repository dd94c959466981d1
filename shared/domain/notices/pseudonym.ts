/** What stands for a person who was erased (R-OPS-4). */
import { recipientKey } from './notice-id.ts';

/** A domain that can receive no mail (RFC 2606). */
const DOMAIN = 'erased.invalid';

/** A person as it is stored: by an address, or as an employee. `names`: those under which it is stored, too. */
export type Person = { address: string | null; employeeId: string | null; names: ReadonlySet<string> };

export type Pseudonym = { name: string; address: string };

/**
 * The same for a person wherever it is stored, in any letter case: so decisions about one person still belong together.
 */
export function pseudonymOf({ address, employeeId }: Pick<Person, 'address' | 'employeeId'>): Pseudonym {
  const key = recipientKey(address ?? employeeId ?? '');
  return { name: `erased-${key}`, address: `erased-${key}@${DOMAIN}` };
}

export const isPseudonym = (address: string): boolean => address.toLowerCase().endsWith(`@${DOMAIN}`);

/** A text of the mail service about a person who was erased, without any address. */
export const withoutAddresses = (text: string): string =>
  text.replace(/[^\s<>()"',;:]+@[^\s<>()"',;:]+/g, `erased@${DOMAIN}`);
