import { monthOf } from '../core/calendar.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { GIVEN_UP } from '../notices/giving-up.ts';
import { claimUndeliveredAlert, reachedNobody, UNDELIVERED } from '../notices/mail-events/undelivered.ts';
import { UNREACHABLE } from '../notices/mail-events/unreachable.ts';
import type { Ledger, StageRecord } from '../notices/notice-state.ts';
import type { Listing } from './listing.ts';

/**
 * The alert that a mail about a listing reached nobody (R-NOT-7); null if the operators got it, or R-ROLE-4's, in this
 * month.
 */
export function undeliveredListingAlert(
  { partnerId, notices }: Listing,
  record: StageRecord,
  context: DecisionContext,
): { key: string; record: StageRecord } | null {
  const period = monthOf(context.asOf);
  const key = `${UNDELIVERED}-${period}`;
  if (notices[`${UNREACHABLE}-${period}`] !== undefined) return null;
  const alert = claimUndeliveredAlert(record, notices, { partnerId, subject: 'listing', period, key }, context);
  return alert && { key, record: alert };
}

/**
 * The first mail about a listing that reached nobody, while the operators do not know of any since its month (R-NOT-7):
 * the mail service may have refused every copy, which no event tells. Null: there is none.
 */
export function untoldListingNotice(notices: Ledger): StageRecord | null {
  const isTold = ({ decidedOn }: StageRecord): boolean =>
    Object.keys(notices).some((key) => {
      const [, month] = ALERT.exec(key) ?? [];
      return month !== undefined && month >= monthOf(decidedOn);
    });
  return Object.values(notices).find((record) => reachedNobody(record) && !isTold(record)) ?? null;
}

/** One, if there is such a mail: the settling of the same run tells it. */
export const countUntold = (notices: Ledger): number => (untoldListingNotice(notices) === null ? 0 : 1);

/** The keys of the operators' alerts of a month. */
const ALERT = new RegExp(`^(?:${UNDELIVERED}|${UNREACHABLE}|${GIVEN_UP})-(\\d{4}-\\d{2})$`);

/** The ledger with the alert about such a mail claimed. */
export function withUndeliveredListingAlert(listing: Listing, context: DecisionContext): Ledger {
  const untold = untoldListingNotice(listing.notices);
  const alert = untold && undeliveredListingAlert(listing, untold, context);
  return alert === null ? listing.notices : { ...listing.notices, [alert.key]: alert.record };
}
