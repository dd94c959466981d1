/** What becomes of a membership in a simulated period, in one word. */

/**
 * `joins`: it began in the period. `rises`: upgraded to gold. `keeps`: in force in the end, itself or what goes on in
 * its place. `at-risk`: in force, and its next renewal is at risk by the forecast (R-COMP-5). `falls`: renewed with
 * less than it had (R-REN-4). `expires`: ended unpaid (R-EXP-1).
 */
export const BANDS = ['joins', 'rises', 'keeps', 'at-risk', 'falls', 'expires'] as const;
export type Band = (typeof BANDS)[number];

/** What the decisions of the period say about a membership. */
export type Events = {
  readonly joined: boolean;
  readonly upgraded: boolean;
  readonly reduced: boolean;
  readonly expired: boolean;
};

export const NO_EVENTS: Events = { joined: false, upgraded: false, reduced: false, expired: false };

/**
 * The band of a membership that the period concerns; null: it had expired before.
 *
 * @param status on the last day, as in memberships.jsonl
 * @param isAtRisk whether the forecast has it
 */
export function bandOf(
  { status, isAtRisk }: { status: string; isAtRisk: boolean },
  { joined, upgraded, reduced, expired }: Events,
): Band | null {
  if (upgraded) return 'rises';
  if (status === 'expired') return expired ? 'expires' : null;
  if (reduced) return 'falls';
  if (joined) return 'joins';
  return isAtRisk && status !== 'superseded' ? 'at-risk' : 'keeps';
}
