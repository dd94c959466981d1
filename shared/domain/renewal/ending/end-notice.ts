/**
 * The mail that a membership has ended, and not by expiry: with what ended with it, and what goes on instead (R-LIC-6).
 */
import { endingLicences } from '../../benefits/ending-licences.ts';
import type { CivilDate } from '../../core/calendar.ts';
import { LISTING_WITHDRAWN, saysListingWithdrawn } from '../../directory/listing-fate.ts';
import { allTerms, anniversary, endedKey, type Membership, renewedTerms } from '../../memberships/membership.ts';
import { noticeSubject } from '../../memberships/notice-subject.ts';
import { placeTakerInForce } from '../../memberships/place-taker.ts';
import { claimNoticesOrAlert, type NoticeDraft } from '../../notices/claim-notices.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import type { Ledger, StageRecord } from '../../notices/notice-state.ts';
import { competencyLost, type Loss } from '../../offers/losses.ts';
import { isSameTerms, type Terms } from '../../offers/terms.ts';
import { ADMINS, recipientsOf } from '../../partners/recipients.ts';
import { calendarEntryOf, hasEntry } from '../calendar-entry.ts';
import type { EndedContent } from '../contents.ts';
import type { RenewalFacts } from '../renewal-facts.ts';
import { coursewareInput, coursewareLoss } from './courseware-loss.ts';

/** The end of a membership. `goesOn`: the membership that takes its place, in force on that day; null: none does. */
export type MembershipEnd = {
  on: CivilDate;
  goesOn: Membership | null;
  isListingWithdrawn: boolean;
  rule: string;
  reason: string;
};

/** The kind of the mail: the more specific one if another membership goes on. */
export const endKindOf = ({ inputs }: Pick<StageRecord, 'inputs'>): EndedContent['kind'] =>
  inputs.goesOn === undefined ? 'benefits-ended' : 'consolidated';

/**
 * The ledger with the claims of the mail; what it says stays what was so on the day of the decision. The same ledger
 * comes back if this end was told before.
 */
export function withEndNotice(facts: RenewalFacts, end: MembershipEnd, context: DecisionContext): Ledger {
  const { notices } = facts.membership;
  const draft = endDraft(facts, end, context.asOf);
  if (notices[draft.key] !== undefined) return notices;
  return { ...notices, [draft.key]: claimNoticesOrAlert(draft, recipientsOf(facts.partner, ADMINS), context) };
}

function endDraft(facts: RenewalFacts, end: MembershipEnd, asOf: CivilDate): NoticeDraft {
  const { membership, benefits, config } = facts;
  const licences = endingLicences(benefits, membership.membershipId, config).length;
  const inputs = {
    anniversary: anniversary(membership),
    endedOn: end.on,
    ...(end.goesOn !== null && { goesOn: placeTakerOf(end.goesOn) }),
    ...(licences > 0 && { licencesEnded: licences }),
    ...(end.isListingWithdrawn && LISTING_WITHDRAWN),
    ...coursewareInput(facts, { endsOn: end.on, asOf }),
  };
  const { rule, reason } = end;
  return {
    ...noticeSubject(membership),
    key: endedKey(end.on),
    stage: null,
    kind: endKindOf({ inputs }),
    rule,
    reason,
    inputs,
  };
}

type PlaceTaker = NonNullable<EndedContent['goesOn']>;

const placeTakerOf = (membership: Membership): PlaceTaker => ({
  membershipId: membership.membershipId,
  terms: membership.terms,
  covers: renewedTerms(membership).filter((terms) => terms !== membership.terms),
  anniversary: anniversary(membership),
});

/**
 * Whether that mail still says what holds: the same membership goes on in its place, to be renewed on the same day, or
 * none does (R-NOT-9).
 *
 * @throws RangeError if the facts of its end are not known
 */
export function holdsAfterEnd(
  { membership: { status }, ending }: RenewalFacts,
  { inputs }: StageRecord,
  asOf: CivilDate,
): boolean {
  if (status.name !== 'superseded') return false;
  if (ending === undefined) throw new RangeError('the partner’s other memberships were not read');
  const next = placeTakerInForce(status.by, ending.others, asOf);
  const said = inputs.goesOn as PlaceTaker | undefined;
  if (next === null || said === undefined) return next === null && said === undefined;
  return isSamePlaceTaker(placeTakerOf(next), said);
}

const isSamePlaceTaker = (a: PlaceTaker, b: PlaceTaker): boolean =>
  a.membershipId === b.membershipId && a.anniversary === b.anniversary && isSameAll(allTerms(a), allTerms(b));

const isSameAll = (a: Terms[], b: Terms[]): boolean =>
  a.length === b.length && a.every((terms) => b.some((other) => isSameTerms(terms, other)));

/** The content of the mail, from the inputs of its record. */
export function endedContent(
  { membership, partner, benefits, config }: Pick<RenewalFacts, 'membership' | 'partner' | 'benefits' | 'config'>,
  record: StageRecord,
): EndedContent {
  const { endedOn, goesOn = null } = record.inputs as { endedOn: CivilDate; goesOn?: PlaceTaker };
  return {
    kind: endKindOf(record),
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: membership.membershipId,
    terms: membership.terms,
    cycle: membership.cycle,
    endedOn,
    goesOn,
    losses: lossesAtEnd(membership, goesOn, record),
    licences: endingLicences(benefits, membership.membershipId, config),
    ...(hasEntry(membership) && { calendarEntry: calendarEntryOf(membership, true) }),
  };
}

/** A competency that goes on at the same level or above is not lost. */
function lossesAtEnd({ terms }: Membership, goesOn: PlaceTaker | null, record: StageRecord): Loss[] {
  const remaining: Terms[] = goesOn === null ? [] : allTerms(goesOn);
  return [
    { code: 'benefits' },
    { code: 'licenses' },
    ...(competencyLost(terms, remaining) ? [{ code: 'competency' as const }] : []),
    ...(saysListingWithdrawn(record) ? [{ code: 'directory-listing' as const }] : []),
    ...coursewareLoss(record),
  ];
}
