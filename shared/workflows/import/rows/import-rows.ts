/** Imports rows of any kind of file. */

import { formatValue } from '../../../domain/core/problem.ts';
import { mergeRefusal } from '../../../domain/merge/merge.ts';
import { checkSmokeTest } from '../../../import/checks/smoke-test.ts';
import type { Kind } from '../../../import/files.ts';
import { inOrder } from '../../../import/row-order.ts';
import { importBenefits } from './benefits.ts';
import { importContacts } from './contacts.ts';
import { importAchievements, importEmployees } from './employees.ts';
import { importFigures } from './figures.ts';
import { importInvoiceLines } from './invoice-lines.ts';
import { importListings } from './listings.ts';
import { importMemberships } from './memberships.ts';
import { importPartners } from './partners.ts';
import { type ImportCall, type NumberedRow, type RowOutcome, rejectIfMerging, rejectRow } from './row-outcome.ts';

/** Imports rows with the same result as one after the other. */
type RowImporter<K extends Kind> = (rows: readonly NumberedRow<K>[], call: ImportCall) => Promise<RowOutcome[]>;

const IMPORTERS: { [K in Kind]: RowImporter<K> } = {
  partners: importPartners,
  contacts: forKnownPartners(importContacts),
  memberships: forKnownPartners(importMemberships),
  invoices: forKnownPartners(importInvoiceLines),
  listings: forKnownPartners(importListings),
  employees: forKnownPartners(importEmployees),
  achievements: forKnownPartners(importAchievements),
  performance: forKnownPartners(importFigures),
  tokens: forKnownPartners(importBenefits),
};

/** The outcome of each row, in no particular order. Safe to repeat: imported rows are then unchanged. */
export async function importRows<K extends Kind>(
  kind: K,
  rows: readonly NumberedRow<K>[],
  call: ImportCall,
): Promise<RowOutcome[]> {
  const { file, isSmokeTest } = call;
  const misplaced = rows.flatMap(({ line, row }): RowOutcome[] =>
    checkSmokeTest(row.partnerId, { file, line }, isSmokeTest).map((problem) => ({ line, problem })),
  );
  const lines = new Set(misplaced.map(({ line }) => line));
  const placed = lines.size === 0 ? rows : rows.filter(({ line }) => !lines.has(line));
  return [...misplaced, ...(await IMPORTERS[kind](inOrder(kind, placed), call))];
}

/** Rejects rows of partners that do not exist (`partners.csv` comes first) or are being merged. */
function forKnownPartners<K extends Kind>(importer: RowImporter<K>): RowImporter<K> {
  return async (rows, call) => {
    const stored = await call.store.partners.getAll(rows.map(({ row }) => row));
    const knownIds = new Set(stored.map(({ value }) => value.partnerId));
    const refusalOf = new Map(stored.map(({ value }) => [value.partnerId, mergeRefusal(value)]));
    const isKnown = ({ row }: NumberedRow<K>): boolean => knownIds.has(row.partnerId);
    const isNotMerging = ({ row }: NumberedRow<K>): boolean => refusalOf.get(row.partnerId) === null;
    const unknownRows = rows.filter((row) => !isKnown(row)).map((row) => rejectUnknownPartner(row, call));
    const rejectedRows = rows.flatMap((row) => rejectIfMerging(row, refusalOf.get(row.row.partnerId) ?? null, call));
    return [...unknownRows, ...rejectedRows, ...(await importer(rows.filter(isNotMerging), call))];
  };
}

function rejectUnknownPartner({ line, row }: NumberedRow<Kind>, call: ImportCall): RowOutcome {
  const got = `${formatValue(row.partnerId)}, an unknown partner`;
  return rejectRow(call, line, { field: 'partnerId', got, allowed: 'a partner that is loaded already' });
}
