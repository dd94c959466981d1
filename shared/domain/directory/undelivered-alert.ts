import { monthOf } from '../core/calendar.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { claimUndeliveredAlert, UNDELIVERED } from '../notices/mail-events/undelivered.ts';
import { UNREACHABLE } from '../notices/mail-events/unreachable.ts';
import type { StageRecord } from '../notices/notice-state.ts';
import type { Listing } from './listing.ts';

/** The alert that a mail about a listing reached nobody (R-NOT-7); null if the operators got it, or R-ROLE-4's, in this month. */
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
