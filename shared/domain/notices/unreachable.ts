/** Contacts to whom nothing is sent any more, because a mail bounced for good or was complained about (R-NOT-2, R-ROLE-4). */
import type { CivilDate } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';
import type { Partner, Unreachable } from '../partners/partner.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import type { MailEvent } from './mail-event.ts';
import type { NoticeEntry } from './notice-state.ts';

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
export function hasNoReachableAdmin(partner: Partner): boolean {
  return partner.unreachable.length > 0 && recipientsOf(partner, ADMINS).length === 0;
}

/** What every alert says when nobody is left to tell. */
export const UNREACHABLE_ALERT = {
  stage: null,
  kind: 'operator-alert',
  rule: 'R-ROLE-4',
  reason: 'no admin is left who can be reached: the operators are told',
} as const;

/** The notice by which it became known. */
export const unreachableInputs = ({ noticeId, role }: NoticeEntry) => ({ noticeId, role });
