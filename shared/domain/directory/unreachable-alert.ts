import { monthOf } from '../core/calendar.ts';
import { claimUnreachableAlert } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { UNREACHABLE, UNREACHABLE_ALERT, unreachableInputs } from '../notices/mail-events/unreachable.ts';
import type { NoticeEntry } from '../notices/notice-state.ts';
import type { Listing } from './listing.ts';

/**
 * The operators' alert that no recipient is reachable for a listing, at most once a month; null if it was claimed this
 * month.
 */
export function listingAlert(listing: Listing, entry: NoticeEntry, context: DecisionContext) {
  const period = monthOf(context.asOf);
  const key = `${UNREACHABLE}-${period}`;
  if (listing.notices[key] !== undefined) return null;
  const draft = {
    partnerId: listing.partnerId,
    subject: 'listing',
    period,
    key,
    inputs: unreachableInputs(entry),
    ...UNREACHABLE_ALERT,
  };
  return { key, record: claimUnreachableAlert(draft, context) };
}
