/** The notice that the next renewal is at risk (R-COMP-5). */
import { type CivilDate, windowOf } from '../core/calendar.ts';
import { renewalEligibilities } from '../eligibility/joint-renewal.ts';
import { anniversary, type Membership, type Standing, togetherOf } from '../memberships/membership.ts';
import { noticeSubject } from '../memberships/notice-subject.ts';
import { claimNotices, claimUnreachableAlert, type NoticeDraft, skipNotices } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { shortfallsText } from '../offers/shortfall.ts';
import type { Partner } from '../partners/partner.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import { causeText, type RiskCause } from './causes/risk-cause.ts';
import type { AtRiskContent } from './contents.ts';
import { deliveryLostOn } from './ending/courseware-loss.ts';
import { missingOfAll } from './missing.ts';
import type { RenewalFacts } from './renewal-facts.ts';
import { hasUnreachableAlert } from './renewal-notices.ts';

/** Prefix of the ledger's keys of these notices; a day follows, as there is one for each change. */
const AT_RISK = 'at-risk-';

/**
 * Records of these notices kept in a membership's ledger: requirements may be lost any number of times in a cycle
 * (R-IMP-6).
 */
export const AT_RISK_KEPT = 12;

export const isAtRiskKey = (key: string): boolean => key.startsWith(AT_RISK);

/** A further change of a day has a number, from 2 on. */
export function atRiskKey({ notices }: Membership, asOf: CivilDate): string {
  const key = `${AT_RISK}${asOf}`;
  const ofDay = Object.keys(notices).filter((each) => each.startsWith(key)).length;
  return ofDay === 0 ? key : `${key}-${ofDay + 1}`;
}

/** A renewal at risk from now on. `causes`: empty where the records do not say. */
type Risk = Standing & { causes: RiskCause[] };

/** What the record of the notice keeps of it. */
export type AtRiskInputs = Pick<Risk, 'since' | 'causes'>;

export function claimAtRiskNotice(membership: Membership, partner: Partner, risk: Risk, context: DecisionContext) {
  const draft = atRiskDraft(membership, risk, context);
  const recipients = recipientsOf(partner, ADMINS);
  if (recipients.length > 0) return claimNotices(draft, recipients, context);
  return hasUnreachableAlert(membership)
    ? skipNotices({ ...draft, rule: 'R-ROLE-4' }, [], 'no-recipient', context)
    : claimUnreachableAlert(draft, context);
}

function atRiskDraft(membership: Membership, risk: Risk, { asOf }: DecisionContext): NoticeDraft {
  const { since, shortfalls, causes } = risk;
  const because = causes.length === 0 ? '' : `; because ${causes.map(causeText).join(', ')}`;
  return {
    ...noticeSubject(membership),
    key: atRiskKey(membership, asOf),
    stage: null,
    kind: 'renewal-at-risk',
    rule: 'R-COMP-5',
    reason: `renewal is at risk since ${since}: ${shortfallsText(shortfalls)}${because}`,
    inputs: { anniversary: anniversary(membership), since, shortfalls, causes },
  };
}

/**
 * The content of the notice: since when and why from the inputs of its record, what is missing as of the day on which
 * it is sent.
 */
export function atRiskContent(facts: RenewalFacts, { since, causes }: AtRiskInputs, asOf: CivilDate): AtRiskContent {
  const { membership, partner } = facts;
  const ad = anniversary(membership);
  const { opens, closes } = windowOf(ad);
  return {
    kind: 'renewal-at-risk',
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: membership.membershipId,
    terms: membership.terms,
    together: togetherOf(membership),
    cycle: membership.cycle,
    asOf,
    anniversary: ad,
    windowOpens: opens,
    windowCloses: closes,
    since,
    causes,
    missing: missingOfAll(renewalEligibilities(membership, facts, asOf), facts, ad),
    deliveryLostOn: deliveryLostOn(facts, asOf),
  };
}
