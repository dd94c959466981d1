import { type Counted, countedAs } from '../../results/counted.ts';
import type { DecisionLine } from '../../results/lines.ts';
import { cycleKey } from '../at-risk.ts';
import type { Refusal } from './input.ts';

/** The counts that a report takes from the decisions. */
export type DecisionTally = {
  readonly counts: Readonly<Record<Counted, number>>;
  readonly refusals: readonly Refusal[];
  readonly unreviewed: ReadonlySet<string>;
};

/** Reads the decisions in their order. */
export async function tallyDecisions(decisions: AsyncIterable<DecisionLine>): Promise<DecisionTally> {
  const counts = { renewed: 0, reinstated: 0, expired: 0, refused: 0, merged: 0 };
  const refusals: Refusal[] = [];
  const unreviewed = new Set<string>();
  for await (const decision of decisions) {
    const key = keyOf(decision);
    const counted = countedAs(decision);
    if (counted !== null) counts[counted] += 1;
    if (counted === 'refused') refusals.push(refusalOf(decision));
    if (isNotice(decision)) updateUnreviewed(unreviewed, key, decision);
    if (isReviewRecorded(decision)) removePartner(unreviewed, decision.partnerId);
  }
  return { counts, refusals, unreviewed };
}

const refusalOf = ({ asOf, partnerId, membershipId, what, rule, reason }: DecisionLine): Refusal => ({
  asOf,
  partnerId,
  membershipId,
  what,
  rule,
  reason,
});

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
