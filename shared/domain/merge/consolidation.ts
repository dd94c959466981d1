/**
 * Consolidation: of several memberships of merged partners one is renewed, and the others are renewed with it
 * (R-MRG-2).
 */

import { addDays, type CivilDate, windowOf } from '../core/calendar.ts';
import { compareTexts } from '../core/text.ts';
import { allTerms, anniversary, type Consolidation, type Membership } from '../memberships/membership.ts';
import { noticeSubject } from '../memberships/notice-subject.ts';
import { type NoticeDraft, skipDrafts } from '../notices/claim-notices.ts';
import type { SilentContext } from '../notices/decision-context.ts';
import { isOfEarlierAnniversary } from '../notices/earlier-anniversary.ts';
import { skipUnsentNotices } from '../notices/ledger.ts';
import type { StageRecord } from '../notices/notice-state.ts';
import {
  hasRequirements,
  isSameButHigher,
  isSameCompetency,
  levelRank,
  type Offer,
  type Terms,
  termsName,
} from '../offers/terms.ts';
import type { Recipient } from '../partners/partner.ts';
import type { RenewalFacts } from '../renewal/renewal-facts.ts';
import { openStages } from '../renewal/stages.ts';

/** Offers of which a partner renews one membership. Advanced specializations are renewed separately. */
const RENEWED_ONCE: readonly Offer[] = ['action-pack', 'learning-action-pack', 'competency'];

/** The fields of a membership that consolidation changes. */
export type ConsolidationOutcome = Pick<Membership, 'consolidation' | 'covers'>;

/** A membership, and whether the partner that stays had it before the merge. */
export type MergedMembership = { membership: Membership; isOwn: boolean };

/**
 * Decides the consolidation of both partners' memberships on the day of their merge, by membership id. Memberships that
 * do not change are left out.
 */
export function decideConsolidation(
  memberships: readonly MergedMembership[],
  day: CivilDate,
): Map<string, ConsolidationOutcome> {
  const renewed = memberships.filter(({ membership }) => isRenewable(membership, day));
  const groups = RENEWED_ONCE.map((offer) => renewed.filter(({ membership }) => membership.terms.offer === offer));
  return new Map(groups.filter(({ length }) => length > 1).flatMap((group) => consolidateGroup(group, day)));
}

/** Independent of `consolidation`: a merge that is interrupted and resumed decides the same. */
const isRenewable = (membership: Membership, day: CivilDate): boolean =>
  membership.status.name === 'active' && day <= windowOf(anniversary(membership)).closes;

function consolidateGroup(group: readonly MergedMembership[], day: CivilDate): [string, ConsolidationOutcome][] {
  const { membership: leader } = leaderOf(group);
  const others = group.map(({ membership }) => membership).filter((membership) => membership !== leader);
  const covers = coversOf(leader, others);
  return [
    [leader.membershipId, { consolidation: null, covers }],
    ...others.map((membership): [string, ConsolidationOutcome] => [
      membership.membershipId,
      { consolidation: consolidationOf(membership, leader, day), covers: [] },
    ]),
  ];
}

/**
 * The membership with the latest anniversary; on the same day, that of the partner that stays. A consolidated
 * membership does not lead.
 */
function leaderOf(group: readonly MergedMembership[]): MergedMembership {
  const candidates = group.filter(({ membership }) => membership.consolidation === null);
  const [first] = (candidates.length > 0 ? candidates : group).toSorted(byPrecedence) as [MergedMembership];
  return first;
}

function byPrecedence(a: MergedMembership, b: MergedMembership): number {
  const [ofA, ofB] = [anniversary(a.membership), anniversary(b.membership)];
  if (ofA !== ofB) return compareTexts(ofB, ofA);
  if (a.isOwn !== b.isOwn) return a.isOwn ? -1 : 1;
  return compareTexts(a.membership.membershipId, b.membership.membershipId);
}

/**
 * The other membership takes its place on the day its window opens; if the window is open already, on the day of the
 * merge.
 */
function consolidationOf(membership: Membership, leader: Membership, day: CivilDate): Consolidation {
  const { opens } = windowOf(anniversary(membership));
  const on = membership.consolidation?.on ?? (opens < day ? day : opens);
  return { into: leader.membershipId, on, anniversary: anniversary(leader) };
}

/**
 * Every competency but the leader's own, once, at its highest level; with its Learning option it is another one. A pack
 * has no other than its own.
 */
function coversOf(leader: Membership, others: readonly Membership[]): Terms[] {
  const highest: Terms[] = [];
  const all = [...leader.covers, ...others.flatMap(allTerms)];
  for (const terms of all.toSorted((a, b) => levelRank(b.level) - levelRank(a.level))) {
    const isOwn = isSameCompetency(terms, leader.terms) && !isSameButHigher(terms, leader.terms);
    if (!isOwn && !highest.some((other) => isSameCompetency(other, terms))) highest.push(terms);
  }
  return highest.sort((a, b) => compareTexts(termsName(a), termsName(b)));
}

/**
 * The membership with the outcome of its consolidation. A consolidated membership gets no further notices of its own
 * renewal: its open and unsent notices are skipped.
 */
export function withConsolidation(
  membership: Membership,
  outcome: ConsolidationOutcome,
  target: { recipients: Recipient[]; config: RenewalFacts['config'] },
  context: SilentContext,
): Membership {
  const next = { ...membership, ...outcome };
  if (outcome.consolidation === null) return next;
  const { into, anniversary: on } = outcome.consolidation;
  const drafts = openStages(membership, target.config).map(
    (stage): NoticeDraft => ({
      ...noticeSubject(membership),
      key: String(stage),
      stage,
      kind: 'renewal',
      rule: 'R-MRG-2',
      reason: `renewed together with ${into}, on the anniversary ${on}`,
      inputs: { ...outcome.consolidation },
    }),
  );
  const skipped = skipDrafts(drafts, target.recipients, 'consolidated', context);
  return {
    ...next,
    evaluateOn: null,
    notices: { ...skipUnsentNotices(membership.notices, 'consolidated'), ...skipped },
  };
}

/** The membership as one that is renewed by itself again: stages that were skipped for the consolidation are open. */
export function withReopenedStages(membership: Membership, asOf: CivilDate): Membership {
  const isSkipped = ({ rule, notices }: StageRecord): boolean =>
    rule === 'R-MRG-2' && notices.every(({ state }) => state.status === 'skipped');
  const notices = Object.fromEntries(
    Object.entries(membership.notices).filter(([key, record]) => isOfEarlierAnniversary(key) || !isSkipped(record)),
  );
  return { ...membership, notices, evaluateOn: hasRequirements(membership.terms) ? asOf : null };
}

/** Whether two outcomes are the same, so that nothing has to be written. */
export function isSameConsolidation(
  { consolidation, covers }: ConsolidationOutcome,
  outcome: ConsolidationOutcome,
): boolean {
  return JSON.stringify([consolidation, covers]) === JSON.stringify([outcome.consolidation, outcome.covers]);
}

/** The outcome in words, for the answer to `merge-partners`. */
export function describeConsolidation(membership: Membership, { consolidation, covers }: ConsolidationOutcome): string {
  if (consolidation === null) {
    const also = covers.length === 0 ? '' : `, for ${covers.map(termsName).join(', ')}, too`;
    return `renewed on ${anniversary(membership)}${also}`;
  }
  const { into, on, anniversary: next } = consolidation;
  return `as it is through ${addDays(on, -1)}; from ${on} on ${into} goes on in its place, to be renewed on ${next}`;
}
