/** Imports rows of `contacts.csv` (R-ROLE-1). */

import { withChange } from '../../../domain/core/history.ts';
import { stampOf } from '../../../domain/core/stamp.ts';
import { contactKey } from '../../../domain/partners/contact-key.ts';
import { type Contact, MAX_CONTACTS, type Partner } from '../../../domain/partners/partner.ts';
import { MissingItem } from '../../../errors.ts';
import { tooManyContacts } from '../../../import/checks/contact-checks.ts';
import { mapConcurrently } from '../../../store/map-concurrently.ts';
import { retryOnConflict } from '../../../store/write-conflicts.ts';
import { byPartner } from './by-partner.ts';
import { type ImportCall, type NumberedRow, type RowOutcome, rejectRow } from './row-outcome.ts';

type Row = NumberedRow<'contacts'>;

/**
 * Adds a contact, or changes the name and locale of the one with the same role and address, whatever its letter case
 * (R-IMP-2). Of several rows for one contact it does not matter which comes first (R-IMP-4).
 */
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
    const byContact = [...Map.groupBy(rows, ({ row }) => contactKey(row)).values()];
    const results = byContact.map((same) => ({ same, outcomes: putContact(same, contacts, call) }));
    const imported = results
      .filter(({ outcomes }) => outcomes.some(isImported))
      .flatMap(({ same }) => same.slice(0, 1));
    if (imported.length > 0)
      await partners.replace(stored, withContactsChange({ ...stored.value, contacts }, imported, call));
    return results.flatMap(({ outcomes }) => outcomes);
  });
}

const isImported = (outcome: RowOutcome): boolean => 'result' in outcome && outcome.result === 'loaded';

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

/** Changes `contacts` by the rows for one contact. Of a file's earlier part, `call` remembers what was said of it. */
function putContact(same: readonly Row[], contacts: Contact[], call: ImportCall): RowOutcome[] {
  const [first] = same;
  if (first === undefined) return [];
  const key = contactKey(first.row);
  const index = contacts.findIndex((contact) => contactKey(contact) === key);
  const stored = contacts[index];
  const remembered = call.seen.get(`contact ${first.row.partnerId} ${key}`) as Row | undefined;
  const said = [...(remembered === undefined ? [] : [remembered]), ...same].map(({ row }) => row);
  const next: Contact = {
    role: first.row.role,
    name: agreed(said.map(({ name }) => name)) ?? stored?.name ?? '',
    email: stored?.email ?? agreed(said.map(({ email }) => email)) ?? '',
    locale: agreed(said.map(({ locale }) => locale)) ?? stored?.locale ?? '',
  };
  call.seen.set(`contact ${first.row.partnerId} ${key}`, { line: first.line, row: { ...first.row, ...next } });
  const rest = same.slice(1).map(({ line }): RowOutcome => ({ line, result: 'unchanged' }));
  if (stored?.name === next.name && stored.locale === next.locale)
    return [{ line: first.line, result: 'unchanged' }, ...rest];
  if (stored !== undefined) contacts[index] = next;
  else if (contacts.length < MAX_CONTACTS) contacts.push(next);
  else return same.map(({ line }) => rejectRow(call, line, tooManyContacts(first.row.partnerId)));
  return [{ line: first.line, result: 'loaded' }, ...rest];
}

/** Of what several rows say the last in the order of the alphabet; an empty cell says nothing (R-IMP-1). */
const agreed = (values: readonly string[]): string | undefined =>
  values
    .filter((value) => value !== '')
    .toSorted()
    .at(-1);
