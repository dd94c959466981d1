/** At most so many contacts of a partner (R-IMP-6). */

import type { Place, Problem } from '../../domain/core/problem.ts';
import { contactKey } from '../../domain/partners/contact-key.ts';
import { MAX_CONTACTS } from '../../domain/partners/partner.ts';
import { columnOf, type RowOf } from '../files.ts';

export class ContactChecks {
  /** Of each partner. */
  readonly #contacts = new Map<string, Set<string>>();

  /** The first contact too many of a partner is a problem; those after it are none of their own. */
  checkNumber(row: RowOf<'contacts'>, place: Place): Problem[] {
    const contacts = this.#contacts.get(row.partnerId) ?? new Set();
    const before = contacts.size;
    this.#contacts.set(row.partnerId, contacts.add(contactKey(row)));
    if (before !== MAX_CONTACTS || contacts.size === before) return [];
    const { field, ...problem } = tooManyContacts(row.partnerId);
    return [{ ...place, ...problem, field: columnOf(field) }];
  }
}

export const tooManyContacts = (partnerId: string) => ({
  field: 'email',
  got: `another contact of ${partnerId}`,
  allowed: `at most ${MAX_CONTACTS} contacts for a partner`,
});
