/** How notices end that were not sent, and what is told apart (R-NOT-2, R-NOT-3, R-REN-8, R-IMP-6). */
import { describe, expect, it } from 'vitest';
import { erasePerson } from '../../../../../shared/domain/notices/erase-person.ts';
import { reopenSkipped, skipUnsentNotices } from '../../../../../shared/domain/notices/ledger.ts';
import { fitLedger } from '../../../../../shared/domain/notices/limits/fit-ledger.ts';
import { formatNoticeId, parseNoticeId, recipientKey } from '../../../../../shared/domain/notices/notice-id.ts';
import type { NoticeKind } from '../../../../../shared/domain/notices/notice-kind.ts';
import type { NoticeState, StageRecord } from '../../../../../shared/domain/notices/notice-state.ts';
import { isPseudonym } from '../../../../../shared/domain/notices/pseudonym.ts';
import { resumeNotices } from '../../../../../shared/domain/notices/settling.ts';
import { isToldOn } from '../../../../../shared/domain/notices/told-on.ts';
import { date } from '../../support.ts';
import { day, entry, record, sent } from '../ledger-entries.ts';

const pending = (unanswered = 0): NoticeState => ({ status: 'pending', unanswered });
const stateOf = (notice: StageRecord | undefined) => notice?.notices[0]?.state;

describe('R-REN-8: a notice that is not sent yet', () => {
  it.each<[NoticeKind, number, string]>([
    ['renewal', 0, 'skipped'],
    ['renewal-at-risk', 0, 'skipped'],
    ['renewed', 0, 'pending'],
    ['operator-alert', 0, 'pending'],
    ['renewal', 1, 'pending'],
    ['renewal-at-risk', 1, 'pending'],
  ])('is, of kind %s and after %i attempts without an answer, then %s', (kind, unanswered, status) => {
    const ledger = { x: record(-15, entry('a', pending(unanswered), { kind })) };
    expect(stateOf(skipUnsentNotices(ledger, 'declined').x)?.status).toBe(status);
  });

  it('is open again only if it was skipped, and for that reason', () => {
    const skipped = entry(
      'a',
      { status: 'skipped', reason: 'declined' },
      { earlier: [{ state: pending(), left: null }] },
    );
    const states = (reason: 'declined' | 'paid') =>
      reopenSkipped({ '-15': record(-15, skipped, entry('b', { status: 'uncertain', reason: 'declined' })) }, reason)[
        '-15'
      ]?.notices.map(({ state }) => state.status);
    expect(states('declined')).toEqual(['pending', 'uncertain']);
    expect(states('paid')).toEqual(['skipped', 'uncertain']);
  });
});

describe('R-NOT-2: a notice that is given up after seven days', () => {
  const settling = {
    ...{ runId: 'r2', asOf: date('2027-08-09'), now: '2027-08-09T08:00:00Z', settleBefore: null },
    previousRunOn: date('2027-08-08'),
    policy: { unansweredMails: 'send-again', setAsideAfterDays: 7 },
  } as const;
  const stateAfter = (unanswered: number) =>
    stateOf(
      resumeNotices(
        { '-15': record(-15, entry('a', { status: 'pending', unanswered, on: date('2027-08-08') })) },
        () => true,
        settling,
      )['-15'],
    );

  it('is undeliverable, or uncertain if an attempt had no answer', () => {
    expect(stateAfter(0)).toEqual({
      status: 'undeliverable',
      reason: 'not accepted for 7 days: the mail service did not take it',
    });
    expect(stateAfter(1)).toEqual({ status: 'uncertain', reason: 'sent once, no answer and no event' });
  });
});

describe('R-NOT-3: a person told on a day', () => {
  it('is not known by ids that are none, nor said of what was refused on that day', () => {
    const kim = { to: 'kim@contoso.example' };
    expect(isToldOn({ '-15': record(-15, entry('kim', sent)) }, kim, day)).toBe(false);
    const key = { partnerId: 'P-1', subject: 'M1', period: '7', stage: '-15' };
    const told = formatNoticeId({ ...key, recipient: '0'.repeat(16) });
    expect(parseNoticeId(told)).toMatchObject(key);
    const refused = { status: 'pending', unanswered: 0, on: day } as const;
    const id = formatNoticeId({ ...key, recipient: recipientKey('kim@contoso.example') });
    expect(isToldOn({ '-15': record(-15, entry('a', refused, { noticeId: id })) }, kim, day)).toBe(false);
    expect(isToldOn({ '-15': record(-15, entry('a', sent, { noticeId: id })) }, kim, day)).toBe(true);
  });
});

describe('R-NOT-2: the id of a notice', () => {
  const key = { partnerId: 'P-1', subject: 'M1', period: '7', stage: '-15', recipient: '0123456789abcdef' };

  it.each([{ partnerId: 'P#1' }, { subject: 'M#1' }, { partnerId: '' }, { subject: '' }])(
    'leads nowhere with %j',
    (fields) => {
      expect(parseNoticeId(formatNoticeId({ ...key, ...fields }))).toBeNull();
    },
  );

  it.each([{}, { subject: '-' }, { subject: 'M1.P-2' }])('leads to what it is of with %j', (fields) => {
    expect(parseNoticeId(formatNoticeId({ ...key, ...fields }))).toEqual({ ...key, ...fields });
  });
});

describe('R-IMP-6: a record that becomes smaller', () => {
  const last = record(1, entry('z', sent));
  const first = (...notices: Parameters<typeof entry>[1][]) =>
    fitLedger({ '-15': record(-15, ...notices.map((state, index) => entry(`n${index}`, state))), '1': last }, 1)['-15'];

  it('has the subject of those that were sent, whichever comes first, and none where none was', () => {
    const lost: NoticeState = { status: 'undeliverable', reason: 'gone' };
    const shared = (...states: NoticeState[]) => {
      const ledger = { '-15': record(-15, ...states.map((state, index) => entry(`n${index}`, state))), '1': last };
      return fitLedger(ledger, JSON.stringify(ledger).length - 1)['-15'];
    };
    const long: NoticeState = { ...sent, subject: 's'.repeat(70) } as NoticeState;
    expect(shared(lost, long, long)?.subjects).toEqual({ en: 's'.repeat(70) });
    expect(shared(lost, lost)).not.toHaveProperty('subjects');
  });

  it('counts how its notices ended in the order of the names, whichever comes first', () => {
    const ends: NoticeState[] = [{ status: 'undeliverable', reason: 'gone' }, sent, sent];
    expect(Object.entries(first(...ends)?.folded ?? {})).toEqual([
      ['sent', 2],
      ['undeliverable', 1],
    ]);
  });
});

describe('R-OPS-4: an employee who is erased', () => {
  it('leaves texts as they are that name nobody', () => {
    const ada = { address: null, employeeId: 'E-1', names: new Set(['Ada']) };
    expect(erasePerson({ reason: 'null and void' }, ada)).toEqual({ reason: 'null and void' });
  });

  it('has an address that no other one is taken for', () => {
    expect(isPseudonym('kim@contoso.example')).toBe(false);
    expect(isPseudonym('erased-1@ERASED.invalid')).toBe(true);
  });
});
