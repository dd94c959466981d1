/** One renewal for what two partners had twice: which membership goes on, and what becomes of the others (R-MRG-2). */
import { addDays, type CivilDate, windowOf } from '../core/calendar.ts';
import { anniversary, type Consolidation, type Membership } from '../memberships/membership.ts';
import { skipNotices } from '../notices/claim-notices.ts';
import type { SilentContext } from '../notices/decision-context.ts';
import { openNotices, withNoticeState } from '../notices/ledger.ts';
import type { Ledger } from '../notices/notice-state.ts';
import { levelRank, type Offer, type Terms, termsName } from '../offers/terms.ts';
import type { Recipient } from '../partners/partner.ts';
import type { RenewalFacts } from '../renewal/renewal-facts.ts';
import { openStages } from '../renewal/stages.ts';

/** Of each of these a partner renews one. Advanced specializations are renewed each by itself. */
const RENEWED_ONCE: readonly Offer[] = ['action-pack', 'learning-action-pack', 'competency'];

/** What a merge makes of the renewals of one membership. */
export type ConsolidationOutcome = Pick<Membership, 'consolidation' | 'covers'>;

/** A membership, and whether the partner that stays had it before the merge. */
export type MergedMembership = { membership: Membership; isOwn: boolean };

/**
 * What becomes of the memberships of both partners on the day of their merge, by membership id; those that stay as they are, are
 * left out.
 */
export function decideConsolidation(
  memberships: readonly MergedMembership[],
  day: CivilDate,
): Map<string, ConsolidationOutcome> {
  const renewed = memberships.filter(({ membership }) => isRenewable(membership, day));
  const groups = RENEWED_ONCE.map((offer) => renewed.filter(({ membership }) => membership.terms.offer === offer));
  return new Map(groups.filter(({ length }) => length > 1).flatMap((group) => consolidateGroup(group, day)));
}

/** Whatever a merge has made of it: asked again on the way, the answer is the same. */
const isRenewable = (membership: Membership, day: CivilDate): boolean =>
  membership.status.name === 'active' && day <= windowOf(anniversary(membership)).closes;

function consolidateGroup(group: readonly MergedMembership[], day: CivilDate): [string, ConsolidationOutcome][] {
  const { membership: leader } = leaderOf(group);
  const others = group.map(({ membership }) => membership).filter((membership) => membership !== leader);
  const covers = leader.terms.offer === 'competency' ? coversOf(leader, others) : [];
  return [
    [leader.membershipId, { consolidation: null, covers }],
    ...others.map((membership): [string, ConsolidationOutcome] => [
      membership.membershipId,
      { consolidation: consolidationOf(membership, leader, day), covers: [] },
    ]),
  ];
}

/** The latest anniversary is kept; of two of the same day, that of the partner that stays. One that is renewed with another leads no more. */
function leaderOf(group: readonly MergedMembership[]): MergedMembership {
  const free = group.filter(({ membership }) => membership.consolidation === null);
  const [first] = (free.length > 0 ? free : group).toSorted(byPrecedence) as [MergedMembership];
  return first;
}

function byPrecedence(a: MergedMembership, b: MergedMembership): number {
  const [ofA, ofB] = [anniversary(a.membership), anniversary(b.membership)];
  if (ofA !== ofB) return ofA > ofB ? -1 : 1;
  if (a.isOwn !== b.isOwn) return a.isOwn ? -1 : 1;
  return a.membership.membershipId < b.membership.membershipId ? -1 : 1;
}

/** It keeps its own time; in its window already, it is to be renewed now: the other takes its place at once. */
function consolidationOf(membership: Membership, leader: Membership, day: CivilDate): Consolidation {
  const { opens } = windowOf(anniversary(membership));
  const on = membership.consolidation?.on ?? (opens < day ? day : opens);
  return { into: leader.membershipId, on, anniversary: anniversary(leader) };
}

/** Every competency besides the leader's own, once, at the highest level of any of them. */
function coversOf(leader: Membership, others: readonly Membership[]): Terms[] {
  const all = [...leader.covers, ...others.flatMap(({ terms, covers }) => [terms, ...covers])];
  const highest = new Map<string, Terms>();
  for (const terms of [...all].sort((a, b) => levelRank(b.level) - levelRank(a.level))) {
    const key = terms.competency ?? terms.offer;
    const isOwn =
      terms.competency === leader.terms.competency && levelRank(terms.level) <= levelRank(leader.terms.level);
    if (!isOwn && !highest.has(key)) highest.set(key, terms);
  }
  return [...highest.values()].sort((a, b) => (termsName(a) < termsName(b) ? -1 : 1));
}

/**
 * The membership as the merge leaves it. One that is renewed with another gets no more notices of its own renewal: what was not sent
 * yet never is.
 */
export function withConsolidation(
  membership: Membership,
  to: ConsolidationOutcome,
  of: { recipients: Recipient[]; config: RenewalFacts['config'] },
  context: SilentContext,
): Membership {
  const next = { ...membership, ...to };
  if (to.consolidation === null) return next;
  const { into, anniversary: on } = to.consolidation;
  const skipped = openStages(membership, of.config).map((stage) => [
    String(stage),
    skipNotices(
      {
        partnerId: membership.partnerId,
        subject: membership.membershipId,
        period: String(membership.cycle),
        key: String(stage),
        stage,
        kind: 'renewal',
        rule: 'R-MRG-2',
        reason: `renewed together with ${into}, on the anniversary ${on}`,
        inputs: { ...to.consolidation },
      },
      of.recipients,
      'consolidated',
      context,
    ),
  ]);
  return { ...next, evaluateOn: null, notices: { ...skipUnsent(membership.notices), ...Object.fromEntries(skipped) } };
}

/** Renewal notices that the mail service has certainly not accepted are not tried again. */
function skipUnsent(ledger: Ledger): Ledger {
  return openNotices(ledger).reduce((all, { entry }) => {
    const isUnsent = entry.kind === 'renewal' && entry.state.status === 'pending' && entry.state.unanswered === 0;
    return isUnsent ? withNoticeState(all, entry.noticeId, { status: 'skipped', reason: 'consolidated' }) : all;
  }, ledger);
}

/** Whether two outcomes are the same: then there is nothing to write. */
export function isSameConsolidation(
  { consolidation, covers }: ConsolidationOutcome,
  to: ConsolidationOutcome,
): boolean {
  return JSON.stringify([consolidation, covers]) === JSON.stringify([to.consolidation, to.covers]);
}

/** The day before which a consolidated membership stays as it is, for a person. */
export function describeConsolidation(membership: Membership, { consolidation, covers }: ConsolidationOutcome): string {
  if (consolidation === null) {
    const also = covers.length === 0 ? '' : `, for ${covers.map(termsName).join(', ')}, too`;
    return `renewed on ${anniversary(membership)}${also}`;
  }
  const { into, on, anniversary: next } = consolidation;
  return `as it is through ${addDays(on, -1)}; from ${on} on ${into} goes on in its place, to be renewed on ${next}`;
}
