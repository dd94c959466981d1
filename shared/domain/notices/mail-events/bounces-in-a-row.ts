/** Temporary bounces of an address in a row (R-NOT-7), counted from the ledgers alone. */
import { compareTexts } from '../../core/text.ts';
import type { Ledger, NoticeEntry } from '../notice-state.ts';

/** `at`: instant of the bounce. */
export type BouncedNotice = { noticeId: string; at: string; mailedAt: string };

/**
 * The notices to the address with a temporary bounce that were sent after the latest one that arrived, in the order in
 * which they were sent (not in which their bounces were reported).
 *
 * @param ledgers all ledgers with notices to the address; a notice may be in more than one
 * @param vouchedAt instant up to which, inclusive, bounces do not count
 */
export function bouncesInARow(ledgers: readonly Ledger[], address: string, vouchedAt = ''): BouncedNotice[] {
  const entries = [...entriesTo(address.toLowerCase(), ledgers).values()];
  const arrivals = entries.map(({ state }) => (state.status === 'sent' ? (state.arrived?.mailedAt ?? '') : ''));
  const latest = arrivals.reduce((a, b) => (a > b ? a : b), '');
  return entries
    .flatMap(bouncedOf)
    .filter(({ at, mailedAt }) => mailedAt > latest && at > vouchedAt)
    .sort((a, b) => compareTexts(orderOf(a), orderOf(b)));
}

function entriesTo(address: string, ledgers: readonly Ledger[]): Map<string, NoticeEntry> {
  const records = ledgers.flatMap((ledger) => Object.values(ledger));
  const entries = records.flatMap(({ notices }) => notices).filter(({ to }) => to.toLowerCase() === address);
  return new Map(entries.map((entry) => [entry.noticeId, entry]));
}

function bouncedOf({ noticeId, state }: NoticeEntry): BouncedNotice[] {
  if (state.status !== 'undeliverable' || state.lost?.loss !== 'temporary') return [];
  const { at, mailedAt } = state.lost;
  return [{ noticeId, at, mailedAt }];
}

const orderOf = ({ mailedAt, noticeId }: BouncedNotice): string => `${mailedAt} ${noticeId}`;
