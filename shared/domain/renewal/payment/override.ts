/** Overrides: payment after the window, on a support ticket (R-REN-7). */
import type { CivilDate } from '../../core/calendar.ts';
import { windowOf } from '../../core/calendar.ts';
import type { Refusal } from '../../core/decision.ts';
import { anniversary, type Membership, type Override } from '../../memberships/membership.ts';
import { notRenewableReason } from '../../memberships/status.ts';

export type OverrideOutcome = { outcome: 'granted'; membership: Membership } | { outcome: 'refused'; refusal: Refusal };

/** Grants an override; only once the window has closed, and for a day that has not passed. */
export function decideOverride(membership: Membership, override: Override, asOf: CivilDate): OverrideOutcome {
  const { closes } = windowOf(anniversary(membership));
  const inputs = { windowCloses: closes, until: override.until, asOf };
  const refuse = (reason: string): OverrideOutcome => ({
    outcome: 'refused',
    refusal: { rule: 'R-REN-7', reason, inputs },
  });
  const notRenewable = notRenewableReason(membership);
  if (notRenewable !== null) return { outcome: 'refused', refusal: { ...notRenewable, inputs } };
  if (asOf <= closes) return refuse(`the window is not over before ${closes} has passed: an override comes after it`);
  if (override.until < asOf) return refuse(`"until" ${override.until} lies before ${asOf}`);
  return { outcome: 'granted', membership: { ...membership, override } };
}
