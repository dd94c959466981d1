/** Imports rows of `partners.csv`. */

import type { CivilDate } from '../../../domain/core/calendar.ts';
import { NO_HISTORY, withChange } from '../../../domain/core/history.ts';
import { stampOf } from '../../../domain/core/stamp.ts';
import { mergeRefusal } from '../../../domain/merge/merge.ts';
import type { Partner } from '../../../domain/partners/partner.ts';
import { withReview } from '../../../domain/partners/profile-review.ts';
import { reachabilityOf } from '../../../domain/partners/reachability.ts';
import { mapConcurrently } from '../../../store/map-concurrently.ts';
import type { Store } from '../../../store/store.ts';
import { retryOnConflict } from '../../../store/write-conflicts.ts';
import { makeMembershipsDue } from '../../due/make-memberships-due.ts';
import { makeListingDue } from '../../due/make-partner-due.ts';
import { markDeliveryLoss } from '../../due/mark-delivery-loss.ts';
import { writeAndMakeDue } from '../../due/write-and-make-due.ts';
import {
  type ImportCall,
  type NumberedRow,
  type RowOutcome,
  rejectIfMerging,
  rejectSecondOfPartner,
} from './row-outcome.ts';

type Row = NumberedRow<'partners'>;

/** Creates or updates; contacts, and reviews recorded by commands, are kept. A partner's second row is rejected. */
export async function importPartners(rows: readonly Row[], call: ImportCall): Promise<RowOutcome[]> {
  const rejections = rows.map((row) => rejectSecondOfPartner(row, call));
  return mapConcurrently([...rows.entries()], async ([index, row]) => {
    return rejections[index] ?? (await importPartner(row, call));
  });
}

async function importPartner({ line, row }: Row, call: ImportCall): Promise<RowOutcome> {
  const { store, asOf } = call;
  return retryOnConflict(async () => {
    const stored = await store.partners.get(row);
    const [rejection] = rejectIfMerging({ line, row }, stored && mergeRefusal(stored.value), call);
    if (rejection !== undefined) return rejection;
    const partner = partnerFromRow(stored?.value ?? null, row);
    if (stored !== null && isSame(stored.value, partner)) return { line, result: 'unchanged' };
    const next = withPartnerChange(stored?.value ?? null, partner, call);
    const makeDue = async (): Promise<void> => {
      if (stored !== null) await makeChangeDue(stored.value, next, asOf, store);
    };
    await writeAndMakeDue(makeDue, () => store.partners.write(stored, next));
    return { line, result: 'loaded' };
  });
}

async function makeChangeDue(before: Partner, after: Partner, asOf: CivilDate, store: Store): Promise<void> {
  // Other domains can change whether the listing's URL is the partner's (R-DIR-2).
  if (!isSameList(before.verifiedDomains, after.verifiedDomains)) await makeListingDue(store, after.partnerId, asOf);
  // Without a trainer courseware may not be delivered to others (R-MEM-10).
  if (before.mctCount > 0 && after.mctCount === 0) await markDeliveryLoss(store, before, asOf);
  // Another number of trainers can change whether renewals are at risk (R-COMP-5).
  if (before.mctCount !== after.mctCount) await makeMembershipsDue(store, after.partnerId, asOf);
}

/**
 * The partner with the values of the row; what its empty cells do not tell stays (R-IMP-1), and so do reviews that it
 * does not have.
 */
export function partnerFromRow(partner: Partner | null, row: Row['row']): Partner {
  const { profileReviewedOn, verifiedDomains, mctCount, ...facts } = row;
  const reviews = partner?.profileReviews ?? [];
  return {
    ...facts,
    verifiedDomains: verifiedDomains ?? partner?.verifiedDomains ?? [],
    mctCount: mctCount ?? partner?.mctCount ?? 0,
    profileReviews: profileReviewedOn === null ? reviews : withReview(reviews, profileReviewedOn),
    contacts: partner?.contacts ?? [],
    ...(partner?.accountProfileOn && { accountProfileOn: partner.accountProfileOn }),
    ...(partner?.erasing && { erasing: partner.erasing }),
    ...reachabilityOf(partner),
    merge: partner?.merge ?? null,
    mergedInto: partner?.mergedInto ?? null,
    mergedFrom: partner?.mergedFrom ?? [],
    history: partner?.history ?? NO_HISTORY,
  };
}

const FACTS = ['name', 'country', 'verifiedDomains', 'profileReviews', 'mctCount'] as const;

/** The partner with a history entry about what the file changed. */
function withPartnerChange(before: Partner | null, next: Partner, call: ImportCall): Partner {
  const changed = FACTS.filter((fact) => before === null || !isSameList([before[fact]].flat(), [next[fact]].flat()));
  const inputs = changed.map((fact) => [
    fact,
    before === null ? next[fact] : { before: before[fact], after: next[fact] },
  ]);
  const history = withChange(next.history, {
    on: call.asOf,
    stamp: stampOf(call),
    what: before === null ? 'partner-loaded' : 'partner-changed',
    rule: 'none',
    reason: before === null ? `loaded from ${call.file}` : `${changed.join(', ')} changed by ${call.file}`,
    inputs: Object.fromEntries(inputs),
  });
  return { ...next, history };
}

function isSame(a: Partner, b: Partner): boolean {
  return FACTS.every((fact) => isSameList([a[fact]].flat(), [b[fact]].flat()));
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
