/** Records that are put aside: of an earlier anniversary, of failures, of an erased person (R-MEM-9, R-OPS-4). */
import { describe, expect, it } from 'vitest';
import { ledgerOfAnniversary, stageKeyOf } from '../../../../shared/domain/notices/earlier-anniversary.ts';
import { erasePerson, namesOf } from '../../../../shared/domain/notices/erase-person.ts';
import { type FailureRecord, recordFailure, setAside } from '../../../../shared/domain/notices/failure-record.ts';
import { type Person, pseudonymOf } from '../../../../shared/domain/notices/pseudonym.ts';
import { date, on } from '../support.ts';
import { entry, record, sent } from './ledger-entries.ts';

describe('R-MEM-9: the ledger of a corrected anniversary', () => {
  const [from, to] = [date('2027-03-10'), date('2027-04-10')];
  const by = { at: '2027-02-10T08:00:00Z', runId: 'r' };
  const pending = { status: 'pending', unanswered: 0 } as const;
  const ledger = {
    '-30': record(
      -30,
      entry('sent', sent),
      entry('open', pending),
      entry('asked', { status: 'pending', unanswered: 1 }),
    ),
    '-30@2027-04-10': record(-30, entry('then', sent)),
    '-30@2027-05-10': record(-30, entry('elsewhere', sent)),
    confirmation: { ...record(0, entry('paid', pending)), stage: null },
  };

  it('puts aside the stages of the one before, and gives back those of the new one', () => {
    const next = ledgerOfAnniversary(ledger, from, to, by);
    expect(Object.keys(next).toSorted()).toEqual(['-30', '-30@2027-03-10', '-30@2027-05-10', 'confirmation']);
    expect(next['-30']).toBe(ledger['-30@2027-04-10']);
    expect(next['-30@2027-05-10']).toBe(ledger['-30@2027-05-10']);
    expect(next.confirmation).toBe(ledger.confirmation);
    expect(Object.fromEntries(next['-30@2027-03-10']!.notices.map(({ noticeId, state }) => [noticeId, state]))).toEqual(
      {
        ...{ sent, open: { status: 'skipped', reason: 'corrected' } },
        asked: { status: 'uncertain', reason: 'the anniversary was corrected' },
      },
    );
  });

  it('is the one before when it is corrected back', () => {
    const closed = { '-30': record(-30, entry('sent', sent)) };
    const there = ledgerOfAnniversary(closed, from, to, by);
    expect(ledgerOfAnniversary(there, to, from, by)).toEqual(closed);
    expect([stageKeyOf('-30@2027-03-10'), stageKeyOf('-30')]).toEqual(['-30', '-30']);
  });
});

describe('a failure that is recorded', () => {
  const OF = { partnerId: 'P-1', workflow: 'renewal-notices', subject: 'M1' } as const;
  const stamp = (runId: string) => ({ at: '2027-02-01T08:00:00Z', runId });
  const failed = (before: FailureRecord | null, day: string, runId: string) =>
    recordFailure(before, OF, { version: 3, reason: 'broken' }, date(day), stamp(runId));

  it('keeps the last day of the series, and who recorded that', () => {
    const first = failed(null, '2027-02-05', 'first');
    const of = ({ since, lastOn, stamp: by }: FailureRecord) => [since, lastOn, by?.runId];
    expect(of(failed(first, '2027-02-06', 'later'))).toEqual(['2027-02-05', '2027-02-06', 'later']);
    expect(of(failed(first, '2027-02-05', 'again'))).toEqual(['2027-02-05', '2027-02-05', 'again']);
    expect(of(failed(first, '2027-02-03', 'earlier'))).toEqual(['2027-02-05', '2027-02-05', 'first']);
  });

  it('alerts the operators once a series, of which the last twelve are kept', () => {
    const one = setAside(failed(null, '2027-02-05', 'r'), on('2027-02-12'));
    expect(one).toMatchObject({
      setAsideOn: '2027-02-12',
      notices: {
        '2027-02-05': {
          ...{ rule: 'none', reason: 'failed since 2027-02-05: set aside, and the operators are told' },
          inputs: { workflow: 'renewal-notices', since: '2027-02-05', reason: 'broken' },
        },
      },
    });
    const days = Array.from({ length: 12 }, (_, index) => `2026-${String(12 - index).padStart(2, '0')}-01`);
    const many = { ...one, notices: Object.fromEntries(days.map((day) => [day, one.notices['2027-02-05']!])) };
    expect(Object.keys(setAside(many, on('2027-02-12')).notices)).toEqual([
      ...days.slice(0, 11).toReversed(),
      '2027-02-05',
    ]);
  });
});

describe('R-OPS-4: a person who is erased from notices', () => {
  const KIM: Person = { address: 'kim@contoso.example', employeeId: null, names: new Set(['Kim Lee']) };
  const erased = (state: object) => {
    const notice = { noticeId: 'n', to: 'kim@contoso.example', name: 'Kim Lee', state };
    return (erasePerson(notice, KIM) as { state: object }).state;
  };
  const uncertain = { status: 'uncertain', reason: 'the recipient was erased before the mail service answered' };

  it.each([
    [
      { status: 'pending', unanswered: 0 },
      { status: 'skipped', reason: 'no-recipient' },
    ],
    [{ status: 'pending', unanswered: 1 }, uncertain],
    [{ status: 'claimed', unanswered: 0 }, uncertain],
    [
      { status: 'sent', unanswered: 0 },
      { status: 'sent', unanswered: 0 },
    ],
  ])('a notice that is %j is %j then', (state, expected) => expect(erased(state)).toEqual(expected));

  it('no other record loses its state; an empty name stays empty', () => {
    const { name, address } = pseudonymOf(KIM);
    const state = { status: 'pending', unanswered: 0 };
    expect(erasePerson({ to: 'kim@contoso.example', name: '', state }, KIM)).toEqual({ to: address, name: '', state });
    expect(erasePerson({ email: 'kim@contoso.example', name: 'Kim Lee' }, KIM)).toEqual({ email: address, name });
  });

  it('is named by what stands beside the address or the id, deep in lists', () => {
    const stored = [
      {
        inner: [
          { email: 'KIM@contoso.example', name: 'Kim' },
          { email: 'kim@contoso.example', name: '' },
        ],
      },
    ];
    expect(namesOf(stored, KIM)).toEqual(['Kim']);
    expect(namesOf({ email: 'kim@contoso.example', name: 5 }, KIM)).toEqual([]);
    const ada: Person = { address: null, employeeId: 'E-1', names: new Set() };
    expect(
      namesOf(
        [
          { employeeId: 'E-1', name: 'Ada' },
          { employeeId: 'E-2', name: 'Bo' },
          { email: 'a@b.c', name: 'C' },
        ],
        ada,
      ),
    ).toEqual(['Ada']);
    expect(namesOf([{ employeeId: null, name: 'Nobody' }], KIM)).toEqual([]);
  });

  it('is found in a text more than once', () => {
    const { name, address } = pseudonymOf(KIM);
    expect(erasePerson({ reason: 'Kim Lee, kim@contoso.example; Kim Lee, kim@contoso.example' }, KIM)).toEqual({
      reason: `${name}, ${address}; ${name}, ${address}`,
    });
    expect(erasePerson({ reason: 'Kim Leeson' }, KIM)).toEqual({ reason: 'Kim Leeson' });
  });
});
