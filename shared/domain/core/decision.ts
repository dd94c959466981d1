/** What a rule decided, for reports and for `explain`: enough to go from an email to the rule that sent it. */

export type Decision = {
  /** What was done or left undone, e.g. `notice-sent`, `expired`, `payment-refused`. */
  what: string;
  partnerId: string;
  membershipId: string | null;
  cycle: number | null;
  stage: number | null;
  /** The number of the rule that decided, e.g. `R-NOT-3`. */
  rule: string;
  /** For a person. */
  reason: string;
  inputs: Record<string, unknown>;
};

/** Why something is not done: the rule that forbids it, for a person why, and the facts it was judged by. */
export type Refusal = { rule: string; reason: string; inputs: Record<string, unknown> };
