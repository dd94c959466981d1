import { describe, expect, it } from 'vitest';
import type { NoticeEntry, NoticeState, StageRecord } from '../../../../shared/domain/notices/notice-state.ts';
import { calendarEntryOf, hasEntry } from '../../../../shared/domain/renewal/calendar-entry.ts';
import { date, membership } from '../support.ts';

const SENT: NoticeState = { status: 'sent', messageId: 'm', on: date('2027-08-02'), subject: 's' };
const SKIPPED: NoticeState = { status: 'skipped', reason: 'superseded' };
const entry = (state: NoticeState, kind: NoticeEntry['kind'] = 'renewal'): NoticeEntry => ({
  ...{ to: 'kim@contoso.example', name: 'Kim', role: 'global-admin', locale: 'en', noticeId: 'N-1' },
  kind,
  state,
});
const record = (stage: number | null, ...notices: NoticeEntry[]): StageRecord => ({
  ...{ stage, period: '7', decidedOn: date('2027-08-02'), runId: 'r', at: null, rule: 'R-NOT-1' },
  ...{ reason: '', inputs: {}, notices },
});
const has = (...records: StageRecord[]) => hasEntry({ notices: Object.fromEntries(records.entries()) });

describe("R-NOT-5: a calendar's entry of the last day of the window", () => {
  it('has come with a renewal notice that was sent to anybody', () => {
    expect(has(record(-30, entry(SENT)))).toBe(true);
    expect(has(record(-30, entry(SKIPPED), entry(SENT)), record(-15))).toBe(true);
  });

  it('has not come with what was not sent, nor with another mail', () => {
    expect(has()).toBe(false);
    expect(has(record(-30, entry(SKIPPED)))).toBe(false);
    expect(has(record(31, entry(SENT, 'expired')))).toBe(false);
    expect(has(record(null, entry(SENT)))).toBe(false);
  });

  it('is of the name that the membership had first, and of its cycle', () => {
    const moved = membership({ formerIds: [{ partnerId: 'P-2', membershipId: 'M9' }] });
    const closes = '2027-10-01';
    expect(calendarEntryOf(moved, false)).toEqual({
      ...{ of: { partnerId: 'P-2', membershipId: 'M9' }, cycle: 7, closes, isCancelled: false },
    });
    expect(calendarEntryOf(membership(), true, 6)).toEqual({
      ...{ of: { partnerId: 'P-1', membershipId: 'M1' }, cycle: 6, closes: '2026-10-01', isCancelled: true },
    });
  });
});
