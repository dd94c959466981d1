/** Imports rows of `contacts.csv` (R-ROLE-1). */

import { withChange } from '../../../domain/core/history.ts';
import { stampOf } from '../../../domain/core/stamp.ts';
import type { Contact, Partner } from '../../../domain/partners/partner.ts';
import { MissingItem } from '../../../errors.ts';
import { mapConcurrently } from '../../../store/map-concurrently.ts';
import { retryOnConflict } from '../../../store/write-conflicts.ts';
import { byPartner } from './by-partner.ts';
import { type ImportCall, type NumberedRow, type RowOutcome, rejectRow } from './row-outcome.ts';

type Row = NumberedRow<'contacts'>;

/** The same limit as `set-contacts`: all contacts of a partner are in one item. */
export const MAX_CONTACTS = 100;

/** Adds a contact, or replaces the one with the same role and address; of two rows for one contact the later one counts. */
export async function importContacts(rows: readonly Row[], call: ImportCall): Promise<RowOutcome[]> {
  const outcomes = await mapConcurrently(byPartner(rows), ([partnerId, ownRows]) =>
    importContactsOfPartner(partnerId, ownRows, call),
  );
  return outcomes.flat();
}

/** One write for all rows of a partner. */
async function importContactsOfPartner(
  partnerId: string,
  rows: readonly Row[],
  call: ImportCall,
): Promise<RowOutcome[]> {
  const { partners } = call.store;
  return retryOnConflict(async () => {
    const stored = await partners.get({ partnerId });
    if (stored === null) throw new MissingItem(`partner ${partnerId} is gone`, { ids: { partnerId } });
    const contacts = [...stored.value.contacts];
    const last = new Map(rows.map((row) => [nameOf(row.row), row]));
    const outcomes = rows.map((row): RowOutcome => {
      const isLast = last.get(nameOf(row.row)) === row;
      return isLast ? putContact(row, contacts, call) : { line: row.line, result: 'unchanged' };
    });
    const imported = rows.filter((_, index) => isImported(outcomes[index]));
    if (imported.length > 0)
      await partners.replace(stored, withContactsChange({ ...stored.value, contacts }, imported, call));
    return outcomes;
  });
}

const isImported = (outcome: RowOutcome | undefined): boolean =>
  outcome !== undefined && 'result' in outcome && outcome.result === 'loaded';

/** The partner with a history entry about the contacts that were added or changed. */
function withContactsChange(partner: Partner, rows: readonly Row[], call: ImportCall): Partner {
  const history = withChange(partner.history, {
    on: call.asOf,
    stamp: stampOf(call),
    what: 'contacts-loaded',
    rule: 'R-ROLE-1',
    reason: `${rows.length} added or changed by ${call.file}`,
    inputs: { contacts: rows.map(({ row: { role, email } }) => `${role} ${email}`) },
  });
  return { ...partner, history };
}

/** Two rows with the same name are about the same contact. */
const nameOf = ({ role, email }: Row['row']): string => `${role} ${email}`;

/** Changes `contacts`. */
function putContact({ line, row }: Row, contacts: Contact[], call: ImportCall): RowOutcome {
  const { partnerId, ...contact } = row;
  const index = contacts.findIndex(({ role, email }) => role === contact.role && email === contact.email);
  const stored = contacts[index];
  if (stored?.name === contact.name && stored.locale === contact.locale) return { line, result: 'unchanged' };
  if (stored !== undefined) contacts[index] = contact;
  else if (contacts.length < MAX_CONTACTS) contacts.push(contact);
  else {
    const got = `another contact of ${partnerId}`;
    return rejectRow(call, line, { field: 'email', got, allowed: `at most ${MAX_CONTACTS} contacts for a partner` });
  }
  return { line, result: 'loaded' };
}
