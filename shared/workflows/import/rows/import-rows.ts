/** Loads some rows of any kind of file. */

import { shown } from '../../../domain/core/problem.ts';
import { mergeRefusal } from '../../../domain/merge/merge.ts';
import type { Kind } from '../../../import/files.ts';
import { loadContacts } from './contacts.ts';
import { loadAchievements, loadEmployees } from './employees.ts';
import { loadFigures } from './figures.ts';
import { loadInvoiceLines } from './invoices.ts';
import { loadListings } from './listings.ts';
import { loadMemberships } from './memberships.ts';
import { loadPartners } from './partners.ts';
import { type LoadCall, type NumberedRow, ofBarredPartner, type RowOutcome, rejected } from './row.ts';
import { loadTokens } from './tokens.ts';

/** Loads one row after the other, as far as anyone can tell. */
type Loader<K extends Kind> = (rows: readonly NumberedRow<K>[], call: LoadCall) => Promise<RowOutcome[]>;

const LOADERS: { [K in Kind]: Loader<K> } = {
  partners: loadPartners,
  contacts: ofKnownPartners(loadContacts),
  memberships: ofKnownPartners(loadMemberships),
  invoices: ofKnownPartners(loadInvoiceLines),
  listings: ofKnownPartners(loadListings),
  employees: ofKnownPartners(loadEmployees),
  achievements: ofKnownPartners(loadAchievements),
  performance: ofKnownPartners(loadFigures),
  tokens: ofKnownPartners(loadTokens),
};

/** What became of each of the rows, in no order. Safe to repeat: what is loaded is then unchanged. */
export function loadRows<K extends Kind>(
  kind: K,
  rows: readonly NumberedRow<K>[],
  call: LoadCall,
): Promise<RowOutcome[]> {
  return LOADERS[kind](rows, call);
}

/** Rows of partners that are not there are rejected: `partners.csv` comes first. */
function ofKnownPartners<K extends Kind>(load: Loader<K>): Loader<K> {
  return async (rows, call) => {
    const stored = await call.store.partners.getAll(rows.map(({ row }) => row));
    const known = new Set(stored.map(({ value }) => value.partnerId));
    const barred = new Map(stored.map(({ value }) => [value.partnerId, mergeRefusal(value)]));
    const isKnown = ({ row }: NumberedRow<K>): boolean => known.has(row.partnerId);
    const isFree = ({ row }: NumberedRow<K>): boolean => barred.get(row.partnerId) === null;
    const unknown = rows.filter((row) => !isKnown(row)).map((row) => ofUnknownPartner(row, call));
    const bound = rows.flatMap((row) => ofBarredPartner(row, barred.get(row.row.partnerId) ?? null, call));
    return [...unknown, ...bound, ...(await load(rows.filter(isFree), call))];
  };
}

function ofUnknownPartner({ line, row }: NumberedRow<Kind>, call: LoadCall): RowOutcome {
  const got = `${shown(row.partnerId)}, an unknown partner`;
  return rejected(call, line, { field: 'partnerId', got, allowed: 'a partner that is loaded already' });
}
