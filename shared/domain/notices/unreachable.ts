/** Contacts to whom nothing is sent, because a mail bounced permanently or was complained about (R-NOT-2, R-ROLE-4). */
import type { CivilDate } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';
import type { Partner, Unreachable } from '../partners/partner.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import type { MailEvent } from './mail-event.ts';
import type { NoticeEntry } from './notice-state.ts';

/** The ledger's key of the alert that no recipient is reachable. */
export const UNREACHABLE = 'unreachable';

/** The partner with the notice's address marked as unreachable, if the event says so; else the same partner. */
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
  // Addresses of former contacts are dropped, so that the list is no longer than the contacts.
  const others = partner.unreachable.filter((other) => addresses.has(other.address));
  return { ...partner, unreachable: [...others, { address, since: on, cause, noticeId: entry.noticeId, stamp }] };
}

function causeOf(event: MailEvent): Unreachable['cause'] | null {
  if (event.what === 'complaint') return 'complaint';
  return event.what === 'lost' && event.isPermanent ? 'bounce' : null;
}

/** Whether the partner has unreachable contacts and no admin who can be reached. */
export function hasNoReachableAdmin(partner: Partner): boolean {
  return partner.unreachable.length > 0 && recipientsOf(partner, ADMINS).length === 0;
}

/** The fields that every alert about unreachable recipients has. */
export const UNREACHABLE_ALERT = {
  stage: null,
  kind: 'operator-alert',
  rule: 'R-ROLE-4',
  reason: 'no admin is left who can be reached: the operators are told',
} as const;

/** The alert's inputs: the notice whose mail event made the address unreachable. */
export const unreachableInputs = ({ noticeId, role }: NoticeEntry) => ({ noticeId, role });
