/** The mail that silver was upgraded to gold (R-MEM-5, R-LIC-6). */
import { endingLicences } from '../benefits/ending-licences.ts';
import { anniversary, type Membership, UPGRADED } from '../memberships/membership.ts';
import { noticeSubject } from '../memberships/notice-subject.ts';
import { claimNoticesOrAlert, type NoticeDraft } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import type { StageRecord } from '../notices/notice-state.ts';
import { type Terms, termsName } from '../offers/terms.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import { type CalendarEntry, calendarEntryOf, hasEntry } from '../renewal/calendar-entry.ts';
import type { UpgradedContent } from '../renewal/contents.ts';
import type { RenewalFacts } from '../renewal/renewal-facts.ts';

/**
 * The gold membership with the claims of the mail. None is claimed for an upgrade that is recorded when gold's own
 * first window has closed: nothing that the mail would say holds any more.
 *
 * @param silver the facts of the silver membership, before it is superseded
 */
export function withUpgradeNotice(
  gold: Membership,
  { membership: silver, partner, benefits, config }: RenewalFacts,
  context: DecisionContext,
): Membership {
  if (gold.status.name !== 'active' || gold.origin.kind !== 'upgrade') return gold;
  // Also of a silver that had expired: with the payment they ended by the upgrade, and not by the expiry (R-REN-6).
  const licencesEnded = endingLicences(benefits, silver.membershipId, config).length;
  const { discountPercent, reference } = gold.origin;
  const from = `${silver.membershipId} (${termsName(silver.terms)})`;
  const draft: NoticeDraft = {
    ...noticeSubject(gold),
    key: UPGRADED,
    stage: null,
    kind: 'upgraded',
    rule: 'R-MEM-5',
    reason: `upgraded from ${from}: the next anniversary is ${anniversary(gold)}`,
    inputs: {
      paidOn: gold.purchasedOn,
      reference,
      anniversary: anniversary(gold),
      discountPercent,
      silver: silver.membershipId,
      silverTerms: silver.terms,
      licencesEnded,
      ...(hasEntry(silver) && { calendarEntry: calendarEntryOf(silver, true) }),
    },
  };
  const record = claimNoticesOrAlert(draft, recipientsOf(partner, ADMINS), context);
  return { ...gold, notices: { ...gold.notices, [UPGRADED]: record } };
}

/** The content of the mail, from the inputs of its record. */
export function upgradedContent(
  { membership: gold, partner, benefits, config }: Pick<RenewalFacts, 'membership' | 'partner' | 'benefits' | 'config'>,
  { inputs }: StageRecord,
): UpgradedContent {
  const { silver, silverTerms, discountPercent, calendarEntry } = inputs as {
    silver: string;
    silverTerms: Terms;
    discountPercent: number;
    calendarEntry?: CalendarEntry;
  };
  return {
    kind: 'upgraded',
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: gold.membershipId,
    terms: gold.terms,
    cycle: gold.cycle,
    paidOn: gold.purchasedOn,
    nextAnniversary: anniversary({ ...gold, cycle: 1 }),
    discountPercent,
    from: { membershipId: silver, terms: silverTerms },
    licences: endingLicences(benefits, silver, config),
    ...(calendarEntry !== undefined && { calendarEntry }),
  };
}
