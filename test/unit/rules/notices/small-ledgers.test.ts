/** What a ledger gives up, and what it never does (R-IMP-6, R-NOT-2). */
import { describe, expect, it } from 'vitest';
import { NO_HISTORY } from '../../../../shared/domain/core/history.ts';
import { jsonBytes } from '../../../../shared/domain/core/json-bytes.ts';
import { givenUpAlert, withGivenUpAlert } from '../../../../shared/domain/notices/giving-up.ts';
import { closeOpenNotices } from '../../../../shared/domain/notices/ledger.ts';
import { fitLedger, subjectOf } from '../../../../shared/domain/notices/limits/fit-ledger.ts';
import { forgetRecords } from '../../../../shared/domain/notices/limits/forget-records.ts';
import { bouncesInARow } from '../../../../shared/domain/notices/mail-events/bounces-in-a-row.ts';
import type { Ledger, NoticeEntry, NoticeState, StageRecord } from '../../../../shared/domain/notices/notice-state.ts';
import { date, on } from '../support.ts';

const SENT: NoticeState = { status: 'sent', messageId: 'm-1', on: date('2027-08-02'), subject: 'Renew' };
const GONE: NoticeState = { status: 'undeliverable', reason: 'user unknown' };

const entry = (noticeId: string, state: NoticeState, fields: Partial<NoticeEntry> = {}): NoticeEntry => ({
  ...{ to: 'kim@contoso.example', name: 'Kim', role: 'global-admin', locale: 'en', kind: 'renewal' },
  noticeId,
  state,
  ...fields,
});
const record = (stage: number, day: string, ...notices: NoticeEntry[]): StageRecord => ({
  ...{ stage, period: '7', decidedOn: date(day), runId: `run-${day}`, at: null, rule: 'R-NOT-1' },
  ...{ reason: 'due', inputs: { anniversary: '2027-09-01' } },
  notices,
});
const old = record(-30, '2027-08-02', entry('N-1', SENT), entry('N-2', GONE));
const last = record(-15, '2027-08-17', entry('N-3', SENT));
const LEDGER: Ledger = { '-30': old, '-15': last };

const SUBJECT = 'The renewal window of your membership has opened';
const MAILS = [1, 2, 3, 4].map((number): NoticeState => ({ ...SENT, messageId: `m-${number}`, subject: SUBJECT }));
/** With former states, which are given up after names and subjects. */
const LARGE: Ledger = {
  '-30': record(
    -30,
    '2027-08-02',
    ...[...MAILS, GONE].map((state, index) =>
      entry(`N-${index}`, state, { earlier: [{ state: { status: 'pending', unanswered: 0 }, left: null }] }),
    ),
  ),
  '-15': last,
};

describe('R-IMP-6: a ledger that may have so many bytes', () => {
  it('is left alone with exactly as many', () => {
    expect(fitLedger(LEDGER, jsonBytes(LEDGER))).toBe(LEDGER);
  });

  it('loses no more than it takes to have exactly as many', () => {
    const less = fitLedger(LARGE, jsonBytes(LARGE) - 1);
    expect(less['-30']).toMatchObject({ subjects: { en: SUBJECT } });
    expect(less['-30']?.notices.map(({ name }) => name)).toEqual(['', '', '', '', '']);
    expect(fitLedger(LARGE, jsonBytes(less))).toEqual(less);
  });

  it('keeps the subjects of its mails, however often it is made smaller', () => {
    const once = fitLedger(LARGE, jsonBytes(LARGE) - 1);
    const twice = fitLedger(once, jsonBytes(once) - 1)['-30'] as StageRecord;
    expect(twice.notices.map(({ state }) => state)).toEqual([
      ...MAILS.map((state) => ({ ...state, subject: '' })),
      GONE,
    ]);
    expect(twice.notices.map((notice) => subjectOf(twice, notice))).toEqual(Array.from({ length: 5 }, () => SUBJECT));
  });

  it('has no subjects where no mail was sent', () => {
    const lost = record(-30, '2027-08-02', entry('N-1', GONE));
    const less = fitLedger({ '-30': lost, '-15': last }, 1)['-30'] as StageRecord;
    expect(less).toMatchObject({ notices: [], folded: { undeliverable: 1 } });
    const first = fitLedger({ '-30': lost, '-15': last }, jsonBytes({ '-30': lost, '-15': last }) - 1)['-30'];
    expect(Object.keys(first ?? {})).not.toContain('subjects');
    expect(subjectOf(lost, entry('N-1', GONE))).toBe('');
  });
});

describe('R-IMP-6: a record that is forgotten', () => {
  it('leaves in the history what became of its notices, by which run, and what it was decided by', () => {
    const { notices, history } = forgetRecords({ notices: LEDGER, history: NO_HISTORY }, 1);
    expect(notices).toEqual({ '-15': last });
    expect(history.changes).toEqual([
      {
        ...{ on: '2027-08-02', stamp: null, what: 'notice renewal', rule: 'R-NOT-1', reason: 'due' },
        inputs: {
          anniversary: '2027-09-01',
          runId: 'run-2027-08-02',
          notices: [
            { noticeId: 'N-1', to: 'kim@contoso.example', status: 'sent' },
            { noticeId: 'N-2', to: 'kim@contoso.example', status: 'undeliverable' },
          ],
        },
      },
    ]);
  });

  it('has the stamp of its execution, if that is known', () => {
    const stamped = { ...LEDGER, '-30': { ...old, at: '2027-08-02T08:00:00Z' } };
    const { history } = forgetRecords({ notices: stamped, history: NO_HISTORY }, 1);
    expect(history.changes[0]?.stamp).toEqual({ at: '2027-08-02T08:00:00Z', runId: 'run-2027-08-02' });
  });

  it('is one of those that are counted: others stay, and make no room', () => {
    const notices = { ...LEDGER, alert: record(0, '2027-08-01', entry('N-0', SENT)) };
    const kept = forgetRecords({ notices, history: NO_HISTORY }, 1, (key) => key !== 'alert');
    expect(Object.keys(kept.notices).sort()).toEqual(['-15', 'alert']);
    expect(forgetRecords({ notices, history: NO_HISTORY }, 2, (key) => key !== 'alert').notices).toBe(notices);
  });
});

describe('R-NOT-2: a notice that is given up', () => {
  const open: Ledger = {
    '-30': record(-30, '2027-08-02', entry('N-1', { status: 'pending', unanswered: 0, reason: 'Throttling' })),
  };
  const ended: Ledger = {
    '-30': record(-30, '2027-08-02', entry('N-1', { status: 'undeliverable', reason: 'Throttling' })),
  };
  const subject = { partnerId: 'P-1', subject: 'M1', period: '7' };
  const told = (before: Ledger, after: Ledger) =>
    withGivenUpAlert(before, after, 'given-up', subject, on('2027-08-10'));

  it('is told to the operators, with the address and the reason, once', () => {
    const ledger = told(open, ended);
    const alert = ledger['given-up'] as StageRecord;
    expect(alert).toMatchObject({
      ...{ stage: null, rule: 'R-NOT-2' },
      reason: 'a notice was not accepted for days and is given up: the operators are told',
      notices: [{ kind: 'operator-alert', to: 'operators@vendor.example' }],
    });
    expect(givenUpAlert(alert)).toEqual({
      code: 'given-up',
      notices: [{ noticeId: 'N-1', to: 'kim@contoso.example', reason: 'Throttling' }],
    });
    expect(told(open, ledger)).toBe(ledger);
  });

  it('is not told where none is', () => {
    expect(told(open, open)).toBe(open);
  });
});

describe('R-NOT-2: notices that are closed', () => {
  it('are skipped if they were never handed over, and uncertain if an answer is missing', () => {
    const states: NoticeState[] = [
      { status: 'pending', unanswered: 0 },
      { status: 'pending', unanswered: 1 },
      { status: 'claimed', attempt: 1, claimedAt: '2027-08-02T08:00:00Z', runId: 'r', on: date('2027-08-02') },
    ];
    const ledger = { '-30': record(-30, '2027-08-02', ...states.map((state, index) => entry(`N-${index}`, state))) };
    const { notices } = closeOpenNotices(ledger, 'closed')['-30'] as StageRecord;
    expect(notices.map(({ state }) => state)).toEqual([
      { status: 'skipped', reason: 'paid' },
      { status: 'uncertain', reason: 'closed' },
      { status: 'uncertain', reason: 'closed' },
    ]);
  });
});

describe('R-NOT-7: temporary bounces', () => {
  const lost = (at: string, mailedAt: string): NoticeState => ({
    ...{ status: 'undeliverable', reason: 'mailbox full' },
    lost: { loss: 'temporary', at, mailedAt, on: date('2027-08-02') },
  });
  const [first, second] = ['2027-08-02T08:00:00.000Z', '2027-08-02T09:00:00.000Z'];
  const ids = (...notices: NoticeEntry[]) =>
    bouncesInARow([{ '-30': record(-30, '2027-08-02', ...notices) }], 'Kim@contoso.example').map(
      ({ noticeId }) => noticeId,
    );

  it('are those of the address alone', () => {
    const other = entry('N-2', lost(second, first), { to: 'lee@contoso.example' });
    expect(ids(entry('N-1', lost(second, first)), other)).toEqual(['N-1']);
  });

  it('do not count if they were mailed with the latest notice that arrived', () => {
    const arrived = { ...SENT, arrived: { at: second, mailedAt: first } } as NoticeState;
    expect(ids(entry('N-1', lost(second, first)), entry('N-2', arrived))).toEqual([]);
  });
});
