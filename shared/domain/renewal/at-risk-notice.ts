/** The notice that the next renewal is at risk (R-COMP-5). */
import { type CivilDate, windowOf } from '../core/calendar.ts';
import { anniversary, type Membership, type Standing, togetherOf } from '../memberships/membership.ts';
import { noticeSubject } from '../memberships/notice-subject.ts';
import { claimNotices, claimUnreachableAlert, type NoticeDraft, skipNotices } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { shortfallText } from '../offers/shortfall.ts';
import type { Partner } from '../partners/partner.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import type { AtRiskContent } from './contents.ts';
import { hasUnreachableAlert } from './renewal-notices.ts';

/** Prefix of the ledger's keys of these notices; a day follows, as there is one for each change. */
const AT_RISK = 'at-risk-';

/** Records of these notices kept in a membership's ledger: requirements may be lost any number of times in a cycle (R-IMP-6). */
export const AT_RISK_KEPT = 12;

export const isAtRiskKey = (key: string): boolean => key.startsWith(AT_RISK);

export const atRiskKey = (asOf: CivilDate): string => `${AT_RISK}${asOf}`;

export function claimAtRiskNotice(
  membership: Membership,
  partner: Partner,
  standing: Standing,
  context: DecisionContext,
) {
  const draft = atRiskDraft(membership, standing, context);
  const recipients = recipientsOf(partner, ADMINS);
  if (recipients.length > 0) return claimNotices(draft, recipients, context);
  return hasUnreachableAlert(membership)
    ? skipNotices({ ...draft, rule: 'R-ROLE-4' }, [], 'no-recipient', context)
    : claimUnreachableAlert(draft, context);
}

function atRiskDraft(membership: Membership, { since, shortfalls }: Standing, { asOf }: DecisionContext): NoticeDraft {
  return {
    ...noticeSubject(membership),
    key: atRiskKey(asOf),
    stage: null,
    kind: 'renewal-at-risk',
    rule: 'R-COMP-5',
    reason: `renewal is at risk since ${since}: ${shortfalls.map(shortfallText).join('; ')}`,
    inputs: { anniversary: anniversary(membership), since, shortfalls },
  };
}

/** The content of the notice, from the inputs of its record, so that a repeated mail has the same content. */
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
    together: togetherOf(membership),
    cycle: membership.cycle,
    asOf,
    anniversary: ad,
    windowOpens: opens,
    windowCloses: closes,
    since,
    missing: shortfalls,
  };
}
