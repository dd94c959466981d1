/** What became of each renewal of the period, and which notice came before its payment. */
import { type Fees, feeOf } from '../../../../../shared/domain/offers/fee.ts';
import type { Terms } from '../../../../../shared/domain/offers/terms.ts';
import type { MembershipLine } from '../../results/lines.ts';
import type { Renewal } from '../../results/renewals.ts';
import type { Closing, DecisionTally } from './decisions.ts';
import type { RenewalOutcome } from './input.ts';
import type { NoticeDays } from './notice-days.ts';

type Sources = {
  readonly renewals: readonly Renewal[];
  readonly tally: Pick<DecisionTally, 'closings' | 'movedTo'>;
  readonly memberships: readonly MembershipLine[];
  readonly notices: NoticeDays;
  readonly countryOf: (partnerId: string) => string | null;
  readonly fees: Fees | undefined;
};

/** In the order in which they ended. */
export function renewalOutcomes(sources: Sources): RenewalOutcome[] {
  const memberships = new Map(sources.memberships.map((each) => [`${each.partnerId} ${each.membershipId}`, each]));
  return sources.renewals
    .flatMap((renewal) => outcomeOf(renewal, sources, memberships))
    .sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}

function outcomeOf(
  renewal: Renewal,
  { tally, notices, countryOf, fees }: Sources,
  memberships: ReadonlyMap<string, MembershipLine>,
): RenewalOutcome[] {
  const { partnerId, membershipId, cycle, anniversary, state } = renewal;
  if (state !== 'renewed' && state !== 'expired') return [];
  const closing = tally.closings.get(`${partnerId} ${membershipId} ${cycle}`);
  // A merge or another id may have come after it.
  const now = tally.movedTo(partnerId, membershipId);
  const terms = termsOf(closing, memberships.get(now) ?? memberships.get(`${partnerId} ${membershipId}`));
  const on = closing?.on ?? renewal.windowCloses;
  const sent = [`${partnerId} ${membershipId}`, now].flatMap((id) => notices.of(`${id} ${cycle}`));
  const stages = sent.filter((notice) => state === 'expired' || notice.on <= on).map(({ stage }) => stage);
  return [
    {
      partnerId,
      membershipId,
      cycle,
      anniversary,
      state,
      on,
      isReinstated: closing?.what === 'reinstated',
      stages: [...new Set(stages)].sort((a, b) => a - b),
      offer: terms[0]?.offer ?? null,
      level: terms[0]?.level ?? null,
      country: countryOf(now.split(' ')[0] ?? '') ?? countryOf(partnerId),
      fee: feeOf(terms, fees),
    },
  ];
}

/** What was paid for: as the payment says, where it was not simply what the membership is. */
function termsOf(closing: Closing | undefined, membership: MembershipLine | undefined): readonly Terms[] {
  if (closing?.terms != null && closing.what !== 'expired') return closing.terms;
  if (membership === undefined) return [];
  const { offer, competency, level } = membership;
  return [{ offer, competency, level, learningOption: false } as Terms];
}
