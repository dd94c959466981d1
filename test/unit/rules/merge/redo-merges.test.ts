import { describe, expect, it } from 'vitest';
import type { Consolidation, Membership } from '../../../../shared/domain/memberships/membership.ts';
import {
  areBroughtTogether,
  mergesSince,
  type PastMerge,
  redoMerges,
  withoutMerges,
} from '../../../../shared/domain/merge/redo-merges.ts';
import { date, on } from '../support.ts';
import { competency, pack } from './merge-facts.ts';

const merge = (day: string, from = 'P-2', into = 'P-1'): PastMerge => ({ into, from, on: date(day) });
const from = (membershipId: string, ...partners: string[]): Pick<Membership, 'formerIds'> => ({
  formerIds: partners.map((partnerId) => ({ partnerId, membershipId })),
});
const into = (membershipId: string, day: string, anniversary: string): Consolidation => ({
  ...{ into: membershipId, on: date(day), anniversary: date(anniversary) },
});
const endedBy = (by: string, day: string) => ({ name: 'superseded', on: date(day), by, stamp: null }) as const;

/** A-1 of P-1, AD 2027-02-10, window 02-11 … 03-12; A-2 of P-2, AD 2027-03-20. */
const ours = pack('A-1', '2027-02-10');
const theirs = pack('A-2', '2027-03-20', from('A-2', 'P-2'));
const MERGES = [merge('2027-03-05')];

describe('R-REN-6: the merges since a day', () => {
  it('include those of the day, the earliest first, and of one day as they were given', () => {
    const all = [
      merge('2027-03-05', 'P-2'),
      merge('2027-02-01', 'P-3'),
      merge('2027-03-05', 'P-4'),
      merge('2027-01-31', 'P-5'),
    ];
    expect(mergesSince(all, date('2027-02-01')).map((past) => past.from)).toEqual(['P-3', 'P-2', 'P-4']);
    expect(mergesSince(all, date('2027-02-02')).map((past) => past.from)).toEqual(['P-2', 'P-4']);
  });

  it.each<[string, string[], string[], boolean]>([
    ['of one partner', [], [], false],
    ['of which one came by the merge', ['P-2'], [], true],
    ['which both came by it', ['P-2'], ['P-2'], false],
    ['of which one came by an earlier merge', ['P-9'], [], false],
    ['of which one came over two of them', ['P-3', 'P-2'], ['P-2'], true],
    ['of which one was renamed at its partner before it moved', ['P-2', 'P-2'], [], true],
    ['of which one was renamed after it moved', ['P-2', 'P-1'], [], true],
  ])('brought together two memberships %s: %s', (_, a, b, is) => {
    const merges = [merge('2027-03-05', 'P-2'), merge('2027-03-01', 'P-3', 'P-2')];
    const [one, other] = [pack('A', '2027-06-01', from('A', ...a)), pack('B', '2027-06-01', from('B', ...b))];
    expect(areBroughtTogether(one, other, merges)).toBe(is);
    expect(areBroughtTogether(other, one, merges)).toBe(is);
  });
});

describe('R-REN-6: a membership without the merges since', () => {
  const led = { ...ours, consolidation: into('A-2', '2027-03-05', '2027-03-20') };

  it('is neither renewed with another, nor covers one, nor has ended by one', () => {
    const ended = { ...led, covers: [competency('AI')], status: endedBy('A-2', '2027-03-05') };
    expect(withoutMerges(ended, [ended, theirs], MERGES, date('2027-03-01'))).toEqual({
      ...ended,
      ...{ covers: [], consolidation: null, status: { name: 'active' } },
    });
  });

  it('has ended all the same if something else ended it', () => {
    for (const status of [endedBy('G', '2027-03-06'), { name: 'expired', expiredOn: date('2027-03-13') } as const])
      expect(withoutMerges({ ...led, status }, [led, theirs], MERGES, date('2027-03-01'))).toMatchObject({
        ...{ consolidation: null, status },
      });
  });

  it.each([
    ['2027-03-05', false],
    ['2027-03-06', true],
  ])('is the same if it was bought after all of them, on %s: %s', (purchasedOn, isSame) => {
    const bought = { ...led, purchasedOn: date(purchasedOn) };
    expect(withoutMerges(bought, [bought, theirs], MERGES, date('2027-03-01')) === bought).toBe(isSame);
  });

  it('is the same if there are none since', () => {
    expect(withoutMerges(led, [led, theirs], MERGES, date('2027-03-06'))).toBe(led);
  });

  it('keeps what an earlier merge made of it', () => {
    const merges = [merge('2027-01-10', 'P-3'), merge('2027-03-05', 'P-2')];
    const [ai, data] = [competency('AI'), competency('Data')];
    const earlier = pack('C-3', '2027-02-01', { terms: ai, ...from('C-3', 'P-3') });
    const later = pack('C-2', '2027-02-05', { terms: data, ...from('C-2', 'P-2') });
    const leader = pack('C-1', '2027-02-10', { terms: competency('DevOps'), covers: [ai, data] });
    const all = [earlier, later, leader];
    const undone = (given: Membership) => withoutMerges(given, all, merges, date('2027-03-01'));
    expect(undone(leader).covers).toEqual([ai]);
    const kept = { ...leader, consolidation: into('C-3', '2027-02-11', '2027-02-01') };
    expect(undone(kept).consolidation).toEqual(kept.consolidation);
    const gone = {
      ...leader,
      consolidation: into('C-2', '2027-02-11', '2027-02-05'),
      status: endedBy('C-2', '2027-03-05'),
    };
    expect(undone(gone)).toMatchObject({ consolidation: null, status: { name: 'active' } });
    const ended = { ...kept, status: endedBy('C-3', '2027-02-11') };
    expect(undone(ended).status).toEqual(ended.status);
  });
});

describe('R-REN-6, R-MRG-2: merges that are decided anew', () => {
  /** A-1 paid on 2027-03-01, so that its next AD is 2028-02-10. */
  const paid = { ...ours, cycle: 2 };
  const redo = (all: Membership[], asOf: string, merges = MERGES, since = '2027-03-01') =>
    redoMerges(all, merges, date(since), on(asOf));

  it.each([
    ['2027-03-20', { name: 'active' }],
    ['2027-03-21', { ...endedBy('A-1', '2027-03-21'), stamp: { at: '2027-03-21T08:00:00Z', runId: 'run-2027-03-21' } }],
  ])('keep the later AD; the other pack goes on through the day before its window, on %s', (asOf, status) => {
    const [one, two] = redo([paid, theirs], asOf);
    expect(one).toMatchObject({ consolidation: null, status: { name: 'active' } });
    expect(two).toMatchObject({ consolidation: into('A-1', '2027-03-21', '2028-02-10'), status });
  });

  it('give back the same memberships if nothing changes, or no merge was since', () => {
    const decided = redo([paid, theirs], '2027-03-21');
    const again = redo(decided, '2027-03-22');
    expect(again.map((after, index) => after === decided[index])).toEqual([true, true]);
    const all = [paid, theirs];
    const none = redo(all, '2027-03-21', MERGES, '2027-03-06');
    expect(none).not.toBe(all);
    expect(none.map((after, index) => after === all[index])).toEqual([true, true]);
  });

  it.each([
    ['2027-03-05', 'A-3'],
    ['2027-03-06', undefined],
  ])('decide about what was bought on the day of the merge, not about what was later: %s', (purchasedOn, leader) => {
    const bought = { ...pack('A-3', '2028-03-05'), purchasedOn: date(purchasedOn) };
    expect(redo([ours, bought], '2027-03-06')[0]?.consolidation?.into).toBe(leader);
  });

  it.each([
    ['2027-03-05', undefined],
    ['2027-03-06', 'A-1'],
  ])('find active what expired after the merge, not what did before or on its day: %s', (expiredOn, leader) => {
    const expired = { ...theirs, status: { name: 'expired', expiredOn: date(expiredOn) } as const };
    expect(redo([paid, expired], '2027-05-01')[1]?.consolidation?.into).toBe(leader);
  });

  it('leave a membership of another partner, as it was on the day, alone', () => {
    const merges = [merge('2027-03-05', 'P-2'), merge('2027-04-20', 'P-3')];
    const third = pack('A-3', '2027-06-01', from('A-3', 'P-3'));
    const [one, two, three] = redo([ours, theirs, third], '2027-04-25', merges);
    expect(one?.consolidation).toEqual(into('A-2', '2027-03-05', '2027-03-20'));
    expect(two?.consolidation).toBeNull();
    expect(three?.consolidation).toBeNull();
  });

  it('keep the pack of the partner that stayed where both have one AD', () => {
    const [a, b] = [pack('B', '2027-06-01'), pack('A', '2027-06-01', from('A', 'P-2'))];
    expect(redo([a, b], '2027-03-06')[1]?.consolidation?.into).toBe('B');
    const [c, d] = [pack('B', '2027-06-01', from('B', 'P-1')), pack('A', '2027-06-01', from('A', 'P-2'))];
    expect(redo([c, d], '2027-03-06')[1]?.consolidation?.into).toBe('B');
  });

  it('leave ended what had ended before another membership would take its place', () => {
    const status = endedBy('X', '2027-03-10');
    const [, two] = redo([paid, { ...theirs, status }], '2027-05-01');
    expect(two).toMatchObject({ consolidation: { into: 'A-1', on: '2027-03-21' }, status });
  });
});

describe('R-MRG-7: upgrades among merges that are decided anew', () => {
  const [devOps, goldDevOps, security] = [competency('DevOps'), competency('DevOps', 'gold'), competency('Security')];
  const silver = pack('S-2', '2027-05-20', {
    terms: devOps,
    ...from('S-2', 'P-2'),
    status: endedBy('G-2', '2027-03-20'),
  });
  const other = pack('S-1', '2027-04-10', { terms: security });
  const goldOf = (loadedOn: string, fields: Partial<Membership> = {}) =>
    pack('G-2', `${Number(loadedOn.slice(0, 4)) + 1}${loadedOn.slice(4)}`, {
      ...{ terms: goldDevOps, ...from('G-2', 'P-2'), loadedOn: date(loadedOn) },
      origin: { kind: 'upgrade', commandId: 'c', from: 'S-2', reference: 'w', discountPercent: 25 },
      ...fields,
    });
  const redo = (all: Membership[], merges: PastMerge[], since = '2027-03-01') =>
    redoMerges(all, merges, date(since), on('2027-03-25'));

  it('make gold lead what silver led, and cover what silver covered, after the merge', () => {
    const [one, , gold] = redo([other, silver, goldOf('2027-03-20')], [merge('2027-03-05')]);
    expect(one?.consolidation).toEqual(into('G-2', '2027-04-11', '2028-03-20'));
    expect(gold).toMatchObject({ covers: [security], consolidation: null });
  });

  it('let gold have part in it itself, before the merge', () => {
    const first = { ...silver, status: endedBy('G-2', '2027-03-02') };
    const [one, was, gold] = redo([other, first, goldOf('2027-03-02')], [merge('2027-03-05')]);
    expect(one?.consolidation).toEqual(into('G-2', '2027-04-11', '2028-03-02'));
    expect(gold).toMatchObject({ covers: [security], consolidation: null });
    expect(was).toBe(first);
  });

  it('come before a merge of their day where silver has no part in what it made', () => {
    const first = { ...silver, status: endedBy('G-2', '2027-03-05') };
    const [one, was] = redo([other, first, goldOf('2027-03-05')], [merge('2027-03-05')]);
    expect(one?.consolidation).toEqual(into('G-2', '2027-04-11', '2028-03-05'));
    expect(was).toBe(first);
  });

  it('leave gold what it was, before the day from which on it is decided anew', () => {
    const early = { ...silver, status: endedBy('G-2', '2027-02-20') };
    const gold = goldOf('2027-02-20');
    const [one] = redo([other, early, gold], [merge('2027-03-05')]);
    expect(one?.consolidation).toEqual(into('G-2', '2027-04-11', '2028-02-20'));
  });

  it('keeps what gold has renewed since', () => {
    const lastRenewal = {
      ...{ cycle: 1, kind: 'renewed', paidOn: date('2028-03-21'), recordedOn: date('2028-03-21') },
      ...{ reference: 'w', commandId: 'P', ended: [], stamp: null },
    } as Membership['lastRenewal'];
    const renewed = goldOf('2027-03-20', { lastRenewal, covers: [competency('AI')], cycle: 2 });
    const [, , gold] = redo([other, silver, renewed], [merge('2027-03-05')]);
    expect(gold?.covers).toEqual([competency('AI')]);
  });

  it('between two merges, each in its turn', () => {
    const third = pack('T-3', '2027-04-20', { terms: competency('AI'), ...from('T-3', 'P-3') });
    const merges = [merge('2027-03-05', 'P-2'), merge('2027-03-22', 'P-3')];
    const [one, , gold, last] = redo([other, silver, goldOf('2027-03-20'), third], merges);
    expect(gold?.covers).toEqual([competency('AI'), security]);
    expect([one, last].map((membership) => membership?.consolidation?.into)).toEqual(['G-2', 'G-2']);
  });
});
