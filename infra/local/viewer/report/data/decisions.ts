import type { DecisionLine } from '../../results/lines.ts';
import { cycleKey } from '../at-risk.ts';
import type { Refusal } from './input.ts';

/** The counts that a report takes from the decisions. */
export type DecisionTally = {
  readonly renewed: number;
  readonly reinstated: number;
  readonly refusals: readonly Refusal[];
  readonly unreviewed: ReadonlySet<string>;
};

/** Reads the decisions in their order. */
export async function tallyDecisions(decisions: AsyncIterable<DecisionLine>): Promise<DecisionTally> {
  const cycles = { renewed: new Set<string>(), reinstated: new Set<string>() };
  const refusals: Refusal[] = [];
  const unreviewed = new Set<string>();
  for await (const decision of decisions) {
    const key = keyOf(decision);
    if (decision.what === 'renewed' || decision.what === 'reinstated') cycles[decision.what].add(key);
    if (isRefusal(decision)) refusals.push(refusalOf(decision));
    if (isNotice(decision)) updateUnreviewed(unreviewed, key, decision);
    if (isReviewRecorded(decision)) removePartner(unreviewed, decision.partnerId);
  }
  return { renewed: cycles.renewed.size, reinstated: cycles.reinstated.size, refusals, unreviewed };
}

/** A command that a rule did not allow, e.g. `payment-refused`. */
export function isRefusal({ what, workflow }: Pick<DecisionLine, 'what' | 'workflow'>): boolean {
  return workflow === 'partner-command' && /(^|-)refused$/.test(what);
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
