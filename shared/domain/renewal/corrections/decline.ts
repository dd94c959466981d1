/** The declaration that a membership will not be renewed, and its withdrawal (R-REN-8). */
import { type CivilDate, expiryOf, windowOf } from '../../core/calendar.ts';
import type { Refusal } from '../../core/decision.ts';
import { withChange } from '../../core/history.ts';
import { stampOf } from '../../core/stamp.ts';
import { anniversary, type Decline, type Membership } from '../../memberships/membership.ts';
import { notRenewableReason } from '../../memberships/status.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import { reopenSkipped, skipUnsentNotices } from '../../notices/ledger.ts';
import { hasRequirements } from '../../offers/terms.ts';

const RULE = 'R-REN-8';

/** `withdraw`: the declaration is taken back. */
export type Declaration = { withdraw: boolean; ticket: string | null };

/** The same membership comes back if it was so already. */
export type DeclineOutcome =
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'declared'; membership: Membership; reason: string };

/**
 * Records in the current cycle that the partner will not renew, or takes that back. Through the window the partner may
 * change its mind; a payment does so, too.
 */
export function decideDecline(
  membership: Membership,
  declaration: Declaration,
  context: DecisionContext,
): DeclineOutcome {
  const refusal = declineRefusal(membership, context.asOf);
  if (refusal !== null) return { outcome: 'refused', refusal };
  const next = declaration.withdraw
    ? withdrawDecline(membership, declaration, context)
    : declineRenewal(membership, declaration, context);
  return { outcome: 'declared', membership: next, reason: describeDecline(next) };
}

function declineRefusal(membership: Membership, asOf: CivilDate): Refusal | null {
  const { status, consolidation } = membership;
  const ad = anniversary(membership);
  const { closes } = windowOf(ad);
  const inputs = { anniversary: ad, windowCloses: closes, status: status.name, asOf };
  const notRenewable = notRenewableReason(membership);
  if (notRenewable !== null) return { ...notRenewable, inputs };
  if (consolidation !== null) {
    const reason = `renewed together with ${consolidation.into}, which can be declined for both`;
    return { rule: 'R-MRG-2', reason, inputs: { ...inputs, renewedWith: consolidation.into } };
  }
  if (status.name === 'expired')
    return { rule: RULE, reason: `expired on ${status.expiredOn}: no renewal is to come`, inputs };
  if (asOf <= closes) return null;
  return { rule: RULE, reason: `the window closed on ${closes}: no renewal is to come`, inputs };
}

const describeDecline = ({ declined, ...dates }: Membership): string =>
  declined === null
    ? 'the renewal is not declined: its notices go out as they are due'
    : `declared on ${declined.on}: no further renewal notice, and it ends on ${expiryOf(anniversary(dates))}`;

/**
 * Renewal notices that the mail service has certainly not accepted are not tried again; of others the answer is
 * awaited.
 */
function declineRenewal(membership: Membership, { ticket }: Declaration, context: DecisionContext): Membership {
  if (membership.declined !== null) return membership;
  const declined: Decline = { on: context.asOf, ticket, stamp: stampOf(context) };
  const notices = skipUnsentNotices(membership.notices, 'declined', stampOf(context));
  return withDeclaration({ ...membership, declined, notices }, 'renewal-declined', ticket, context);
}

/** What was skipped because of it is open again: the next run sends the latest stage that is due (R-NOT-3). */
function withdrawDecline(membership: Membership, { ticket }: Declaration, context: DecisionContext): Membership {
  const { declined, terms } = membership;
  if (declined === null) return membership;
  const notices = reopenSkipped(membership.notices, 'declined');
  // Its standing was not looked at meanwhile (R-COMP-5).
  const evaluateOn = hasRequirements(terms) ? context.asOf : null;
  const next = { ...membership, declined: null, notices, evaluateOn };
  return withDeclaration(next, 'decline-withdrawn', ticket, context, { declinedOn: declined.on });
}

function withDeclaration(
  membership: Membership,
  what: string,
  ticket: string | null,
  context: DecisionContext,
  more: Record<string, unknown> = {},
): Membership {
  const inputs = { anniversary: anniversary(membership), cycle: membership.cycle, ticket, ...more };
  const reason = ticket === null ? 'the partner says so' : `the partner says so, on ticket ${ticket}`;
  const change = { on: context.asOf, stamp: stampOf(context), what, rule: RULE, reason, inputs };
  return { ...membership, history: withChange(membership.history, change) };
}

/** Why a stage of a declined renewal is skipped. */
export const declinedReason = ({ on, ticket }: Decline): string =>
  `the partner declared on ${on} that it will not renew${ticket === null ? '' : ` (ticket ${ticket})`}`;
