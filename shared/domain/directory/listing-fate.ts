/** What the end of a membership means for the partner's listing, and whether its mail said so (R-DIR-1, R-LIC-6). */
import type { CivilDate } from '../core/calendar.ts';
import { allTerms, type Membership } from '../memberships/membership.ts';
import type { StageRecord } from '../notices/notice-state.ts';
import { isLearning } from '../offers/terms.ts';
import { entitledThrough } from './entitlement.ts';
import type { Listing } from './listing.ts';

/** The fact among the inputs of a notice that says that the listing is withdrawn. */
export const LISTING_WITHDRAWN = { listing: 'withdrawn' } as const;

export const saysListingWithdrawn = ({ inputs }: Pick<StageRecord, 'inputs'>): boolean =>
  inputs.listing === LISTING_WITHDRAWN.listing;

/**
 * Whether the listing is withdrawn because a membership ends: it is in the directory, and no other membership entitles
 * the partner.
 *
 * @param others the partner's other memberships
 * @param listing the partner's; null: it has none
 */
export function endsListing(
  ending: Membership,
  { others, listing }: { others: Membership[]; listing: Listing | null },
  asOf: CivilDate,
): boolean {
  if (listing === null || listing.submitted === null || !isEntitling(ending)) return false;
  return entitledThrough(others, asOf) === null;
}

const isEntitling = (membership: Membership): boolean => allTerms(membership).some(isLearning);

/**
 * Whether the mail about the end of the last Learning membership has said that the listing is withdrawn: nobody is told
 * the same twice. What entitled the partner after that mail was lost in another way.
 */
export function isWithdrawalTold(memberships: readonly Membership[]): boolean {
  const days = memberships.flatMap(({ notices }) => Object.values(notices).filter(saysListingWithdrawn));
  const lastTold = days
    .map(({ decidedOn }) => decidedOn)
    .toSorted()
    .at(-1);
  return lastTold !== undefined && !memberships.some((membership) => wasEntitlingAfter(membership, lastTold));
}

function wasEntitlingAfter(membership: Membership, day: CivilDate): boolean {
  const { status, lastRenewal } = membership;
  if (lastRenewal?.ended.some(isLearning) && lastRenewal.recordedOn > day) return true;
  if (!isEntitling(membership)) return false;
  if (status.name === 'expired') return status.expiredOn > day;
  return status.name === 'superseded' && status.on > day;
}
