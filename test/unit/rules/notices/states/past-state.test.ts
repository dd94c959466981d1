import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../../../shared/domain/core/calendar.ts';
import { jsonBytes } from '../../../../../shared/domain/core/json-bytes.ts';
import type { NoticeEntry, NoticeState, PastState } from '../../../../../shared/domain/notices/notice-state.ts';
import { pastStates } from '../../../../../shared/domain/notices/past-state.ts';
import { entry, record } from '../ledger-entries.ts';

const on = (day: number) => civilDateOf(`2027-08-${String(day).padStart(2, '0')}`);
const RUN = 'resend-notice-'.padEnd(80, 'x');
const left = (day: number) => ({ at: `${on(day)}T06:00:00.000Z`, runId: `${RUN}${day}` });
const sent = (day: number): NoticeState => ({
  ...{ status: 'sent', messageId: `m-${day}`.padEnd(60, '0'), on: on(day), subject: '한'.repeat(70) },
  arrived: { at: `${on(day)}T09:00:00.000Z`, mailedAt: `${on(day)}T08:00:00.000Z` },
});
const claimed = (day: number): NoticeState => ({
  ...{ status: 'claimed', attempt: 1, claimedAt: `${on(day)}T06:00:00.000Z`, runId: `${RUN}${day}`, on: on(day) },
});
const bounced: NoticeState = { status: 'undeliverable', reason: '한'.repeat(120) };

/** A notice sent on 2027-08-01 that an operator sends again on each of the next days, as `states` come one after another. */
function again(first: NoticeEntry, states: readonly (readonly [NoticeState, number])[]): NoticeEntry {
  let notice = first;
  for (const [state, day] of states) {
    const earlier = pastStates(record(-15, notice), notice, state, left(day));
    notice = { ...notice, state, earlier };
  }
  return notice;
}

const copies = (entries: readonly PastState[] = []) =>
  entries.map(({ state }) => (state.status === 'sent' ? state.on : state.status));

/** Each copy is claimed by the command, and settled by the run after it. */
const sentAgain = (...days: number[]) =>
  days.flatMap((day) => [[claimed(day), day] as const, [sent(day), day + 1] as const]);

describe('R-NOT-2: the former states of a notice that is sent again and again', () => {
  it('tell of the copies before the last six states, without claims', () => {
    const { earlier } = again(entry('a', sent(1)), sentAgain(2, 3, 4, 5, 6, 7, 8));
    expect(copies(earlier)).toEqual([
      ...['2027-08-01', '2027-08-02', '2027-08-03', '2027-08-04'],
      ...['2027-08-05', 'claimed', '2027-08-06', 'claimed', '2027-08-07', 'claimed'],
    ]);
    expect(earlier?.[0]).toEqual({
      state: { status: 'sent', messageId: 'm-1'.padEnd(60, '0'), on: '2027-08-01', subject: '' },
      left: left(2),
    });
  });

  it('tell of six such copies: what was sent earlier is not kept', () => {
    const { earlier } = again(entry('a', sent(1)), sentAgain(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
    expect(copies(earlier).slice(0, 7)).toEqual([
      ...['2027-08-04', '2027-08-05', '2027-08-06', '2027-08-07', '2027-08-08', '2027-08-09'],
      '2027-08-10',
    ]);
  });

  it('leave out a copy that has bounced', () => {
    const { earlier } = again(entry('a', sent(1)), [[bounced, 1], ...sentAgain(2, 3, 4, 5, 6)]);
    expect(copies(earlier)).not.toContain('2027-08-01');
    expect(copies(earlier)[0]).toBe('2027-08-02');
  });

  it('R-IMP-6: take less than 300,000 bytes for fifty people of one notice, however often', () => {
    const first = entry('a', sent(1), { name: '한'.repeat(120), to: `${'x'.repeat(60)}@contoso.example` });
    const days = Array.from({ length: 28 }, (_, index) => index + 1);
    const states = days.flatMap((day) => [
      ...sentAgain(day),
      [bounced, day + 1] as const,
      [sent(day), day + 1] as const,
    ]);
    const notice = again(first, states);
    expect(notice.earlier?.length).toBeLessThanOrEqual(12);
    expect(jsonBytes(record(-15, ...Array.from({ length: 50 }, () => notice)))).toBeLessThan(300_000);
  });
});
