import { type CivilDate, windowOf } from '../../../shared/domain/calendar.ts';
import { type Evidence, eligibilityOf } from '../../../shared/domain/eligibility.ts';
import { anniversary, type Membership, statusOn } from '../../../shared/domain/membership.ts';

/** A line of memberships.jsonl: a membership on a day. Competency and level are empty where there is none. */
export function membershipLine(membership: Membership, on: CivilDate, evidence: Evidence) {
  const { partnerId, membershipId, terms, cycle, status } = membership;
  const ad = anniversary(membership);
  const window = windowOf(ad);
  return {
    partnerId,
    membershipId,
    offer: terms.offer,
    competency: terms.competency ?? '',
    level: terms.level ?? '',
    status: statusOn(membership, on),
    cycle,
    anniversary: ad,
    windowOpens: window.opens,
    windowCloses: window.closes,
    expiredOn: status.name === 'expired' ? status.expiredOn : null,
    eligibility: eligibilityOf(terms, ad, evidence, on).state,
  };
}
