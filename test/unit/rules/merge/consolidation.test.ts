import { describe, expect, it } from 'vitest';
import type { Consolidation, Membership } from '../../../../shared/domain/memberships/membership.ts';
import {
  decideConsolidation,
  describeConsolidation,
  withConsolidation,
  withReopenedStages,
} from '../../../../shared/domain/merge/consolidation.ts';
import type { NoticeState } from '../../../../shared/domain/notices/notice-state.ts';
import { entry, record, sent } from '../notices/ledger-entries.ts';
import { config, date, LAP, membership, on } from '../support.ts';
import { competency, pack } from './merge-facts.ts';

const own = (given: Membership) => ({ membership: given, isOwn: true });
const other = (given: Membership) => ({ membership: given, isOwn: false });
const planned = (...members: { membership: Membership; isOwn: boolean }[]) =>
  Object.fromEntries(decideConsolidation(members, date('2021-03-01')));
const leaderOf = (...members: { membership: Membership; isOwn: boolean }[]) =>
  Object.entries(planned(...members)).find(([, { consolidation }]) => consolidation === null)?.[0];

const INTO: Consolidation = { into: 'A-2', on: date('2021-06-02'), anniversary: date('2021-10-01') };

describe('R-MRG-2: the leader of a joint renewal', () => {
  const [june, october] = [pack('A-1', '2021-06-01'), pack('A-2', '2021-10-01')];

  it('is the latest AD, in whatever order they are looked at', () => {
    expect(leaderOf(own(june), other(october))).toBe('A-2');
    expect(leaderOf(other(october), own(june))).toBe('A-2');
  });

  it('is, of one AD, the one of the partner that stays; of one partner, the one that is named first', () => {
    const [a, b] = [pack('A', '2021-06-01'), pack('B', '2021-06-01')];
    expect(leaderOf(own(b), other(a))).toBe('B');
    expect(leaderOf(other(a), own(b))).toBe('B');
    for (const side of [own, other]) {
      expect(leaderOf(side(a), side(b))).toBe('A');
      expect(leaderOf(side(b), side(a))).toBe('A');
    }
  });

  it('is none that is renewed with another already, unless all are', () => {
    const waiting = { ...october, consolidation: { ...INTO, into: 'A-9' } };
    expect(leaderOf(own(june), other(waiting))).toBe('A-1');
    expect(leaderOf(own({ ...june, consolidation: INTO }), other(waiting))).toBe('A-2');
  });

  it('is none that has ended', () => {
    const superseded = {
      ...october,
      status: { name: 'superseded', on: date('2021-02-01'), by: 'X', stamp: null },
    } as const;
    expect(planned(own(june), other(superseded))).toEqual({});
  });

  it('covers nothing if it is a pack', () => {
    const laps = [pack('L-1', '2021-06-01', { terms: LAP }), pack('L-2', '2021-10-01', { terms: LAP })] as const;
    expect(planned(own(laps[0]), other(laps[1]))['L-2']).toEqual({ consolidation: null, covers: [] });
  });

  it('covers its competencies by name', () => {
    const of = (id: string, ad: string, name: string) => other(pack(id, ad, { terms: competency(name) }));
    const members = [of('1', '2021-06-01', 'Data'), of('2', '2021-06-01', 'AI'), of('3', '2021-06-01', 'Security')];
    const leader = of('9', '2021-10-01', 'DevOps');
    for (const each of [members, members.toReversed(), [members[1]!, members[2]!, members[0]!]])
      expect(planned(leader, ...each)['9']?.covers).toEqual(['AI', 'Data', 'Security'].map((name) => competency(name)));
  });
});

describe('R-MRG-2: the notices of what is renewed with another', () => {
  const target = {
    recipients: [{ to: 'kim@contoso.example', name: 'Kim', role: 'global-admin', locale: 'en' } as const],
    config: config(),
  };
  const state = (fields: NoticeState): NoticeState => fields;
  const pending = (unanswered: number) => state({ status: 'pending', unanswered });
  const ledger = {
    '-30': record(-30, entry('refused', pending(0)), entry('unanswered', pending(1)), entry('sent', sent)),
    'at-risk-2021-02-01': { ...record(0, entry('risk', pending(0), { kind: 'renewal-at-risk' })), stage: null },
    confirmation: { ...record(0, entry('paid', pending(0), { kind: 'renewed' })), stage: null },
  };
  const june = pack('A-1', '2021-06-01', { notices: ledger, evaluateOn: date('2021-05-01') });
  const waiting = withConsolidation(june, { consolidation: INTO, covers: [] }, target, on('2021-03-01'));

  it('are skipped, also that the renewal is at risk, if the mail service has certainly not accepted them', () => {
    const states = Object.values(waiting.notices).flatMap(({ notices }) =>
      notices.map((each) => [each.noticeId, each.state]),
    );
    const consolidated = { status: 'skipped', reason: 'consolidated' };
    expect(Object.fromEntries(states)).toMatchObject({
      ...{ refused: consolidated, risk: consolidated },
      ...{ unanswered: pending(1), sent, paid: pending(0) },
    });
  });

  it('say with what, and it is not evaluated any more', () => {
    expect(waiting.notices['1']).toMatchObject({
      rule: 'R-MRG-2',
      reason: 'renewed together with A-2, on the anniversary 2021-10-01',
      inputs: INTO,
    });
    expect(waiting.evaluateOn).toBeNull();
  });

  it('stay as they are where it leads', () => {
    const leads = withConsolidation(
      june,
      { consolidation: null, covers: [competency('AI')] },
      target,
      on('2021-03-01'),
    );
    expect(leads).toEqual({ ...june, covers: [competency('AI')] });
  });

  it('are open again where it is renewed by itself again: only what was skipped for the other one', () => {
    const mixed = {
      ...record(15, entry('a', { status: 'skipped', reason: 'consolidated' }), entry('b', sent)),
      rule: 'R-MRG-2',
    };
    const declined = record(23, entry('c', { status: 'skipped', reason: 'declined' }));
    const earlier = { ...waiting.notices['1']!, period: '1' };
    const notices = { ...waiting.notices, '15': mixed, '23': declined, '-1@2021-05-01': earlier };
    const again = withReopenedStages({ ...waiting, notices }, date('2021-03-10'));
    expect(Object.keys(again.notices).toSorted()).toEqual(
      ['-1@2021-05-01', '-30', '15', '23', 'at-risk-2021-02-01', 'confirmation'].toSorted(),
    );
    expect(again.evaluateOn).toBeNull();
    const silver = { ...waiting, terms: competency('AI') };
    expect(withReopenedStages(silver, date('2021-03-10')).evaluateOn).toBe('2021-03-10');
  });
});

describe('R-MRG-2: the answer to merge-partners', () => {
  const june = membership({ purchasedOn: date('2020-06-01'), cycle: 1 });

  it.each([
    [{ consolidation: null, covers: [] }, 'renewed on 2021-06-01'],
    [
      { consolidation: null, covers: [competency('AI'), competency('Data', 'gold')] },
      'renewed on 2021-06-01, for AI silver, Data gold, too',
    ],
    [
      { consolidation: INTO, covers: [] },
      'as it is through 2021-06-01; from 2021-06-02 on A-2 goes on in its place, to be renewed on 2021-10-01',
    ],
  ])('says of %j: %s', (outcome, text) => expect(describeConsolidation(june, outcome)).toBe(text));
});
