/** Decisions and refusals of the rules, for reports and for `explain`. */

export type Decision = {
  /** What was done or left undone, e.g. `notice-sent`, `expired`, `payment-refused`. */
  what: string;
  partnerId: string;
  membershipId: string | null;
  cycle: number | null;
  stage: number | null;
  /** The number of the rule that decided, e.g. `R-NOT-3`. */
  rule: string;
  /** In words, for reports. */
  reason: string;
  inputs: Record<string, unknown>;
};

/** Why something is not done: the rule that forbids it, the reason in words, and the facts that were considered. */
export type Refusal = { rule: string; reason: string; inputs: Record<string, unknown> };
