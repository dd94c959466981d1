/** A ledger stays small whatever is sent, and for however many years (R-IMP-6). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../../shared/domain/core/history.ts';
import { jsonBytes } from '../../../../shared/domain/core/json-bytes.ts';
import { fitLedger, MAX_LEDGER_BYTES, subjectOf } from '../../../../shared/domain/notices/limits/fit-ledger.ts';
import { forgetRecords } from '../../../../shared/domain/notices/limits/forget-records.ts';
import type { Ledger, NoticeEntry, NoticeState, StageRecord } from '../../../../shared/domain/notices/notice-state.ts';
import { date } from '../support.ts';

const START = date('2027-08-02');
const SUBJECT = '갱신 기간이 시작되었습니다: Cloud Platform – 한국학습파트너교육컨설팅';
const sent = (messageId: string): NoticeState => ({ status: 'sent', messageId, on: START, subject: SUBJECT });

const entry = (index: number, state: NoticeState, fields: Partial<NoticeEntry> = {}): NoticeEntry => ({
  to: `kim${index}@contoso.example`,
  name: `김민수 담당 ${index}`,
  role: 'global-admin',
  locale: 'ko-KR',
  noticeId: `P-7__M-1__1__x__${index}`,
  kind: 'renewal',
  state,
  ...fields,
});

/** Of the n-th day. */
const record = (day: number, notices: NoticeEntry[]): StageRecord => ({
  stage: day,
  period: '1',
  decidedOn: addDays(START, day),
  runId: `run-${day}`,
  at: null,
  rule: 'R-NOT-1',
  reason: '',
  inputs: {},
  notices,
});

const fifty = (state: NoticeState, fields: Partial<NoticeEntry> = {}) =>
  Array.from({ length: 50 }, (_, index) => entry(index, state, fields));
const ledgerOf = (records: StageRecord[]): Ledger =>
  Object.fromEntries(records.map((each) => [String(each.stage), each]));
const of = (days: number, notices: NoticeEntry[]) =>
  ledgerOf(Array.from({ length: days }, (_, day) => record(day, notices)));

describe('R-IMP-6: a ledger', () => {
  it('says, of eight stages to fifty Korean admins, what became of each notice, whom it went to and its subject', () => {
    const ledger = of(8, fifty({ ...sent('m-1'), arrived: { at: 'a', mailedAt: 'b' } } as NoticeState));
    const small = fitLedger(ledger, 120_000);
    expect(jsonBytes(small)).toBeLessThanOrEqual(120_000);
    for (const [key, { notices }] of Object.entries(ledger)) {
      const after = small[key] as StageRecord;
      const known = after.notices.map((notice) => [
        notice.to,
        notice.noticeId,
        notice.state.status,
        subjectOf(after, notice),
      ]);
      expect(known).toEqual(notices.map(({ to, noticeId }) => [to, noticeId, 'sent', SUBJECT]));
    }
  });

  it('is left alone if it is small enough', () => {
    const ledger = of(3, fifty(sent('m-1')));
    expect(fitLedger(ledger)).toBe(ledger);
  });

  it('loses the oldest first, and of that what is needed least first', () => {
    const past = [{ state: sent('m-0'), left: null }];
    const gone: NoticeState = { status: 'undeliverable', reason: 'x'.repeat(300) };
    const ledger = of(4, [entry(1, sent('m-1'), { earlier: past }), entry(2, gone)]);
    const full = jsonBytes(ledger);
    expect(fitLedger(ledger, full - 1)['0']).toMatchObject({
      subjects: { 'ko-KR': SUBJECT },
      notices: [{ name: '' }, {}],
    });
    expect(fitLedger(ledger, full - 1)['1']).toEqual(ledger['1']);
    const shorter = fitLedger(ledger, full - 600);
    expect(shorter['0']?.notices).toMatchObject([
      { state: { messageId: 'm-1' } },
      { state: { reason: 'x'.repeat(60) } },
    ]);
    expect(shorter['0']?.notices[0]?.earlier).toBeUndefined();
    const least = fitLedger(ledger, 2_500);
    expect(least['0']).toMatchObject({ notices: [], folded: { sent: 1, undeliverable: 1 }, rule: 'R-NOT-1' });
    expect(least['3']).toEqual(ledger['3']);
  });

  it('never loses an open notice, and folding again changes nothing', () => {
    const open = entry(1, { status: 'pending', unanswered: 0 });
    const ledger = { ...of(4, fifty(sent('m-1'))), '1': record(1, [open, entry(2, sent('m-2'))]) };
    const folded = fitLedger(ledger, 1);
    expect(folded['1']).toEqual(ledger['1']);
    expect(folded['0']).toMatchObject({ notices: [], folded: { sent: 50 } });
    expect(fitLedger(folded, 1)).toEqual(folded);
  });

  it('keeps different subjects of one language, and those of each language', () => {
    const other = { ...sent('m-2'), subject: '오늘이 마지막 날입니다' } as NoticeState;
    const english = entry(3, { ...sent('m-3'), subject: 'Last day' } as NoticeState, { locale: 'en' });
    const ledger = of(2, [entry(1, sent('m-1')), entry(2, other), english]);
    const first = fitLedger(ledger, jsonBytes(ledger) - 1)['0'] as StageRecord;
    expect(first.notices.map((notice) => subjectOf(first, notice))).toEqual([
      SUBJECT,
      '오늘이 마지막 날입니다',
      'Last day',
    ]);
    expect(first.subjects).toEqual({ 'ko-KR': SUBJECT, en: 'Last day' });
  });

  it('has at most 200 KB, however many stages, recipients, events and letters, one record being open', () => {
    const state = fc.constantFrom<NoticeState>(
      sent('0102018f-aaaa-bbbb-cccc-000000000000-000000'),
      { status: 'undeliverable', reason: '김'.repeat(300) },
      { status: 'uncertain', reason: 'sent twice, no answer and no event' },
    );
    const longest = {
      name: '김'.repeat(120),
      to: `${'k'.repeat(64)}@${'d'.repeat(180)}.example`,
      noticeId: 'n'.repeat(290),
    };
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 96 }), (states) => {
        let ledger: Ledger = {};
        for (const [day, each] of states.entries())
          ledger = fitLedger({ ...ledger, [day]: record(day, fifty(each, longest)) });
        expect(jsonBytes(ledger)).toBeLessThanOrEqual(MAX_LEDGER_BYTES);
        expect(Object.keys(ledger)).toHaveLength(states.length);
      }),
      { numRuns: 10 },
    );
  });
});

describe('R-IMP-6: a ledger that goes on for years', () => {
  const item = (records: StageRecord[]) => ({ notices: ledgerOf(records), history: NO_HISTORY });

  it('keeps its latest records, whatever the order in which the table gives them; older ones move into the history', () => {
    const records = Array.from({ length: 5 }, (_, day) => record(day, [entry(1, sent(`m-${day}`))]));
    const [a, b, c, d, e] = records as [StageRecord, StageRecord, StageRecord, StageRecord, StageRecord];
    const { notices, history } = forgetRecords(item([e, a, d, b, c]), 3);
    expect(
      Object.values(notices)
        .map(({ stage }) => stage)
        .toSorted(),
    ).toEqual([2, 3, 4]);
    expect(history.changes.map(({ on, what }) => [on, what])).toEqual([
      ['2027-08-02', 'notice renewal'],
      ['2027-08-03', 'notice renewal'],
    ]);
  });

  it('is the same where there is no more, and keeps an open record however old', () => {
    const open = record(0, [entry(1, { status: 'pending', unanswered: 0 })]);
    const some = item([open, record(1, [])]);
    expect(forgetRecords(some, 2)).toBe(some);
    expect(Object.keys(forgetRecords(item([open, record(1, []), record(2, [])]), 1).notices)).toEqual(['0', '2']);
  });

  it('has at most 24 KB of history after twenty years of fifty copies a month', () => {
    let kept = item([]);
    for (let month = 0; month < 240; month += 1) {
      const notices = { ...kept.notices, [month]: record(month, fifty(sent('m'), { noticeId: 'n'.repeat(100) })) };
      kept = forgetRecords({ ...kept, notices }, 24);
    }
    expect(Object.keys(kept.notices)).toHaveLength(24);
    expect(jsonBytes(kept.history)).toBeLessThanOrEqual(24_100);
  });
});
