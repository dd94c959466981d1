import * as z from 'zod';
import type { Terms } from '../../../../../shared/domain/offers/terms.ts';
import { type Counted, countedAs, isDryRun } from '../../results/counted.ts';
import type { DecisionLine } from '../../results/lines.ts';
import { type Renewal, Renewals, renewalFact } from '../../results/renewals.ts';
import { cycleKey, type Refusal } from './input.ts';

/** What closed a cycle last. */
export type Closing = {
  readonly what: 'renewed' | 'reinstated' | 'expired';
  /** Civil date: of the payment, or of the expiry. */
  readonly on: string;
  /** What was paid for, the first of them being the membership's own; null: simply what the membership is. */
  readonly terms: readonly Terms[] | null;
};

/** What a report takes from the decisions. */
export type DecisionTally = {
  readonly counts: Readonly<Record<Counted, number>>;
  readonly refusals: readonly Refusal[];
  readonly unreviewed: ReadonlySet<string>;
  /** The renewals as they stand at the end of a day. */
  readonly renewalsOn: (day: string) => Renewal[];
  /** By partner, membership and cycle. */
  readonly closings: ReadonlyMap<string, Closing>;
  /** `partnerId membershipId` of what a membership has become by merges and renaming; its own, if by none. */
  readonly movedTo: (partnerId: string, membershipId: string) => string;
};

/** Reads the decisions in their order. */
export async function tallyDecisions(decisions: AsyncIterable<DecisionLine>): Promise<DecisionTally> {
  const counts = { renewed: 0, reinstated: 0, expired: 0, refused: 0, merged: 0 };
  const refusals: Refusal[] = [];
  const unreviewed = new Set<string>();
  const renewals = new Renewals();
  const closings = new Map<string, Closing>();
  const moves = new Map<string, string>();
  let number = 0;
  for await (const decision of decisions) {
    const key = keyOf(decision);
    const counted = countedAs(decision);
    if (counted !== null) counts[counted] += 1;
    if (counted === 'refused') refusals.push(refusalOf(decision));
    if (counted === 'renewed' || counted === 'reinstated' || counted === 'expired')
      closings.set(key, closingOf(counted, decision));
    if (isNotice(decision)) updateUnreviewed(unreviewed, key, decision);
    if (isReviewRecorded(decision)) removePartner(unreviewed, decision.partnerId);
    if (!isDryRun(decision)) recordMove(moves, decision);
    const fact = renewalFact(decision);
    if (fact !== null) renewals.add(fact, number);
    number += 1;
  }
  const renewalsOn = (day: string) => renewals.on(day);
  return { counts, refusals, unreviewed, closings, renewalsOn, movedTo: (...id) => lastMove(moves, id.join(' ')) };
}

const refusalOf = ({ asOf, partnerId, membershipId, what, rule, reason }: DecisionLine): Refusal => ({
  asOf,
  partnerId,
  membershipId,
  what,
  rule,
  reason,
});

const terms = z.custom<Terms>((value) => z.looseObject({ offer: z.string() }).safeParse(value).success);
const paid = z.object({ paidOn: z.iso.date().optional(), terms: terms.optional(), covers: z.array(terms).default([]) });

function closingOf(what: Closing['what'], { asOf, inputs }: DecisionLine): Closing {
  const read = paid.safeParse(inputs ?? {});
  if (!read.success || what === 'expired') return { what, on: asOf, terms: null };
  const { paidOn = asOf, terms: own, covers } = read.data;
  return { what, on: paidOn, terms: own === undefined ? null : [own, ...covers] };
}

/** A membership that moved to another partner, or got another id. */
function recordMove(moves: Map<string, string>, { what, partnerId, membershipId, inputs }: DecisionLine): void {
  const now = `${partnerId} ${membershipId}`;
  if (what === 'membership-moved') moves.set(`${inputs?.from} ${inputs?.formerId ?? membershipId}`, now);
  if (what === 'rename-membership-done') moves.set(`${partnerId} ${inputs?.before}`, now);
}

function lastMove(moves: ReadonlyMap<string, string>, id: string): string {
  const seen = new Set([id]);
  for (let next = moves.get(id); next !== undefined && !seen.has(next); next = moves.get(next)) seen.add(next);
  return [...seen].at(-1) ?? id;
}

const keyOf = ({ partnerId, membershipId, cycle }: DecisionLine): string =>
  cycleKey({ partnerId: partnerId ?? '', membershipId: membershipId ?? '', cycle: cycle ?? 0 });

const isNotice = ({ email, inputs }: DecisionLine): boolean =>
  email?.kind === 'renewal' || inputs?.profileReviewed !== undefined;

/**
 * The inputs of a notice say whether the profile was reviewed. A renewal notice to an account admin means that it was
 * not: they get one only then (R-ROLE-3).
 */
function updateUnreviewed(unreviewed: Set<string>, key: string, { email, inputs }: DecisionLine): void {
  if (inputs?.profileReviewed === false || email?.role === 'account-admin') unreviewed.add(key);
  else if (inputs?.profileReviewed === true) unreviewed.delete(key);
}

const isReviewRecorded = ({ workflow, what }: DecisionLine): boolean =>
  workflow === 'partner-command' && what.includes('profile-review') && !what.endsWith('refused');

function removePartner(unreviewed: Set<string>, partnerId: string | null): void {
  for (const key of unreviewed) if (key.startsWith(`${partnerId} `)) unreviewed.delete(key);
}
