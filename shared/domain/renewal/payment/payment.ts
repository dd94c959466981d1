import type { CivilDate } from '../../core/calendar.ts';
import type { Decision, Refusal } from '../../core/decision.ts';
import type { RenewalFallback } from '../../eligibility/fallback.ts';
import type { Membership } from '../../memberships/membership.ts';

/** The payment of a renewal's fee. */
export type Payment = {
  paidOn: CivilDate;
  reference: string;
  /** What the operator accepts instead (R-REN-4, R-MRG-4). */
  acceptFallback?: RenewalFallback | undefined;
  commandId: string;
};

export type PaymentOutcome =
  | { outcome: 'refused'; refusal: Refusal }
  /** `further`: decisions about its next cycle, if that is over, too. */
  | { outcome: 'renewed'; membership: Membership; decision: Decision; further?: Decision[] };
