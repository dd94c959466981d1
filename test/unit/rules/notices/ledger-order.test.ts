/** The records of a ledger in their order, and those that a reason skipped (R-NOT-2, R-REN-8, R-REN-9). */
import { describe, expect, it } from 'vitest';
import {
  byTime,
  closeOpenNotices,
  cycleOf,
  newClaims,
  reopenSkipped,
} from '../../../../shared/domain/notices/ledger.ts';
import type { NoticeState } from '../../../../shared/domain/notices/notice-state.ts';
import { date } from '../support.ts';
import { entry, record, sent } from './ledger-entries.ts';

const skipped = (reason: 'paid' | 'declined' | 'superseded'): NoticeState => ({ status: 'skipped', reason });
const claimed = (attempt: number): NoticeState =>
  ({
    status: 'claimed',
    attempt,
    claimedAt: '2027-08-02T08:00:00Z',
    runId: 'r',
    on: date('2027-08-02'),
  }) as NoticeState;

describe('R-NOT-2: the records of a ledger', () => {
  it('are of a cycle where their period is a number', () => {
    expect(['7', '12', '2027-08', 'a7', '7b', ''].map((period) => cycleOf({ period }))).toEqual([
      7,
      12,
      null,
      null,
      null,
      null,
    ]);
  });

  it('are in the order of their days, and of one day of their keys', () => {
    const on = (day: string) => ({ ...record(1), decidedOn: date(day) });
    const ledger = { b: on('2027-08-02'), late: on('2027-09-01'), a: on('2027-08-02'), first: on('2027-08-01') };
    expect(byTime(ledger).map(([key]) => key)).toEqual(['first', 'a', 'b', 'late']);
    expect(byTime(Object.fromEntries(Object.entries(ledger).toReversed())).map(([key]) => key)).toEqual([
      'first',
      'a',
      'b',
      'late',
    ]);
  });

  it('are claimed anew by another attempt only', () => {
    const ledger = (state: NoticeState) => ({ 1: record(1, entry('n', state)) });
    const isNew = (before: NoticeState, after: NoticeState) => newClaims(ledger(before), ledger(after)).length === 1;
    expect(isNew(claimed(1), claimed(1))).toBe(false);
    expect(isNew(claimed(1), claimed(2))).toBe(true);
    expect(isNew({ status: 'pending', unanswered: 1 }, claimed(1))).toBe(true);
    expect(isNew(claimed(1), sent)).toBe(false);
  });

  it('closed say of a claim that it is uncertain, of what was not sent that it was skipped', () => {
    const ledger = {
      1: record(
        1,
        entry('a', claimed(1)),
        entry('b', { status: 'pending', unanswered: 0 }),
        entry('c', { status: 'pending', unanswered: 1 }),
      ),
    };
    expect(closeOpenNotices(ledger, 'why')[1]?.notices.map(({ state }) => state)).toEqual([
      ...[
        { status: 'uncertain', reason: 'why' },
        { status: 'skipped', reason: 'paid' },
        { status: 'uncertain', reason: 'why' },
      ],
    ]);
  });
});

describe('R-REN-8, R-REN-9: a stage that was skipped for a reason that is gone', () => {
  const earlier = [{ status: 'pending', unanswered: 0 }] as never;
  const declined = { ...record(15), rule: 'R-REN-8' };

  it('is decided again where the stage was skipped as a whole, and pending where it had been decided before', () => {
    const ledger = {
      1: record(
        1,
        entry('sent', sent),
        entry('decided', skipped('declined'), { earlier }),
        entry('stage', skipped('declined')),
      ),
      15: record(15, entry('whole', skipped('declined'))),
      23: record(23, entry('other', skipped('superseded'))),
      30: record(30, entry('paid', skipped('paid'))),
    };
    const next = reopenSkipped(ledger, 'declined');
    expect(Object.keys(next)).toEqual(['1', '23', '30']);
    expect(next[1]?.notices.map(({ noticeId, state }) => [noticeId, state])).toEqual([
      ...[
        ['sent', sent],
        ['decided', { status: 'pending', unanswered: 0 }],
      ],
    ]);
    expect([next[23]?.notices[0]?.state, next[30]?.notices[0]?.state]).toEqual([
      skipped('superseded'),
      skipped('paid'),
    ]);
  });

  it('is known by its rule where it has no recipients', () => {
    expect(reopenSkipped({ 15: declined }, 'declined')).toEqual({});
    expect(reopenSkipped({ 15: declined }, 'paid')).toEqual({ 15: declined });
    expect(reopenSkipped({ 15: { ...declined, rule: 'R-NOT-1' } }, 'paid')).toEqual({});
  });

  it('stays where it is no stage', () => {
    const mail = { ...record(0, entry('mail', skipped('declined'))), stage: null };
    expect(reopenSkipped({ confirmation: mail }, 'declined')).toEqual({ confirmation: mail });
  });
});
