/** The history that items keep: enough for `explain`, and small enough to be stored. */
import { describe, expect, it } from 'vitest';
import {
  type Change,
  type History,
  NO_HISTORY,
  withChange,
  withChangeOnce,
} from '../../../../shared/domain/core/history.ts';
import { withNoticeState } from '../../../../shared/domain/notices/ledger.ts';
import type { Ledger, NoticeState } from '../../../../shared/domain/notices/notice-state.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import { date, facts, on } from '../support.ts';

const change = (fields: Partial<Change> = {}): Change => ({
  on: date('2027-08-02'),
  stamp: { at: '2027-08-02T08:00:00Z', runId: 'r' },
  what: 'partner-changed',
  rule: 'none',
  reason: 'name changed',
  inputs: {},
  ...fields,
});

describe('the history of an item', () => {
  it('has its changes in order', () => {
    const first = withChange(NO_HISTORY, change({ reason: '1' }));
    expect(withChange(first, change({ reason: '2' })).changes.map(({ reason }) => reason)).toEqual(['1', '2']);
  });

  it('keeps the first and the latest of many changes, counts those left out, and stays below 25,000 characters', () => {
    const inputs = { name: 'x'.repeat(900) };
    const reasons = Array.from({ length: 100 }, (_, index) => `${index}`);
    const history = reasons.reduce<History>((all, reason) => withChange(all, change({ reason, inputs })), NO_HISTORY);
    expect(JSON.stringify(history).length).toBeLessThan(25_000);
    expect(history.changes.length + history.forgotten).toBe(100);
    expect(history.changes[0]?.reason).toBe('0');
    expect(history.changes.at(-1)?.reason).toBe('99');
    expect(history.changes[1]?.reason).toBe(`${history.forgotten + 1}`);
  });

  it('leaves out inputs that are too long, and says so', () => {
    const [only] = withChange(NO_HISTORY, change({ inputs: { name: 'x'.repeat(5_000) } })).changes;
    expect(only).toEqual(change({ inputs: { leftOut: '5011 bytes' } }));
  });
});

describe('a change that is recorded before and after its write', () => {
  const known = withChange(withChange(NO_HISTORY, change({ reason: '1' })), change({ reason: '2' }));

  it('is in the history once, whatever the order of its inputs', () => {
    expect(withChangeOnce(known, change({ reason: '1' }))).toBe(known);
    const two = withChangeOnce(known, change({ inputs: { a: '1', b: '2', c: '3' } }));
    expect(withChangeOnce(two, change({ inputs: { c: '3', a: '1', b: '2' } }))).toBe(two);
  });

  it('is once there with inputs that are too long, too', () => {
    const long = change({ inputs: { name: 'x'.repeat(5_000) } });
    const once = withChangeOnce(known, long);
    expect(withChangeOnce(once, long)).toBe(once);
  });

  it.each<[string, Partial<Change>]>([
    ['on another day', { on: date('2027-08-03') }],
    ['by another execution', { stamp: { at: '2027-08-02T08:00:00Z', runId: 'r2' } }],
    ['by none', { stamp: null }],
    ['of another kind', { what: 'partner-loaded' }],
    ['for another reason', { reason: '3' }],
    ['with other inputs', { inputs: { a: 1 } }],
  ])('is another one %s', (_, fields) => {
    expect(withChangeOnce(known, change({ reason: '2', ...fields })).changes).toHaveLength(3);
  });
});

describe('the limits of a history', () => {
  it('are 4,000 bytes of inputs, which are all kept', () => {
    // Two braces, a name of 8 characters with its colon, and two quotes.
    const inputs = { value: 'x'.repeat(4_000 - 12) };
    expect(withChange(NO_HISTORY, change({ inputs })).changes[0]?.inputs).toEqual(inputs);
    const [longer] = withChange(NO_HISTORY, change({ inputs: { value: `${inputs.value}x` } })).changes;
    expect(longer?.inputs).toEqual({ leftOut: '4001 bytes' });
  });

  it('leave two changes, however long, and all changes that are short', () => {
    const reason = 'x'.repeat(30_000);
    const two = withChange(withChange(NO_HISTORY, change({ reason })), change({ reason }));
    expect([two.changes.length, two.forgotten]).toEqual([2, 0]);
    const short = Array.from({ length: 10 }, (_, index) => change({ reason: `${index}` }));
    expect(short.reduce(withChange, NO_HISTORY)).toEqual({ changes: short, forgotten: 0 });
  });
});

describe('the past states of a notice', () => {
  const { notices } = decideNotices(facts(), on('2027-08-02')).membership;
  const noticeId = notices['-30']?.notices[0]?.noticeId ?? '';
  const pastOf = (ledger: Ledger) =>
    ledger['-30']?.notices[0]?.earlier?.map(({ state, left, times }) => `${state.status} ${left?.runId} ${times ?? 1}`);
  const by = (runId: string) => ({ at: '2027-08-03T08:00:00Z', runId });
  const own = by('run-2027-08-02');
  const sent: NoticeState = { status: 'sent', messageId: 'm', on: date('2027-08-02'), subject: 's' };
  const pending: NoticeState = { status: 'pending', unanswered: 0, reason: 'Throttling' };
  const lost: NoticeState = { status: 'undeliverable', reason: 'bounce' };
  const claimedBy = (runId: string, attempt = 1): NoticeState => ({
    ...{ status: 'claimed', attempt, claimedAt: '2027-08-03T08:00:00Z' },
    ...{ runId, on: date('2027-08-03') },
  });

  it('are none if it is sent as soon as it is decided, by the answer or by an event', () => {
    expect(pastOf(withNoticeState(notices, noticeId, sent, own))).toBeUndefined();
    expect(pastOf(withNoticeState(notices, noticeId, sent, by('mail-event-1')))).toBeUndefined();
  });

  it('include that it was sent before it bounced, and that no answer came before the bounce', () => {
    const bounced = withNoticeState(withNoticeState(notices, noticeId, sent, own), noticeId, lost, by('mail-event-1'));
    expect(pastOf(bounced)).toEqual(['sent mail-event-1 1']);
    expect(pastOf(withNoticeState(notices, noticeId, lost, by('mail-event-1')))).toEqual(['claimed mail-event-1 1']);
  });

  it('include that its claim had no answer, even if the same run settles it', () => {
    expect(pastOf(withNoticeState(notices, noticeId, claimedBy('run-2027-08-02', 2), own))).toEqual([
      'claimed run-2027-08-02 1',
    ]);
  });

  it('include how often in a row it was not accepted, and which attempt was accepted', () => {
    let ledger = withNoticeState(notices, noticeId, pending, own);
    for (const runId of ['r-3', 'r-4', 'r-5']) {
      ledger = withNoticeState(ledger, noticeId, claimedBy(runId), by(runId));
      ledger = withNoticeState(ledger, noticeId, runId === 'r-5' ? sent : pending, by(runId));
    }
    expect(pastOf(ledger)).toEqual(['pending r-5 3']);
  });

  it('are at most six, with the beginnings of their reasons', () => {
    let ledger: Ledger = notices;
    for (let turn = 0; turn < 20; turn += 1) {
      const state: NoticeState = turn % 2 === 0 ? { ...lost, reason: 'x'.repeat(900) } : sent;
      ledger = withNoticeState(ledger, noticeId, state, by(`r-${turn}`));
    }
    expect(pastOf(ledger)).toHaveLength(6);
    expect(JSON.stringify(ledger['-30']?.notices[0]?.earlier).length).toBeLessThan(1_500);
  });
});
