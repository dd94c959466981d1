/** The notice that the next renewal is at risk (R-COMP-5). */

import { type CivilDate, windowOf } from '../core/calendar.ts';
import { anniversary, type Membership, type Standing } from '../memberships/membership.ts';
import { noticeSubject } from '../memberships/notice-subject.ts';
import { claimNotices, claimUnreachableAlert, type NoticeDraft, skipNotices } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { shortfallText } from '../offers/shortfall.ts';
import type { Partner } from '../partners/partner.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import type { AtRiskContent } from './contents.ts';
import { hasUnreachableAlert } from './renewal-notices.ts';

/** The ledger's keys of the notices that renewal is at risk: one for each change. */
export const isAtRiskKey = (key: string): boolean => key.startsWith(AT_RISK);

export const AT_RISK = 'at-risk-';

export function claimAtRiskNotice(
  membership: Membership,
  partner: Partner,
  standing: Standing,
  context: DecisionContext,
) {
  const draft = atRiskDraft(membership, standing, context);
  const recipients = recipientsOf(partner, ADMINS);
  if (recipients.length > 0) return claimNotices(draft, recipients, context);
  const isKnown = hasUnreachableAlert(membership);
  return isKnown
    ? skipNotices({ ...draft, rule: 'R-ROLE-4' }, [], 'no-recipient', context)
    : claimUnreachableAlert(draft, context);
}

function atRiskDraft(membership: Membership, { since, shortfalls }: Standing, { asOf }: DecisionContext): NoticeDraft {
  return {
    ...noticeSubject(membership),
    key: `${AT_RISK}${asOf}`,
    stage: null,
    kind: 'renewal-at-risk',
    rule: 'R-COMP-5',
    reason: `renewal is at risk since ${since}: ${shortfalls.map(shortfallText).join('; ')}`,
    inputs: { anniversary: anniversary(membership), since, shortfalls },
  };
}

/** What the notice says: what its record was decided from, so that a mail that is repeated says the same. */
export function atRiskContent(
  membership: Membership,
  partner: Partner,
  { since, shortfalls }: Pick<Standing, 'since' | 'shortfalls'>,
  asOf: CivilDate,
): AtRiskContent {
  const ad = anniversary(membership);
  const { opens, closes } = windowOf(ad);
  return {
    kind: 'renewal-at-risk',
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: membership.membershipId,
    terms: membership.terms,
    cycle: membership.cycle,
    asOf,
    anniversary: ad,
    windowOpens: opens,
    windowCloses: closes,
    since,
    missing: shortfalls,
  };
}
