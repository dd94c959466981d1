/**
 * The ledger of a cycle that a reversed payment had begun (R-REN-9). It is kept with the cycle that is open again, under keys of its own, so that
 * every mail stays accounted for; when that cycle is paid again, the next one goes on with it, and sends no stage twice.
 */
import type { Stamp } from '../../core/stamp.ts';
import type { Membership } from '../../memberships/membership.ts';
import { closeOpenNotices } from '../../notices/ledger.ts';
import type { Ledger, StageRecord } from '../../notices/notice-state.ts';

const PUT_AWAY = /^reversed-\d+-/;

/** The key without what a reversal has put before it. */
export const keyBefore = (key: string): string => key.replace(PUT_AWAY, '');

/** @param number of the reversal, from 1: no key is used twice */
export function putAway(ledger: Ledger, number: number, by: Stamp): Ledger {
  const closed = closeOpenNotices(ledger, 'the payment was reversed before the mail service answered', by, 'reversed');
  return Object.fromEntries(Object.entries(closed).map(([key, record]) => [`reversed-${number}-${key}`, record]));
}

/** What the next cycle goes on with, and what stays with the cycle that is paid now. */
export function takeBack({ notices, cycle }: Pick<Membership, 'notices' | 'cycle'>): { ledger: Ledger; rest: Ledger } {
  const isOfNext = ([key, { period }]: [string, StageRecord]): boolean =>
    PUT_AWAY.test(key) && period === String(cycle + 1);
  const entries = Object.entries(notices);
  return {
    ledger: Object.fromEntries(entries.filter(isOfNext).map(([key, record]) => [keyBefore(key), record])),
    rest: Object.fromEntries(entries.filter((entry) => !isOfNext(entry))),
  };
}
