/** Achievements and associations as they are recorded, and recorded again (R-COMP-2, R-COMP-3, R-COMP-4). */
import { describe, expect, it } from 'vitest';
import { decideAchievement, withAchievement } from '../../../../shared/domain/people/achievement.ts';
import {
  decideAssociation,
  decideDeparture,
  decideImportedAssociation,
} from '../../../../shared/domain/people/association.ts';
import type { Achievement, Association, Employee } from '../../../../shared/domain/people/employee.ts';
import type { EmployeeOutcome } from '../../../../shared/domain/people/employee-outcome.ts';
import { date } from '../support.ts';

const at = (partnerId: string, from: string, until: string | null = null): Association => ({
  ...{ partnerId, from: date(from), until: until === null ? null : date(until), began: null, ended: null },
});
const azure = (completedOn: string, expiresOn: string | null = null, certification = 'AZ'): Achievement => ({
  ...{ certification, completedOn: date(completedOn), expiresOn: expiresOn === null ? null : date(expiresOn) },
});
const ada = (associations: Association[], achievements: Achievement[] = []): Employee => ({
  ...{ employeeId: 'E-1', name: 'Ada', associations, achievements },
});
const changed = (outcome: EmployeeOutcome): Employee => {
  if (outcome.outcome !== 'changed') throw new Error(JSON.stringify(outcome));
  return outcome.employee;
};
const refusal = (outcome: EmployeeOutcome) => (outcome.outcome === 'refused' ? outcome.refusal : null);
const periods = (employee: Employee) =>
  employee.associations.map(({ partnerId, from, until }) => `${partnerId} ${from} ${until ?? ''}`.trim());

describe('R-COMP-3, R-COMP-4: an achievement', () => {
  const holder = ada([at('P-1', '2026-01-01')], [azure('2026-02-01'), azure('2026-03-01', '2027-03-01')]);
  const record = (achievement: Achievement, asOf: string | null = '2027-01-01') =>
    withAchievement(holder, achievement, asOf === null ? null : date(asOf));

  it('recorded again gets the new expiry; the same one changes nothing', () => {
    expect(record(azure('2026-03-01', '2027-03-01'))).toEqual({
      outcome: 'same',
      reason: 'E-1 completed AZ on 2026-03-01; it expires on 2027-03-01',
    });
    expect(record(azure('2026-02-01'))).toMatchObject({ outcome: 'same', reason: 'E-1 completed AZ on 2026-02-01' });
    expect(changed(record(azure('2026-03-01', '2028-03-01'))).achievements).toEqual([
      ...[azure('2026-02-01'), azure('2026-03-01', '2028-03-01')],
    ]);
    expect(changed(record(azure('2026-03-01'))).achievements).toEqual([azure('2026-02-01'), azure('2026-03-01')]);
    expect(changed(record(azure('2026-03-01', null, 'DP'))).achievements).toHaveLength(3);
  });

  it('is completed on or before the day it is recorded, and expires later', () => {
    expect(changed(record(azure('2027-01-01'))).achievements).toHaveLength(3);
    expect(changed(record(azure('2027-01-02'), null)).achievements).toHaveLength(3);
    expect(refusal(record(azure('2027-01-02')))).toEqual({
      ...{ rule: 'R-COMP-3', reason: '2027-01-02 lies after 2027-01-01, the day it is recorded' },
      inputs: { employeeId: 'E-1', ...azure('2027-01-02') },
    });
    expect(refusal(record(azure('2026-05-01', '2026-05-01')))).toMatchObject({
      ...{ rule: 'R-COMP-4', reason: 'it expires on 2026-05-01, not after 2026-05-01, the day of its completion' },
    });
    expect(changed(record(azure('2026-05-01', '2026-05-02'))).achievements).toHaveLength(3);
  });

  it('is one of at most 500', () => {
    const all = Array.from({ length: 500 }, (_, index) => azure('2026-01-01', null, `C-${index}`));
    const [full, room] = [ada([], all), ada([], all.slice(1))];
    expect(changed(withAchievement(room, azure('2026-02-01'), null)).achievements).toHaveLength(500);
    expect(refusal(withAchievement(full, azure('2026-02-01'), null))?.reason).toBe(
      'E-1 has 500 achievements: no more are taken',
    );
    expect(changed(withAchievement(full, azure('2026-01-01', '2027-01-01', 'C-0'), null)).achievements).toHaveLength(
      500,
    );
  });

  it('is recorded by the partner of the day only', () => {
    expect(decideAchievement(holder, 'P-1', azure('2026-05-01'), date('2027-01-01')).outcome).toBe('changed');
    for (const [employee, partnerId] of [
      [null, 'P-1'],
      [holder, 'P-2'],
    ] as const)
      expect(refusal(decideAchievement(employee, partnerId, azure('2026-05-01'), date('2027-01-01')))).toEqual({
        ...{
          rule: 'R-COMP-2',
          reason: `nobody of that id is associated with ${partnerId} now`,
          inputs: azure('2026-05-01'),
        },
      });
  });
});

describe('R-COMP-2: an association', () => {
  const join = (before: Employee | null, partnerId: string, from: string, name = '', asOf = '2027-06-01') =>
    decideAssociation(before, { employeeId: 'E-1', name, partnerId, from: date(from) }, date(asOf));

  it('ends the one with another partner on its first day', () => {
    const outcome = join(ada([at('P-1', '2026-01-01', '2027-12-31')]), 'P-2', '2027-03-01');
    expect(outcome).toMatchObject({
      reason: 'E-1 is associated with P-2 from 2027-03-01 on; the association with P-1 ends',
      severed: 'P-1',
    });
    expect(periods(changed(outcome))).toEqual(['P-1 2026-01-01 2027-03-01', 'P-2 2027-03-01']);
    expect(join(null, 'P-2', '2027-06-01', 'Bo')).toMatchObject({
      ...{ outcome: 'changed', severed: null, reason: 'E-1 is associated with P-2 from 2027-06-01 on' },
      employee: { name: 'Bo', achievements: [] },
    });
  });

  it('known already may bring another name', () => {
    const known = ada([at('P-1', '2026-01-01')]);
    const reason = 'E-1 is associated with P-1 since 2026-01-01';
    expect(join(known, 'P-1', '2027-03-01')).toEqual({ outcome: 'same', reason });
    expect(join(known, 'P-1', '2027-03-01', 'Ada L')).toMatchObject({
      outcome: 'changed',
      reason,
      severed: null,
      employee: { name: 'Ada L' },
    });
  });

  it('begins neither later than today, nor before the end of the last one', () => {
    expect(refusal(join(null, 'P-1', '2027-06-02'))).toEqual({
      ...{ rule: 'R-COMP-2', reason: '2027-06-02 lies after 2027-06-01, the day it is recorded' },
      inputs: { employeeId: 'E-1', associatedOn: '2027-06-02' },
    });
    const left = ada([at('P-1', '2026-01-01', '2027-02-01')]);
    expect(changed(join(left, 'P-2', '2027-02-01')).associations).toHaveLength(2);
    const twice = ada([at('P-1', '2026-01-01', '2026-03-01'), at('P-3', '2026-06-01', '2027-02-01')]);
    expect(refusal(join(twice, 'P-2', '2026-04-01'))?.reason).toBe(
      'E-1 belonged to P-3 until 2027-02-01: one organisation at a time',
    );
    expect(refusal(join(twice, 'P-2', '2026-02-01'))).not.toBeNull();
  });
});

describe('R-COMP-2, R-IMP-4: an association that a file brings', () => {
  const bring = (before: Employee | null, partnerId: string, from: string, until: string | null, name = '') =>
    decideImportedAssociation(
      before,
      { employeeId: 'E-1', name, partnerId, from: date(from) },
      until === null ? null : date(until),
    );

  it('fits between others, and is refused where it overlaps one', () => {
    const employee = ada([at('P-1', '2026-01-01', '2026-03-01'), at('P-3', '2026-06-01', '2026-09-01')]);
    expect(periods(changed(bring(employee, 'P-2', '2026-03-01', '2026-06-01')))).toEqual([
      ...['P-1 2026-01-01 2026-03-01', 'P-2 2026-03-01 2026-06-01', 'P-3 2026-06-01 2026-09-01'],
    ]);
    expect(refusal(bring(employee, 'P-2', '2026-02-28', '2026-04-01'))).toEqual({
      rule: 'R-COMP-2',
      reason: 'E-1 belonged to P-1 from 2026-01-01 to 2026-03-01: one organisation at a time',
      inputs: { employeeId: 'E-1', from: '2026-02-28', leftOn: '2026-04-01' },
    });
    expect(refusal(bring(employee, 'P-2', '2026-05-01', '2026-06-02'))?.reason).toContain('P-3 from 2026-06-01');
  });

  it('known already ends as it did; another end of one that has ended is refused', () => {
    const employee = ada([at('P-1', '2026-01-01', '2026-03-01')]);
    expect(bring(employee, 'P-1', '2026-01-01', '2026-03-01').outcome).toBe('same');
    expect(changed(bring(employee, 'P-1', '2026-01-01', '2026-03-01', 'Ada L')).name).toBe('Ada L');
    expect(bring(employee, 'P-1', '2026-01-01', null).outcome).toBe('same');
    expect(refusal(bring(employee, 'P-1', '2026-01-01', '2026-04-01'))?.reason).toBe(
      'E-1 belonged to P-1 from 2026-01-01 to 2026-03-01: one organisation at a time',
    );
    const open = ada([at('P-1', '2026-01-01')]);
    expect(periods(changed(bring(open, 'P-1', '2026-01-01', '2026-04-01')))).toEqual(['P-1 2026-01-01 2026-04-01']);
  });

  it('followed by an open one ends as that begins', () => {
    const employee = ada([at('P-2', '2026-06-01')]);
    expect(periods(changed(bring(employee, 'P-1', '2026-01-01', null)))).toEqual([
      'P-1 2026-01-01 2026-06-01',
      'P-2 2026-06-01',
    ]);
    expect(periods(changed(bring(employee, 'P-1', '2026-01-01', '2026-09-01')))).toEqual([
      'P-1 2026-01-01 2026-06-01',
      'P-2 2026-06-01',
    ]);
    expect(periods(changed(bring(employee, 'P-1', '2026-01-01', '2026-03-01')))).toEqual([
      'P-1 2026-01-01 2026-03-01',
      'P-2 2026-06-01',
    ]);
    expect(periods(changed(bring(employee, 'P-2', '2026-01-01', null)))).toEqual(['P-2 2026-01-01']);
  });
});

describe('R-COMP-2, R-IMP-4: an association of a file, beside what is known', () => {
  const bring = (before: Employee | null, partnerId: string, from: string, until: string | null, name = '') =>
    decideImportedAssociation(
      before,
      { employeeId: 'E-1', name, partnerId, from: date(from) },
      until === null ? null : date(until),
    );

  it('makes the employee known, with what the row says', () => {
    expect(bring(null, 'P-1', '2026-01-01', '2026-03-01', 'Ada')).toEqual({
      outcome: 'changed',
      employee: ada([at('P-1', '2026-01-01', '2026-03-01')]),
      reason: 'E-1 belonged to P-1 from 2026-01-01 to 2026-03-01',
      severed: null,
    });
    expect(changed(bring(null, 'P-1', '2026-01-01', '2026-03-01')).name).toBe('');
  });

  it('R-IMP-1: changes the name if the row has one, and keeps the achievements', () => {
    const before = ada([at('P-1', '2026-01-01', '2026-03-01')], [azure('2026-02-01')]);
    expect(changed(bring(before, 'P-2', '2026-03-01', '2026-06-01')).name).toBe('Ada');
    expect(changed(bring(before, 'P-2', '2026-03-01', '2026-06-01', 'Ada L'))).toMatchObject({
      ...{ name: 'Ada L', achievements: [azure('2026-02-01')] },
    });
  });

  it('is known if it is the same, whether or not the row says the end or the name', () => {
    const before = ada([at('P-1', '2026-01-01', '2026-03-01')]);
    for (const until of ['2026-03-01', null])
      for (const name of ['', 'Ada'])
        expect(bring(before, 'P-1', '2026-01-01', until, name)).toEqual({ outcome: 'same', reason: 'E-1 is known' });
  });

  it('begins earlier if the same partner has the employee later, and leaves what ended before', () => {
    const before = ada([at('P-1', '2025-01-01', '2025-06-01'), at('P-2', '2026-06-01')]);
    const outcome = bring(before, 'P-2', '2026-01-01', null);
    expect(outcome).toMatchObject({ reason: 'E-1 belonged to P-2 from 2026-01-01 on' });
    expect(periods(changed(outcome))).toEqual(['P-1 2025-01-01 2025-06-01', 'P-2 2026-01-01']);
  });

  it.each([
    ['2026-09-01', '2026-03-01'],
    ['2026-03-01', '2026-03-01'],
    ['2026-02-01', '2026-02-01'],
  ])('cuts what lasts beyond its first day if it has no end: %s becomes %s', (until, cut) => {
    const before = ada([at('P-1', '2026-01-01', until), at('P-3', '2026-12-01')]);
    expect(periods(changed(bring(before, 'P-2', '2026-03-01', null)))).toEqual([
      ...[`P-1 2026-01-01 ${cut}`, 'P-2 2026-03-01 2026-12-01', 'P-3 2026-12-01'],
    ]);
  });

  it('is refused beside another one of its first day', () => {
    const before = ada([at('P-4', '2026-03-01', '2026-04-01'), at('P-3', '2026-12-01')]);
    expect(refusal(bring(before, 'P-2', '2026-03-01', null))?.reason).toContain('P-4 from 2026-03-01 to 2026-04-01');
  });

  it('ends one that is open if it has an end', () => {
    expect(periods(changed(bring(ada([at('P-1', '2026-01-01')]), 'P-2', '2026-03-01', '2026-06-01')))).toEqual([
      ...['P-1 2026-01-01 2026-03-01', 'P-2 2026-03-01 2026-06-01'],
    ]);
  });

  it('comes before another one of its first day if it ended on that day', () => {
    const [short, long] = [at('P-2', '2026-01-01', '2026-01-01'), at('P-1', '2026-01-01', '2026-03-01')];
    const order = ['P-2 2026-01-01 2026-01-01', 'P-1 2026-01-01 2026-03-01'];
    expect(periods(changed(bring(ada([long]), 'P-2', '2026-01-01', '2026-01-01')))).toEqual(order);
    expect(periods(changed(bring(ada([short]), 'P-1', '2026-01-01', '2026-03-01')))).toEqual(order);
  });
});

describe('R-COMP-4: the day of a departure', () => {
  it('may be the first of the association, and leaves an earlier one as it was', () => {
    const before = ada([at('P-1', '2025-01-01', '2025-06-01'), at('P-1', '2026-05-01')]);
    expect(periods(changed(decideDeparture(before, 'P-1', date('2026-05-01'), date('2026-06-01'))))).toEqual([
      ...['P-1 2025-01-01 2025-06-01', 'P-1 2026-05-01 2026-05-01'],
    ]);
  });
});

describe('R-COMP-4: a departure', () => {
  const leave = (before: Employee | null, leftOn: string, partnerId = 'P-1') =>
    decideDeparture(before, partnerId, date(leftOn), date('2027-06-01'));
  const employee = ada([at('P-1', '2026-01-01')]);

  it('ends the association on its day', () => {
    const outcome = leave(employee, '2027-06-01');
    expect(outcome).toMatchObject({ outcome: 'changed', reason: 'E-1 left P-1 on 2027-06-01' });
    expect(periods(changed(outcome))).toEqual(['P-1 2026-01-01 2027-06-01']);
    expect(leave(changed(outcome), '2027-06-01')).toMatchObject({
      outcome: 'same',
      reason: 'E-1 left P-1 on 2027-06-01',
    });
  });

  it.each<[string, Employee | null, string, string, string]>([
    ['of nobody', null, '2027-05-01', 'P-1', 'nobody of that id is associated with P-1'],
    ['from another partner', employee, '2027-05-01', 'P-2', 'nobody of that id is associated with P-2'],
    ['that lies ahead', employee, '2027-06-02', 'P-1', '2027-06-02 lies after 2027-06-01, the day it is recorded'],
    ['before the beginning', employee, '2025-12-31', 'P-1', 'E-1 is associated with P-1 from 2026-01-01 on'],
    [
      'that was before',
      ada([at('P-1', '2026-01-01', '2027-06-01')]),
      '2027-05-01',
      'P-1',
      'E-1 left P-1 on 2027-06-01 already',
    ],
  ])('%s is refused', (_, before, leftOn, partnerId, reason) => {
    expect(refusal(leave(before, leftOn, partnerId))).toEqual({
      ...{ rule: 'R-COMP-4', reason, inputs: { employeeId: before?.employeeId, leftOn } },
    });
  });

  it('may come before the end that is recorded ahead', () => {
    const ahead = ada([at('P-1', '2026-01-01', '2027-06-02')]);
    expect(periods(changed(leave(ahead, '2027-05-01')))).toEqual(['P-1 2026-01-01 2027-05-01']);
  });
});
