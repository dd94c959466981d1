import { type CivilDate, windowOf } from '../../../../shared/domain/core/calendar.ts';
import type { Evidence } from '../../../../shared/domain/eligibility/eligibility.ts';
import { renewalEligibility } from '../../../../shared/domain/eligibility/joint-renewal.ts';
import { scorecardOf } from '../../../../shared/domain/eligibility/scorecard.ts';
import { anniversary, type Membership } from '../../../../shared/domain/memberships/membership.ts';
import { type PublicStatus, statusOn } from '../../../../shared/domain/memberships/status.ts';

/**
 * A line of memberships.jsonl, as it is written: a membership on a day. Competency and level are empty where there is
 * none. (The viewer's `MembershipLine` is the line as it is read.)
 */
export type MembershipLine = ReturnType<typeof lineOf>;

/** The line of a membership; none for an order, which is not paid or has lapsed (R-MEM-8). */
export function membershipLines(membership: Membership, on: CivilDate, evidence: Evidence): MembershipLine[] {
  const status = statusOn(membership, on);
  return status === null ? [] : [lineOf(membership, status, on, evidence)];
}

function lineOf(membership: Membership, publicStatus: PublicStatus, on: CivilDate, evidence: Evidence) {
  const { partnerId, membershipId, terms, cycle, status } = membership;
  const ad = anniversary(membership);
  const window = windowOf(ad);
  return {
    partnerId,
    membershipId,
    offer: terms.offer,
    competency: terms.competency ?? '',
    level: terms.level ?? '',
    status: publicStatus,
    cycle,
    anniversary: ad,
    windowOpens: window.opens,
    windowCloses: window.closes,
    expiredOn: status.name === 'expired' ? status.expiredOn : null,
    eligibility: renewalEligibility(membership, evidence, on).state,
    scorecard: scorecardOf(membership, evidence, on),
  };
}
