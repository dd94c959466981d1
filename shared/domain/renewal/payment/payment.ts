import type { CivilDate } from '../../core/calendar.ts';
import type { Decision, Refusal } from '../../core/decision.ts';
import type { Fallback } from '../../eligibility/fallback.ts';
import type { Membership } from '../../memberships/membership.ts';

/** The payment of a renewal's fee. */
export type Payment = {
  paidOn: CivilDate;
  reference: string;
  /** The level that the operator accepts instead (R-REN-4). */
  acceptFallback?: Fallback | undefined;
  commandId: string;
};

export type PaymentOutcome =
  | { outcome: 'refused'; refusal: Refusal }
  /** `further`: decisions about its next cycle, if that is over, too. */
  | { outcome: 'renewed'; membership: Membership; decision: Decision; further?: Decision[] };
