/** Imports rows of `memberships.csv` (R-MEM-1). */

import type { CivilDate } from '../../../domain/core/calendar.ts';
import { formatValue } from '../../../domain/core/problem.ts';
import { stampOf } from '../../../domain/core/stamp.ts';
import type { Membership } from '../../../domain/memberships/membership.ts';
import { newMembership } from '../../../domain/memberships/new-membership.ts';
import type { Terms } from '../../../domain/offers/terms.ts';
import type { Stored } from '../../../store/collection.ts';
import { partnerPartition } from '../../../store/keys.ts';
import { mapConcurrently } from '../../../store/map-concurrently.ts';
import { retryOnConflict } from '../../../store/write-conflicts.ts';
import { makeMonthlyWorkDue } from '../../due/make-monthly-work-due.ts';
import { writeAndMakeDue } from '../../due/write-and-make-due.ts';
import { readPresentName } from '../../reads/merged/present-name.ts';
import { byPartner } from './by-partner.ts';
import { type ImportCall, type NumberedRow, type RowOutcome, rejectRepeated, rejectRow } from './row-outcome.ts';

type Row = NumberedRow<'memberships'>;

/**
 * Creates memberships. A stored one is not changed, whatever has become of it since; a row with other terms, another
 * purchase date or more cycles is rejected, with the command that changes them (R-IMP-5).
 */
export async function importMemberships(rows: readonly Row[], call: ImportCall): Promise<RowOutcome[]> {
  const outcomes = await mapConcurrently(byPartner(rows), async ([, ownRows]) => {
    const outcomesOfPartner: RowOutcome[] = [];
    for (const row of ownRows)
      outcomesOfPartner.push(outcomeOfSecond(row, call) ?? (await importMembership(row, call)));
    return outcomesOfPartner;
  });
  return outcomes.flat();
}

/** A row whose ids an earlier row of the file had. */
function outcomeOfSecond(row: Row, call: ImportCall): RowOutcome | null {
  const { partnerId, membershipId } = row.row;
  const key = `${partnerId}/${membershipId}`;
  const first = call.seen.get(key);
  if (first === undefined) call.seen.set(key, row);
  if (first === undefined) return null;
  if (JSON.stringify(first.row) === JSON.stringify(row.row)) return { line: row.line, result: 'unchanged' };
  const once = 'membership_id of a partner';
  return rejectRepeated(call, row.line, { field: 'membershipId', id: membershipId, once, first: first.line });
}

async function importMembership(row: Row, call: ImportCall): Promise<RowOutcome> {
  return retryOnConflict(async () => {
    const stored = await readPresent(row.row, call);
    return stored === null ? createMembership(row, call) : compareMembership(row, stored.value, call);
  });
}

/**
 * Under an id that it does not have any more, too: its own (R-MEM-9), or that of a partner that was merged into this
 * one (R-MRG-5).
 */
async function readPresent(row: Row['row'], { store }: ImportCall): Promise<Stored<Membership> | null> {
  const stored = await store.memberships.get(row);
  if (stored !== null && stored.value.status.name !== 'moved') return stored;
  return store.memberships.get(await readPresentName(store, row));
}

async function compareMembership({ line, row }: Row, membership: Membership, call: ImportCall): Promise<RowOutcome> {
  const saidOf = ({ learningOption }: Terms): string => describeTerms(termsOf(row, learningOption), row.purchasedOn);
  const storedTerms = describeTerms(membership.terms, membership.purchasedOn);
  if (saidOf(membership.terms) === storedTerms) return compareCycles({ line, row }, membership, call);
  for (const terms of await readEarlierTerms(membership, call))
    if (saidOf(terms) === describeTerms(terms, membership.purchasedOn))
      return compareCycles({ line, row }, membership, call);
  const got = `"${row.membershipId}" as ${saidOf(membership.terms)}`;
  return rejectRow(call, line, {
    field: 'membershipId',
    got,
    allowed: `what was loaded first (${storedTerms}), or another id; the command correct-membership corrects it`,
  });
}

/** Fewer cycles than are stored are those of an older file. */
function compareCycles({ line, row }: Row, { cycle }: Membership, call: ImportCall): RowOutcome {
  const paid = cycle - 1;
  if (row.paidThroughCycle <= paid) return { line, result: 'unchanged' };
  return rejectRow(call, line, {
    field: 'paidThroughCycle',
    got: formatValue(String(row.paidThroughCycle)),
    allowed: `at most ${paid}, as is stored; the command record-payment records a payment, correct-membership corrects the number`,
  });
}

/** The terms before a fallback: a file that is older than the fallback still has them (R-REN-4). */
async function readEarlierTerms(
  { partnerId, membershipId, formerIds, closing }: Membership,
  { store }: ImportCall,
): Promise<Terms[]> {
  const terms = closing === null ? [] : [closing.terms];
  for (const name of [...formerIds, { partnerId, membershipId }])
    for await (const { value } of store.cycles.list(partnerPartition(name.partnerId), `CYCLE#${name.membershipId}#`))
      terms.push(value.terms);
  return terms;
}

async function createMembership({ line, row }: Row, call: ImportCall): Promise<RowOutcome> {
  const { store, asOf } = call;
  const terms = termsOf(row, false);
  const makeDue = () => makeMonthlyWorkDue(store, row.partnerId, terms, asOf);
  await writeAndMakeDue(makeDue, () => store.memberships.create(newMembership(terms, row, asOf, stampOf(call))));
  return { line, result: 'loaded' };
}

/** @param known whether it has its Learning option, where the row says nothing (R-IMP-1) */
const termsOf = ({ offer, competency, level, learningOption }: Row['row'], known: boolean): Terms => ({
  offer,
  competency,
  level,
  learningOption: learningOption ?? known,
});

function describeTerms({ offer, competency, level, learningOption }: Terms, purchasedOn: CivilDate): string {
  const parts = [offer, competency, level, learningOption ? 'with Learning option' : null];
  return `${parts.filter((part) => part !== null).join(' ')}, bought ${purchasedOn}`;
}
