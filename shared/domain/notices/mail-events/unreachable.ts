/**
 * Contacts to whom nothing is sent, because mails bounced or were complained about (R-NOT-7, R-NOT-8, R-ROLE-4). The
 * same events lead to the same marks, whatever their order.
 */
import type { CivilDate } from '../../core/calendar.ts';
import type { Stamp } from '../../core/stamp.ts';
import type { Partner, Unreachable } from '../../partners/partner.ts';
import { isStronger, markOf } from '../../partners/reachability.ts';
import { ADMINS, recipientsOf } from '../../partners/recipients.ts';
import type { NoticeEntry } from '../notice-state.ts';
import type { BouncedNotice } from './bounces-in-a-row.ts';
import type { MailEvent } from './mail-event.ts';

/** The ledger's key of the alert that no recipient is reachable. */
export const UNREACHABLE = 'unreachable';

/**
 * The partner with the notice's address marked or unmarked as the event says; the same partner if the event adds
 * nothing.
 */
export function withUnreachable(
  partner: Partner,
  entry: Pick<NoticeEntry, 'to' | 'noticeId'>,
  event: MailEvent,
  on: CivilDate,
  stamp: Stamp | null = null,
): Partner {
  const address = entry.to.toLowerCase();
  if (!isContact(partner, address) || event.at <= (partner.vouchedAt ?? '')) return partner;
  if (event.what === 'not-spam') return withNotSpam(partner, address, event.at);
  const cause = causeOf(event);
  // At the same instant the complaint counts: an unwanted mail does more harm than a missing one, which other admins
  // still get.
  if (cause === null || (cause === 'complaint' && event.at < (notSpamAt(partner, address) ?? ''))) return partner;
  return withMark(partner, { address, since: on, cause, at: event.at, noticeId: entry.noticeId, stamp });
}

/**
 * The partner with the address marked if `limit` notices in a row bounced, and without that mark otherwise (R-NOT-7). A
 * mark with another cause is left as it is.
 *
 * @param bounced see `bouncesInARow`
 */
export function withBouncesInARow(
  partner: Partner,
  to: string,
  bounced: readonly BouncedNotice[],
  { limit, on, stamp }: { limit: number; on: CivilDate; stamp: Stamp | null },
): Partner {
  const address = to.toLowerCase();
  const mark = markOf(partner, address);
  const last = bounced[limit - 1];
  if (last === undefined) return mark?.cause === 'bounces-in-a-row' ? withoutMark(partner, address) : partner;
  if (mark !== undefined || !isContact(partner, address)) return partner;
  const { at, noticeId } = last;
  return withMark(partner, { address, since: on, cause: 'bounces-in-a-row', at, noticeId, stamp });
}

const isContact = ({ contacts }: Partner, address: string): boolean =>
  contacts.some(({ email }) => email.toLowerCase() === address);

const notSpamAt = ({ notSpam = [] }: Partner, address: string): string | undefined =>
  notSpam.find((told) => told.address === address)?.at;

/**
 * A suppressed address counts as gone: SES calls such a bounce permanent, and it would not try to send any later mail
 * either. That also holds if a complaint put the address on the suppression list.
 */
function causeOf(event: MailEvent): Unreachable['cause'] | null {
  if (event.what === 'complaint') return 'complaint';
  if (event.what !== 'lost') return null;
  if (event.loss === 'suppressed') return 'suppressed';
  return event.loss === 'permanent' ? 'bounce' : null;
}

function withNotSpam(partner: Partner, address: string, at: string): Partner {
  const known = notSpamAt(partner, address);
  const others = (partner.notSpam ?? []).filter((told) => told.address !== address && isContact(partner, told.address));
  const told = known !== undefined && known >= at ? partner : { ...partner, notSpam: [...others, { address, at }] };
  const mark = markOf(told, address);
  return mark?.cause === 'complaint' && mark.at < at ? withoutMark(told, address) : told;
}

const withoutMark = <P extends Partner>(partner: P, address: string): P => ({
  ...partner,
  unreachable: partner.unreachable.filter((mark) => mark.address !== address),
});

function withMark(partner: Partner, mark: Unreachable): Partner {
  const known = markOf(partner, mark.address);
  if (known !== undefined && !isStronger(mark, known)) return partner;
  // Addresses of former contacts are dropped, so that the list is no longer than the contacts.
  const others = partner.unreachable.filter(({ address }) => address !== mark.address && isContact(partner, address));
  return { ...partner, unreachable: [...others, mark] };
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
