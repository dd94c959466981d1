import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../shared/domain/core/history.ts';
import { trainerChanges, trainersOn, trainersSince } from '../../../../shared/domain/partners/trainers.ts';
import { date } from '../support.ts';

const changed = (on: string, inputs: Change['inputs']): Change => ({
  on: date(on),
  what: 'contacts-changed',
  rule: 'R-MEM-2',
  reason: 'imported',
  inputs,
  stamp: null,
});
const trainers = (on: string, before: unknown, after: unknown) => changed(on, { mctCount: { before, after } });

const partnerWith = (mctCount: number, ...changes: Change[]) => ({ mctCount, history: { changes, forgotten: 0 } });

describe('R-MEM-2: the trainers of a partner', () => {
  it('R-COMP-5: are known for each day from the changes of their number', () => {
    const partner = partnerWith(3, trainers('2027-02-01', 2, 0), trainers('2027-03-01', 0, 3));
    expect(
      ['2027-01-31', '2027-02-01', '2027-02-28', '2027-03-01'].map((day) => trainersOn(partner, date(day))),
    ).toEqual([2, 0, 0, 3]);
  });

  it('are there since the last day on which the first of them came', () => {
    const [left, came, another] = [
      trainers('2027-02-01', 2, 0),
      trainers('2027-03-01', 0, 3),
      trainers('2027-04-01', 3, 4),
    ];
    expect(trainersSince(partnerWith(4, left, came, another))).toEqual({ has: true, since: '2027-03-01' });
    expect(trainersSince(partnerWith(0, came, trainers('2027-05-01', 3, 0)))).toEqual({
      has: false,
      since: '2027-05-01',
    });
  });

  it('are there from the beginning if only their number changed', () => {
    expect(trainersSince(partnerWith(4, trainers('2027-04-01', 3, 4)))).toEqual({ has: true, since: null });
    expect(trainersSince(partnerWith(0))).toEqual({ has: false, since: null });
  });

  it('other changes of a partner say nothing of them', () => {
    const other = changed('2027-02-01', { name: { before: 'Contoso', after: 'Contoso Ltd' } });
    const changes = [other, trainers('2027-02-02', undefined, 2), trainers('2027-02-03', 2, undefined)];
    expect(trainerChanges(partnerWith(2, ...changes))).toEqual([]);
    expect(trainersOn(partnerWith(2, ...changes), date('2027-01-01'))).toBe(2);
  });
});
