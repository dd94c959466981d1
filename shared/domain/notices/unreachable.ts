/** Contacts to whom nothing is sent any more, because a mail bounced for good or was complained about (R-NOT-2, R-ROLE-4). */
import { type CivilDate, monthOf } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';
import type { Listing } from '../directory/listing.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import type { Partner, Unreachable } from '../partners/partner.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import { operatorsKnow } from '../renewal/renewal-notices.ts';
import type { NoticeEntry, StageRecord } from './ledger.ts';
import type { MailEvent } from './mail-event.ts';
import { type DecisionContext, toAlert } from './stage-record.ts';

/** The ledger's key of the alert that nobody is left to tell. */
export const UNREACHABLE = 'unreachable';

/** The partner with the notice's address marked, if the event says that nothing should go there; else the same partner. */
export function withUnreachable(
  partner: Partner,
  entry: NoticeEntry,
  event: MailEvent,
  on: CivilDate,
  stamp: Stamp | null = null,
): Partner {
  const cause = causeOf(event);
  const address = entry.to.toLowerCase();
  const addresses = new Set(partner.contacts.map(({ email }) => email.toLowerCase()));
  const isKnown = partner.unreachable.some((other) => other.address === address);
  if (cause === null || !addresses.has(address) || isKnown) return partner;
  // Those who are no contacts any more are forgotten: the list stays as short as the contacts.
  const others = partner.unreachable.filter((other) => addresses.has(other.address));
  return { ...partner, unreachable: [...others, { address, since: on, cause, noticeId: entry.noticeId, stamp }] };
}

function causeOf(event: MailEvent): Unreachable['cause'] | null {
  if (event.what === 'complaint') return 'complaint';
  return event.what === 'lost' && event.isPermanent ? 'bounce' : null;
}

/** Whether the partner had admins, and none of them can be reached any more. */
export function isCutOff(partner: Partner): boolean {
  return partner.unreachable.length > 0 && recipientsOf(partner, ADMINS).length === 0;
}

/** The alert that nobody is left to tell about a membership; null if the operators were told in this cycle (R-ROLE-4). */
export function membershipAlert(
  membership: Membership,
  entry: NoticeEntry,
  context: DecisionContext,
): StageRecord | null {
  if (operatorsKnow(membership)) return null;
  const { partnerId, membershipId, cycle } = membership;
  const inputs = { ...about(entry), anniversary: anniversary(membership) };
  return toAlert(
    { partnerId, subject: membershipId, period: String(cycle), key: UNREACHABLE, inputs, ...ALERT },
    context,
  );
}

/** The same of a listing, once a month at most; its key in the ledger is that of the month. */
export function listingAlert(listing: Listing, entry: NoticeEntry, context: DecisionContext) {
  const period = monthOf(context.asOf);
  const key = `${UNREACHABLE}-${period}`;
  if (listing.notices[key] !== undefined) return null;
  const of = { partnerId: listing.partnerId, subject: 'listing', period, key, inputs: about(entry), ...ALERT };
  return { key, record: toAlert(of, context) };
}

const ALERT = {
  stage: null,
  kind: 'operator-alert',
  rule: 'R-ROLE-4',
  reason: 'no admin is left who can be reached: the operators are told',
} as const;

const about = ({ noticeId, role }: NoticeEntry) => ({ noticeId, role });
