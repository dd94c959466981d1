/**
 * The ledger of a cycle that a reversed payment had begun (R-REN-9). It is kept with the cycle that is open again,
 * under keys of its own, so that every mail stays accounted for; when that cycle is paid again, the next one goes on
 * with it, and sends no stage twice.
 */
import type { Stamp } from '../../core/stamp.ts';
import type { Membership } from '../../memberships/membership.ts';
import { closeOpenNotices } from '../../notices/ledger.ts';
import type { Ledger, StageRecord } from '../../notices/notice-state.ts';
import { isDeliveryLossKey } from '../ending/delivery-loss.ts';
import { LATE_PAYMENT } from '../payment/late-payment-alert.ts';
import { EXPIRY_STAGE } from '../stages.ts';

const PUT_AWAY = /^reversed-\d+-/;
const END = String(EXPIRY_STAGE);

/** The key without what a reversal has put before it. */
export const keyBefore = (key: string): string => key.replace(PUT_AWAY, '');

/** @param number of the reversal, from 1: no key is used twice */
export function putAway(ledger: Ledger, number: number, by: Stamp): Ledger {
  const [going, ended] = [true, false].map((isGoing) =>
    Object.fromEntries(Object.entries(ledger).filter(([key]) => isOfNoCycle(key) === isGoing)),
  ) as [Ledger, Ledger];
  const closed = closeOpenNotices(ended, 'the payment was reversed before the mail service answered', by, 'reversed');
  const away = Object.entries(closed).map(([key, record]) => [`reversed-${number}-${key}`, record] as const);
  return { ...going, ...Object.fromEntries(away) };
}

/**
 * The ledger of a cycle that ends once more, since the payment that had begun it was recorded again: what was told of
 * its end before is put away, as it says nothing of that payment.
 */
export function withEndPutAway({ notices, reversals }: Pick<Membership, 'notices' | 'reversals'>): Ledger {
  const { [END]: told, ...others } = notices;
  return told === undefined ? notices : { ...others, [`reversed-${reversals.length}-${END}`]: told };
}

/** What names the expiry notice in its ids: one that was put away has the stage for its name (R-NOT-2). */
export function endKey({ notices, cycle }: Pick<Membership, 'notices' | 'cycle'>): string {
  const isOfEarlierEnd = ([key, { period }]: [string, StageRecord]): boolean =>
    PUT_AWAY.test(key) && keyBefore(key) === END && period === String(cycle);
  const before = Object.entries(notices).filter(isOfEarlierEnd).length;
  return before === 0 ? END : `${END}-${before + 1}`;
}

/** What the next cycle goes on with, and what stays with the cycle that is paid now. */
export function takeBack({ notices, cycle }: Pick<Membership, 'notices' | 'cycle'>): { ledger: Ledger; rest: Ledger } {
  const isOfNext = ([key, { period }]: [string, StageRecord]): boolean =>
    isOfNoCycle(key) || (PUT_AWAY.test(key) && period === String(cycle + 1));
  const entries = Object.entries(notices);
  return {
    ledger: Object.fromEntries(entries.filter(isOfNext).map(([key, record]) => [keyBefore(key), record])),
    rest: Object.fromEntries(entries.filter((entry) => !isOfNext(entry))),
  };
}

/**
 * Of what no cycle is: neither a payment nor its reversal changes that it is to be told, and told once (R-MEM-6,
 * R-MEM-10).
 */
const isOfNoCycle = (key: string): boolean => isDeliveryLossKey(key) || key === LATE_PAYMENT;
