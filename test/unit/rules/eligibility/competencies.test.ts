import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CivilDate } from '../../../../shared/domain/core/calendar.ts';
import { pathShortfalls } from '../../../../shared/domain/eligibility/paths.ts';
import { shortfallsText, smallestFix } from '../../../../shared/domain/offers/shortfall.ts';
import { decideAchievement } from '../../../../shared/domain/people/achievement.ts';
import {
  decideAssociation,
  decideDeparture,
  decideImportedAssociation,
} from '../../../../shared/domain/people/association.ts';
import { type Association, countingPeriods, type Employee } from '../../../../shared/domain/people/employee.ts';
import {
  changesAfter,
  countPeople,
  emptySkills,
  figureOn,
  peopleOn,
  withFigure,
} from '../../../../shared/domain/people/skills.ts';
import { date } from '../support.ts';

const at = (partnerId: string, from: string, until: string | null = null): Association => ({
  partnerId,
  from: date(from),
  until: until === null ? null : date(until),
  began: null,
  ended: null,
});

const employee = (associations: Association[], ...achievements: [string, string, string?][]): Employee => ({
  employeeId: 'E-1',
  name: 'Ada',
  associations,
  achievements: achievements.map(([certification, completedOn, expiresOn]) => ({
    certification,
    completedOn: date(completedOn),
    expiresOn: expiresOn === undefined ? null : date(expiresOn),
  })),
});

const people = (employees: Employee[], on: string, partnerId = 'P-1') =>
  peopleOn({ people: countPeople(partnerId, employees), figures: [] }, 'AZ-400', date(on));

describe('R-COMP-3: an achievement counts a full day after the association or the completion, whichever is later', () => {
  it.each([
    ['2027-03-01', '2027-03-10', '2027-03-10', '2027-03-11'],
    ['2027-03-10', '2027-03-01', '2027-03-10', '2027-03-11'],
    ['2028-02-28', '2028-02-01', '2028-02-28', '2028-02-29'],
    ['2027-02-28', '2027-02-28', '2027-02-28', '2027-03-01'],
  ])('associated %s, completed %s: does not count on %s, but on %s', (associatedOn, completedOn, before, from) => {
    const ada = employee([at('P-1', associatedOn)], ['AZ-400', completedOn]);
    expect([people([ada], before), people([ada], from)]).toEqual([0, 1]);
  });
});

describe('R-COMP-4: an achievement', () => {
  it('counts until the day on which the employee leaves', () => {
    const ada = employee([at('P-1', '2027-01-01', '2027-06-30')], ['AZ-400', '2026-01-01']);
    expect([people([ada], '2027-06-29'), people([ada], '2027-06-30')]).toEqual([1, 0]);
  });

  it('counts until the day on which it expires', () => {
    const ada = employee([at('P-1', '2027-01-01')], ['AZ-400', '2026-03-01', '2028-02-29']);
    expect([people([ada], '2028-02-28'), people([ada], '2028-02-29')]).toEqual([1, 0]);
  });

  it('never counts if it would begin after its end', () => {
    const ada = employee([at('P-1', '2027-01-01', '2027-01-02')], ['AZ-400', '2026-01-01']);
    expect(countingPeriods(ada, 'P-1', 'AZ-400')).toEqual([]);
  });

  it('counts until both have expired if an employee holds it twice: a person counts once', () => {
    const ada = employee([at('P-1', '2026-01-01')], ['AZ-400', '2026-03-01', '2027-03-01'], ['AZ-400', '2027-02-01']);
    expect(['2027-02-28', '2027-03-01', '2029-01-01'].map((on) => people([ada], on))).toEqual([1, 1, 1]);
  });
});

describe('R-COMP-2: an association', () => {
  const bo = decideAssociation(
    employee([at('P-1', '2026-01-01')], ['AZ-400', '2025-01-01']),
    { employeeId: 'E-1', name: '', partnerId: 'P-2', from: date('2027-05-10') },
    date('2027-05-10'),
  );

  it('ends the earlier one on its own day, and counts a day later', () => {
    if (bo.outcome !== 'changed') throw new Error(bo.outcome);
    expect(bo.severed).toBe('P-1');
    expect(['2027-05-09', '2027-05-10'].map((on) => people([bo.employee], on, 'P-1'))).toEqual([1, 0]);
    expect(['2027-05-10', '2027-05-11'].map((on) => people([bo.employee], on, 'P-2'))).toEqual([0, 1]);
  });

  it('is refused before the beginning of the earlier one, and after the day of the command', () => {
    const ada = employee([at('P-1', '2026-01-01')]);
    const join = (from: string) =>
      decideAssociation(ada, { employeeId: 'E-1', name: '', partnerId: 'P-2', from: date(from) }, date('2027-01-01'));
    expect(join('2025-12-31')).toMatchObject({ outcome: 'refused', refusal: { rule: 'R-COMP-2' } });
    expect(join('2027-01-02')).toMatchObject({ outcome: 'refused', refusal: { rule: 'R-COMP-2' } });
    expect(join('2026-01-01').outcome).toBe('changed');
  });

  it('ends now instead of later if a new association or a departure says so', () => {
    const ada = employee([at('P-1', '2026-01-01', '2027-03-01')], ['AZ-400', '2025-01-01']);
    const today = date('2027-01-10');
    const joined = decideAssociation(ada, { employeeId: 'E-1', name: '', partnerId: 'P-2', from: today }, today);
    if (joined.outcome !== 'changed') throw new Error(joined.outcome);
    expect(joined.employee.associations.map(({ from, until }) => [from, until])).toEqual([
      ['2026-01-01', '2027-01-10'],
      ['2027-01-10', null],
    ]);
    const left = decideDeparture(ada, 'P-1', today, today);
    if (left.outcome !== 'changed') throw new Error(left.outcome);
    expect(['2027-01-09', '2027-01-10'].map((on) => people([left.employee], on))).toEqual([1, 0]);
  });

  it('is unchanged if the same partner is named again', () => {
    const ada = employee([at('P-1', '2026-01-01')]);
    const again = { employeeId: 'E-1', name: '', partnerId: 'P-1', from: date('2026-05-01') };
    expect(decideAssociation(ada, again, date('2027-01-01')).outcome).toBe('same');
  });

  it('is required for a departure and for an achievement', () => {
    const ada = employee([at('P-1', '2026-01-01')]);
    const achieved = { certification: 'AZ-400', completedOn: date('2026-05-01'), expiresOn: null };
    const today = date('2027-01-01');
    expect(decideDeparture(ada, 'P-2', today, today)).toMatchObject({ refusal: { rule: 'R-COMP-4' } });
    expect(decideDeparture(null, 'P-1', today, today)).toMatchObject({ refusal: { rule: 'R-COMP-4' } });
    expect(decideAchievement(ada, 'P-2', achieved, today)).toMatchObject({ refusal: { rule: 'R-COMP-2' } });
    expect(decideAchievement(ada, 'P-1', achieved, today).outcome).toBe('changed');
    const left = decideDeparture(ada, 'P-1', today, today);
    if (left.outcome !== 'changed') throw new Error(left.outcome);
    expect(decideDeparture(left.employee, 'P-1', today, today).outcome).toBe('same');
    expect(decideDeparture(left.employee, 'P-1', date('2026-12-31'), today).outcome).toBe('refused');
    expect(decideAchievement(left.employee, 'P-1', achieved, today).outcome).toBe('refused');
  });

  it('ends on the day it began if a later row says that another partner had the employee from that day on', () => {
    const row = (partnerId: string, from: string) => ({ employeeId: 'E-1', name: '', partnerId, from: date(from) });
    let known: Employee | null = null;
    for (const joining of [row('P-2', '2027-01-01'), row('P-1', '2027-01-02'), row('P-1', '2027-01-01')]) {
      const outcome = decideImportedAssociation(known, joining, null);
      if (outcome.outcome === 'changed') known = outcome.employee;
    }
    expect(known?.associations).toMatchObject([
      { partnerId: 'P-2', from: '2027-01-01', until: '2027-01-01' },
      { partnerId: 'P-1', from: '2027-01-01', until: null },
    ]);
  });

  it('is with one partner at a time for rows in any order, and a repeated row changes nothing', () => {
    const row = fc.record({
      partnerId: fc.constantFrom('P-1', 'P-2', 'P-3'),
      from: fc.nat(40).map((days) => addDays(date('2027-01-01'), days)),
      length: fc.option(fc.nat(15), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        let known: Employee | null = null;
        for (const { partnerId, from, length } of rows) {
          const leftOn: CivilDate | null = length === null ? null : addDays(from, length);
          const joining = { employeeId: 'E-1', name: '', partnerId, from };
          const outcome = decideImportedAssociation(known, joining, leftOn);
          if (outcome.outcome !== 'changed') continue;
          known = outcome.employee;
          expect(decideImportedAssociation(known, joining, leftOn).outcome).toBe('same');
        }
        const all = known?.associations ?? [];
        for (const [index, { from, until }] of all.entries()) {
          const next = all[index + 1];
          expect(until === null || from <= until).toBe(true);
          if (next !== undefined) expect(until !== null && until <= next.from).toBe(true);
        }
      }),
    );
  });
});

describe('R-COMP-1: a level', () => {
  const paths = [
    {
      skills: [
        { certification: 'AZ-400', people: 2 },
        { certification: 'AZ-104', people: 1 },
      ],
      performance: [],
    },
    { skills: [], performance: [{ metric: 'revenue' as const, value: '1000.5' }] },
  ];
  const skillsOf = (...employees: Employee[]) => ({ ...emptySkills('P-1'), people: countPeople('P-1', employees) });
  const holder = (employeeId: string, ...certifications: string[]): Employee => ({
    ...employee([at('P-1', '2026-01-01')], ...certifications.map((name): [string, string] => [name, '2026-01-01'])),
    employeeId,
  });
  const on = date('2027-01-01');

  it('is attained by the number of people with each certification; one person may hold several', () => {
    const skills = skillsOf(holder('E-1', 'AZ-400', 'AZ-104'), holder('E-2', 'AZ-400'));
    expect(pathShortfalls(paths, 'DevOps', skills, on)).toEqual([]);
    expect(pathShortfalls(paths, 'DevOps', skillsOf(holder('E-1', 'AZ-400', 'AZ-104')), on)).toEqual([
      {
        code: 'paths',
        paths: [
          [{ code: 'exams', certification: 'AZ-400', have: 1, need: 2 }],
          [{ code: 'performance', metric: 'revenue', have: '0', need: '1000.5' }],
        ],
      },
    ]);
  });

  it('R-COMP-5: lacks every path that would do, in words too; the smallest fix is the first of them', () => {
    const found = pathShortfalls(paths, 'DevOps', skillsOf(holder('E-1', 'AZ-104')), on);
    expect(shortfallsText([{ code: 'mct', have: 0, need: 1 }, ...found])).toBe(
      '0 of 1 MCT; 0 of 2 people with AZ-400, or revenue 0 of 1000.5',
    );
    expect(smallestFix(found)).toEqual([{ code: 'exams', certification: 'AZ-400', have: 0, need: 2 }]);
    const [path] = paths;
    expect(pathShortfalls([path!], 'DevOps', skillsOf(), on)).toMatchObject([{ need: 2 }, { need: 1 }]);
    expect(pathShortfalls([], 'DevOps', skillsOf(), on)).toEqual([]);
  });

  it.each([
    ['1000.50', 0],
    ['1000.49', 1],
  ])('is attained by figures: %s against 1000.5 lacks %i goal', (value, lacking) => {
    const figures = withFigure([], { competency: 'DevOps', metric: 'revenue', value, measuredOn: on });
    const found = pathShortfalls(paths, 'DevOps', { ...emptySkills('P-1'), figures }, on);
    expect(found).toHaveLength(lacking);
    // Of another competency they say nothing: the people of the path that was begun are named.
    expect(smallestFix(pathShortfalls(paths, 'Security', { ...emptySkills('P-1'), figures }, on))).toHaveLength(2);
  });

  it('is attained by the latest figure of the day', () => {
    const measured = (value: string, day: string) =>
      ({ competency: 'DevOps', metric: 'revenue', value, measuredOn: date(day) }) as const;
    const figures = [measured('5', '2027-01-01'), measured('7', '2027-02-01'), measured('6', '2027-02-01')].reduce(
      withFigure,
      [],
    );
    const value = (day: string) => figureOn({ people: {}, figures }, 'DevOps', 'revenue', date(day));
    expect(['2026-12-31', '2027-01-31', '2027-02-01'].map(value)).toEqual(['0', '5', '6']);
  });

  it('has known days on which it can change', () => {
    const ada = employee([at('P-1', '2027-01-01', '2027-06-30')], ['AZ-400', '2027-03-01', '2027-05-01']);
    const skills = { ...skillsOf(ada), figures: [] };
    expect(changesAfter(skills, date('2027-01-01'))).toEqual(['2027-03-02', '2027-05-01']);
    expect(changesAfter(skills, date('2027-03-02'))).toEqual(['2027-05-01']);
  });
});
