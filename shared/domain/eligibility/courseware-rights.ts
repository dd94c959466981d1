/** What a partner may do with courseware (R-MEM-10). */

import { addDays, type CivilDate } from '../core/calendar.ts';
import { compareTexts } from '../core/text.ts';
import { allTerms, type Membership } from '../memberships/membership.ts';
import { isBought, lastDayInForce } from '../memberships/status.ts';
import { isLearning } from '../offers/terms.ts';
import type { Partner } from '../partners/partner.ts';
import { trainersSince } from '../partners/trainers.ts';

export type CoursewareRights = {
  /** `full-price`: for internal training only. `partner-offers`: those of the Courseware Marketplace. */
  purchase: 'full-price' | 'partner-offers';
  /** The day from which it has been so; null: from the beginning. */
  since: CivilDate | null;
  why: string;
  /** Whether courseware may be delivered outside the organisation. */
  delivery: { isAllowed: boolean; since: CivilDate | null; why: string };
};

type Facts = Pick<Partner, 'accountProfileOn' | 'mctCount' | 'history'>;

/**
 * The rights on a day: a Learning membership in force and an account profile bring the offers, a trainer besides them
 * the delivery.
 */
export function coursewareRights(partner: Facts, memberships: readonly Membership[], on: CivilDate): CoursewareRights {
  const periods = learningPeriods(memberships);
  const current = periods.find(({ from, to }) => from <= on && on < to);
  if (current === undefined) {
    const since = periods.findLast(({ to }) => to <= on)?.to ?? null;
    return withoutOffers(since, 'no LAP and no Learning option is in force');
  }
  const { accountProfileOn } = partner;
  if (accountProfileOn === undefined || accountProfileOn > on)
    return withoutOffers(null, 'its account profile on the Courseware Marketplace is not set up');
  const since = later(current.from, accountProfileOn);
  const why = `a Learning membership is in force, and its account profile was set up on ${accountProfileOn}`;
  return { purchase: 'partner-offers', since, why, delivery: deliveryOf(partner, since) };
}

function withoutOffers(since: CivilDate | null, why: string): CoursewareRights {
  return { purchase: 'full-price', since, why, delivery: { isAllowed: false, since, why } };
}

function deliveryOf(partner: Facts, offersSince: CivilDate): CoursewareRights['delivery'] {
  const { has, since } = trainersSince(partner);
  if (!has) return { isAllowed: false, since, why: 'it has no Microsoft Certified Trainer' };
  const from = since === null ? offersSince : later(since, offersSince);
  return { isAllowed: true, since: from, why: `it has the offers and ${partner.mctCount} MCT` };
}

const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);

/** `from`: inclusive, `to`: exclusive. */
type Period = { from: CivilDate; to: CivilDate };

/** The times in which a Learning membership was in force, without those that follow each other without a break. */
function learningPeriods(memberships: readonly Membership[]): Period[] {
  const periods = memberships
    .filter((membership) => isBought(membership) && allTerms(membership).some(isLearning))
    .map((membership): Period => ({ from: membership.purchasedOn, to: endOf(membership) }))
    .toSorted((a, b) => compareTexts(a.from, b.from));
  const joined: Period[] = [];
  for (const period of periods) {
    const last = joined.at(-1);
    if (last === undefined || period.from > last.to) joined.push(period);
    else joined[joined.length - 1] = { from: last.from, to: later(last.to, period.to) };
  }
  return joined;
}

function endOf(membership: Membership): CivilDate {
  const { status } = membership;
  if (status.name === 'expired') return status.expiredOn;
  return status.name === 'superseded' ? status.on : addDays(lastDayInForce(membership), 1);
}
