/** Imports rows of `tokens.csv` (R-LIC). */

import { isSamePerson } from '../../../domain/benefits/assign-subscription.ts';
import {
  type Benefit,
  type BenefitReversal,
  type Benefits,
  emptyBenefits,
  findBenefit,
  MAX_BENEFITS,
  type VisualStudio,
} from '../../../domain/benefits/benefit.ts';
import { benefitsBytes, capacityError } from '../../../domain/benefits/benefits-outcome.ts';
import { grantOf } from '../../../domain/benefits/grant.ts';
import { benefitName, isExcluded, NO_ENTERPRISE, newBenefit } from '../../../domain/benefits/issue-token.ts';
import { jsonBytes } from '../../../domain/core/json-bytes.ts';
import { formatValue } from '../../../domain/core/problem.ts';
import { stampOf } from '../../../domain/core/stamp.ts';
import type { Membership } from '../../../domain/memberships/membership.ts';
import { issuedTooEarly } from '../../../import/checks/day-checks.ts';
import { mapConcurrently } from '../../../store/map-concurrently.ts';
import { retryOnConflict } from '../../../store/write-conflicts.ts';
import { readPresentName } from '../../reads/merged/present-name.ts';
import { byPartner } from './by-partner.ts';
import { type ImportCall, type NumberedRow, type RowOutcome, rejectRow } from './row-outcome.ts';

type Row = NumberedRow<'tokens'>;
type Memberships = ReadonlyMap<string, Membership>;

/**
 * Adds the benefits that are not stored yet. A stored one is not changed, whatever has become of it since; a row that
 * differs from it is rejected.
 */
export async function importBenefits(rows: readonly Row[], call: ImportCall): Promise<RowOutcome[]> {
  const outcomes = await mapConcurrently(byPartner(rows), ([partnerId, ownRows]) =>
    importBenefitsOfPartner(partnerId, ownRows, call),
  );
  return outcomes.flat();
}

/** One write for all rows of a partner. */
async function importBenefitsOfPartner(
  partnerId: string,
  rows: readonly Row[],
  call: ImportCall,
): Promise<RowOutcome[]> {
  const { benefits } = call.store;
  const membershipById = await readMembershipsOf(rows, call);
  return retryOnConflict(async () => {
    const stored = await benefits.get({ partnerId });
    const before = stored?.value ?? emptyBenefits(partnerId);
    const growing = { ...before, bytes: benefitsBytes(before) };
    const outcomes = rows.map((row) => putBenefit(row, growing, membershipById, call));
    const { entries } = growing;
    if (entries !== before.entries) await benefits.write(stored, { ...before, entries });
    return outcomes;
  });
}

/** By the id that the rows have for it, which may be a former one. */
async function readMembershipsOf(rows: readonly Row[], { store }: ImportCall): Promise<Memberships> {
  const stored = await store.memberships.getAll(rows.map(({ row }) => row));
  const present = await mapConcurrently(stored, async ({ value }) =>
    value.status.name === 'moved'
      ? ([value.membershipId, (await store.memberships.get(await readPresentName(store, value)))?.value] as const)
      : ([value.membershipId, value] as const),
  );
  return new Map(present.flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])));
}

/** `bytes`: the size of the entries, so that it need not be computed again for each row. */
type GrowingBenefits = Benefits & { bytes: number };

/** Changes `benefits`. */
function putBenefit(
  { line, row: given }: Row,
  benefits: GrowingBenefits,
  memberships: Memberships,
  call: ImportCall,
): RowOutcome {
  const membership = memberships.get(given.membershipId);
  const row = { ...given, membershipId: membership?.membershipId ?? given.membershipId };
  const { tokenId, membershipId, partnerId } = row;
  const stored = findBenefit(benefits, tokenId);
  if (stored !== null)
    return isSameBenefit(row, stored) ? { line, result: 'unchanged' } : rejectDifferent(row, stored, line, call);
  if (membership === undefined) {
    const got = `${formatValue(membershipId)}, an unknown membership`;
    return rejectRow(call, line, {
      field: 'membershipId',
      got,
      allowed: `a membership of ${partnerId} that is loaded already`,
    });
  }
  if (isExcluded(row, membership.terms.offer))
    return rejectRow(call, line, { field: 'edition', got: formatValue(row.edition), allowed: NO_ENTERPRISE });
  const takenBack = findTakenBack(row, benefits);
  if (takenBack !== undefined) return rejectTakenBack(row, takenBack, line, call);
  const early = issuedTooEarly(row.issuedOn, membership.purchasedOn);
  if (early !== null) return rejectRow(call, line, { field: 'issuedOn', ...early });
  const benefit = benefitFromRow(row, call);
  const entries = [...benefits.entries, benefit];
  const bytes = benefits.bytes + jsonBytes(benefit) + 1;
  if (capacityError({ ...benefits, entries }, bytes) !== null) {
    const got = `another token of ${partnerId}`;
    return rejectRow(call, line, { field: 'tokenId', got, allowed: `at most ${MAX_BENEFITS} tokens for a partner` });
  }
  Object.assign(benefits, { entries, bytes });
  return { line, result: 'loaded' };
}

function benefitFromRow(row: Row['row'], call: ImportCall): Benefit {
  const { tokenId, membershipId, issuedOn, activatedOn, tenant, assignedTo, assignedOn } = row;
  const granted = { tokenId, membershipId, issuedOn, recordedOn: call.asOf, commandId: null, stamp: stampOf(call) };
  const benefit = newBenefit(grantOf(row), granted);
  const by = { commandId: null };
  if (benefit.kind === 'token' && activatedOn !== null && tenant !== null)
    return { ...benefit, activation: { on: activatedOn, tenant, ...by } };
  if (benefit.kind !== 'visual-studio' || assignedTo === null || assignedOn === null) return benefit;
  const activation = activatedOn === null ? null : { on: activatedOn, ...by };
  return { ...benefit, assignments: [{ to: assignedTo, on: assignedOn, activation, ...by }] };
}

function isSameGrant(row: Row['row'], stored: Benefit): boolean {
  const { membershipId, issuedOn } = stored;
  const isSameIssue = row.membershipId === membershipId && row.issuedOn === issuedOn;
  return isSameIssue && row.kind === stored.kind && benefitName(grantOf(row)) === benefitName(stored);
}

/** The row has the grant that is stored; of its use it may know less, as an older file does. */
function isSameBenefit(row: Row['row'], stored: Benefit): boolean {
  if (!isSameGrant(row, stored)) return false;
  if (stored.kind === 'visual-studio') return row.assignedTo === null || hasAssignment(row, stored);
  if (stored.kind === 'mak' || row.activatedOn === null) return true;
  return stored.activation?.on === row.activatedOn && stored.activation.tenant === row.tenant;
}

function hasAssignment({ assignedTo, assignedOn, activatedOn }: Row['row'], { assignments }: VisualStudio): boolean {
  return assignments.some(
    ({ to, on, activation }) =>
      isSamePerson(to, assignedTo ?? '') &&
      on === assignedOn &&
      (activatedOn === null || activation?.on === activatedOn),
  );
}

function rejectDifferent(row: Row['row'], stored: Benefit, line: number, call: ImportCall): RowOutcome {
  const got = `${formatValue(row.tokenId)} as ${describeBenefit(benefitFromRow(row, call))}`;
  const allowed = `what was loaded or issued first (${describeBenefit(stored)}), or another id`;
  return rejectRow(call, line, { field: 'tokenId', got, allowed });
}

/** What was recorded by mistake does not come back by another file (R-OPS-1); what it should have been may. */
const findTakenBack = (row: Row['row'], { reversals = [] }: Benefits): BenefitReversal | undefined =>
  reversals.findLast(({ issued }) => issued?.tokenId === row.tokenId && isSameGrant(row, issued));

function rejectTakenBack(row: Row['row'], { what, on, ticket }: BenefitReversal, line: number, call: ImportCall) {
  const got = `${formatValue(row.tokenId)} as ${describeBenefit(benefitFromRow(row, call))}`;
  const allowed = `another benefit: ${what} was taken back on ${on} (ticket ${ticket}); issue-token issues it anew`;
  return rejectRow(call, line, { field: 'tokenId', got, allowed });
}

/** A benefit in one line: the grant, and its use. */
function describeBenefit(benefit: Benefit): string {
  const { membershipId, issuedOn } = benefit;
  return [`${benefitName(benefit)} of ${membershipId}`, `issued ${issuedOn}`, ...describeUse(benefit)].join(', ');
}

function describeUse(benefit: Benefit): string[] {
  if (benefit.kind === 'mak') return [];
  if (benefit.kind === 'token')
    return benefit.activation ? [`activated ${benefit.activation.on} for ${benefit.activation.tenant}`] : [];
  return benefit.assignments.flatMap(({ to, on, activation }) => [
    `assigned ${on} to ${to}`,
    ...(activation ? [`activated ${activation.on}`] : []),
  ]);
}
