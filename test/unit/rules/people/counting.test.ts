/** How many people count on a day, how an association ended, and which figures are kept (R-COMP-2 to R-COMP-4, R-MRG-6). */
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/domain/core/calendar.ts';
import {
  type Association,
  associationOn,
  countingPeriods,
  type Employee,
  endOf,
  stampAssociations,
} from '../../../../shared/domain/people/employee.ts';
import {
  addUpFigures,
  changesAfter,
  changesOf,
  countPeople,
  emptySkills,
  type Figure,
  figureOn,
  peopleOn,
  withFigure,
} from '../../../../shared/domain/people/skills.ts';
import { date } from '../support.ts';

const at = (partnerId: string, from: string, until: string | null = null): Association => ({
  ...{ partnerId, from: date(from), until: until === null ? null : date(until), began: null, ended: null },
});
const ada = (associations: Association[], ...achievements: [string, string, string?][]): Employee => ({
  ...{ employeeId: 'E-1', name: 'Ada', associations },
  achievements: achievements.map(([certification, completedOn, expiresOn]) => ({
    ...{ certification, completedOn: date(completedOn), expiresOn: expiresOn === undefined ? null : date(expiresOn) },
  })),
});
const periodsOf = (employee: Employee, certification = 'AZ') =>
  countingPeriods(employee, 'P-1', certification).map(({ from, until }) => `${from} ${until ?? ''}`.trim());

describe('R-COMP-2: the association of a day', () => {
  const employee = ada([at('P-1', '2026-01-01', '2026-03-01'), at('P-2', '2026-03-01')]);

  it.each([
    ['2025-12-31', undefined],
    ['2026-01-01', 'P-1'],
    ['2026-02-28', 'P-1'],
    ['2026-03-01', 'P-2'],
    ['2027-01-01', 'P-2'],
  ])('is, on %s, with %s', (day, partnerId) => expect(associationOn(employee, date(day))?.partnerId).toBe(partnerId));

  it('ended by another organisation, by leaving, or not at all', () => {
    const [first, second] = employee.associations as [Association, Association];
    expect([endOf(employee, first), endOf(employee, second)]).toEqual(['severed', null]);
    expect(endOf(ada([first, at('P-2', '2026-03-02')]), first)).toBe('left');
    expect(endOf(ada([first]), first)).toBe('left');
    expect(endOf(ada([first, at('P-2', '2026-03-01'), at('P-1', '2026-03-01')]), first)).toBeNull();
    const [day] = [at('P-1', '2026-03-01', '2026-03-01')];
    expect(endOf(ada([day]), day)).toBe('left');
  });
});

describe('R-COMP-3, R-COMP-4: the periods in which a certification counts', () => {
  it('begin the day after, and end with what ends first', () => {
    expect(periodsOf(ada([at('P-1', '2026-01-01', '2026-06-01')], ['AZ', '2026-01-01', '2026-05-01']))).toEqual([
      '2026-01-02 2026-05-01',
    ]);
    expect(periodsOf(ada([at('P-1', '2026-01-01', '2026-05-01')], ['AZ', '2026-02-01', '2026-06-01']))).toEqual([
      '2026-02-02 2026-05-01',
    ]);
    expect(periodsOf(ada([at('P-1', '2026-01-01', '2026-05-01')], ['AZ', '2026-02-01']))).toEqual([
      '2026-02-02 2026-05-01',
    ]);
    expect(periodsOf(ada([at('P-1', '2026-01-01')], ['AZ', '2026-02-01', '2026-05-01']))).toEqual([
      '2026-02-02 2026-05-01',
    ]);
    expect(periodsOf(ada([at('P-1', '2026-01-01', '2026-01-03')], ['AZ', '2025-02-01']))).toEqual([
      '2026-01-02 2026-01-03',
    ]);
    expect(periodsOf(ada([at('P-1', '2026-01-01', '2026-01-02')], ['AZ', '2025-02-01']))).toEqual([]);
    expect(periodsOf(ada([at('P-2', '2026-01-01')], ['AZ', '2025-02-01']))).toEqual([]);
    expect(periodsOf(ada([at('P-1', '2026-01-01')], ['DP', '2025-02-01']))).toEqual([]);
  });

  it('are the earliest first, and one where they touch or overlap', () => {
    const belonging = [at('P-1', '2020-01-01')];
    expect(periodsOf(ada(belonging, ['AZ', '2026-05-01', '2026-06-01'], ['AZ', '2026-01-01', '2026-02-01']))).toEqual([
      ...['2026-01-02 2026-02-01', '2026-05-02 2026-06-01'],
    ]);
    expect(periodsOf(ada(belonging, ['AZ', '2026-01-01', '2026-02-02'], ['AZ', '2026-02-01', '2026-06-01']))).toEqual([
      '2026-01-02 2026-06-01',
    ]);
    expect(periodsOf(ada(belonging, ['AZ', '2026-01-01', '2026-02-01'], ['AZ', '2026-02-01', '2026-06-01']))).toEqual([
      ...['2026-01-02 2026-02-01', '2026-02-02 2026-06-01'],
    ]);
    expect(periodsOf(ada(belonging, ['AZ', '2026-01-01', '2026-09-01'], ['AZ', '2026-02-01', '2026-06-01']))).toEqual([
      '2026-01-02 2026-09-01',
    ]);
    for (const open of [
      [
        ['AZ', '2026-01-01'],
        ['AZ', '2026-02-01', '2026-06-01'],
      ],
      [
        ['AZ', '2026-01-01', '2026-06-01'],
        ['AZ', '2026-02-01'],
      ],
    ] as [string, string, string?][][])
      expect(periodsOf(ada(belonging, ...open))).toEqual(['2026-01-02']);
  });
});

describe('R-COMP-1: the people who count', () => {
  const employees = [
    ada([at('P-1', '2026-01-01', '2026-06-01')], ['DP', '2025-01-01'], ['AZ', '2025-01-01']),
    ada([at('P-1', '2026-06-01')], ['AZ', '2026-05-31', '2026-09-01']),
    ada([at('P-1', '2026-05-31')], ['AZ', '2026-01-01']),
  ];

  it('are steps by day; where one goes and one comes there is none', () => {
    expect(Object.keys(countPeople('P-1', employees))).toEqual(['AZ', 'DP']);
    expect(countPeople('P-1', employees).AZ).toEqual([
      ...[
        { from: '2026-01-02', people: 1 },
        { from: '2026-06-02', people: 2 },
        { from: '2026-09-01', people: 1 },
      ],
    ]);
    const skills = { ...emptySkills('P-1'), people: countPeople('P-1', employees) };
    expect(
      ['2026-01-01', '2026-01-02', '2026-06-02', '2026-09-01'].map((day) => peopleOn(skills, 'AZ', date(day))),
    ).toEqual([0, 1, 2, 1]);
    expect(peopleOn(skills, 'XX', date('2026-06-02'))).toBe(0);
    expect(emptySkills('P-1')).toMatchObject({ figures: [], dirty: false });
  });

  it('change on days, each once, ascending, figures among them', () => {
    const figure = (measuredOn: string): Figure => ({
      competency: 'C',
      metric: 'revenue',
      value: '1',
      measuredOn: date(measuredOn),
    });
    const skills = { people: countPeople('P-1', employees), figures: [figure('2026-01-01'), figure('2026-06-02')] };
    expect(changesOf(skills)).toEqual(['2026-01-01', '2026-01-02', '2026-06-01', '2026-06-02', '2026-09-01']);
    expect(changesAfter(skills, date('2026-06-01'))).toEqual(['2026-06-02', '2026-09-01']);
  });
});

describe('R-COMP-2: the recording of an association', () => {
  const [first, second] = [
    { on: date('2027-01-01'), runId: 'a' },
    { on: date('2027-02-01'), runId: 'b' },
  ] as never[];

  it('is kept of what was known, and new of what began or ended since', () => {
    const before = stampAssociations(
      null,
      ada([at('P-1', '2026-01-01', '2026-03-01'), at('P-1', '2026-05-01'), at('P-2', '2026-06-01')]),
      first!,
    );
    expect(before.associations.map(({ began, ended }) => [began, ended])).toEqual([
      [first, first],
      [first, null],
      [first, null],
    ]);
    const [ended, open, other] = before.associations as [Association, Association, Association];
    const after = stampAssociations(
      before,
      {
        ...before,
        associations: [
          ended,
          { ...open, until: date('2026-06-01') },
          other,
          at('P-3', '2026-06-01'),
          at('P-1', '2026-06-01'),
        ],
      },
      second!,
    );
    expect(after.associations.map(({ began, ended: end }) => [began, end])).toEqual([
      ...[
        [first, first],
        [first, second],
        [first, null],
        [second, null],
        [second, null],
      ],
    ]);
  });
});

describe('R-COMP-1, R-MRG-6: figures', () => {
  const figure = (value: string, measuredOn: string, fields: Partial<Figure> = {}): Figure => ({
    ...{ competency: 'C', metric: 'revenue', value, measuredOn: date(measuredOn) },
    ...fields,
  });
  const on = (figures: Figure[], day: string) => figureOn({ people: {}, figures }, 'C', 'revenue', date(day));

  it('are those of the day or the latest before it, and 0 where there is none', () => {
    const figures = [
      figure('5', '2026-03-01'),
      figure('9', '2026-02-01', { metric: 'customers' as never }),
      figure('7', '2026-06-01'),
    ];
    expect(['2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01'].map((day) => on(figures, day))).toEqual([
      '0',
      '5',
      '5',
      '7',
    ]);
  });

  it('replace one of the same day, metric and partners only, in the order of their days', () => {
    const [early, late] = [figure('1', '2026-01-01'), figure('3', '2026-03-01')];
    const figures = [early, late];
    expect(withFigure(figures, figure('2', '2026-02-01')).map(({ value }) => value)).toEqual(['1', '2', '3']);
    expect(withFigure(figures, figure('9', '2026-01-01')).map(({ value }) => value)).toEqual(['9', '3']);
    expect(withFigure(figures, figure('9', '2026-01-01', { competency: 'D' }))).toHaveLength(3);
    expect(withFigure(figures, figure('9', '2026-01-01', { partnerIds: ['P-1'] }))).toHaveLength(3);
  });

  it('are kept 36 of a metric, whatever there is of others', () => {
    const many = (count: number, fields: Partial<Figure> = {}) =>
      Array.from({ length: count }, (_, index) =>
        figure(String(index), addDays(date('2026-01-01'), index), fields),
      ).reduce<Figure[]>(withFigure, []);
    expect([many(36), many(37), many(40)].map((figures) => [figures.length, figures[0]?.value])).toEqual([
      [36, '0'],
      [36, '1'],
      [36, '4'],
    ]);
    const both = [...many(36), ...many(36, { competency: 'D' })];
    expect(withFigure(both, figure('x', '2027-01-01'))).toHaveLength(72);
  });

  it('R-MRG-6: one of a former partner replaces what an earlier one says of it, alone or among others', () => {
    const both = figure('10', '2026-01-01', { partnerIds: ['P-1', 'P-2'] });
    const one = figure('4', '2026-02-01', { partnerIds: ['P-1'] });
    const other = figure('3.5', '2026-03-01', { partnerIds: ['P-2'] });
    expect(on([both, one, other], '2026-02-01')).toBe('4');
    expect(on([both, one, other], '2026-03-01')).toBe('7.5');
    expect(on([figure('10', '2026-01-01'), one], '2026-02-01')).toBe('4');
    expect(on([one, other, figure('10', '2026-04-01')], '2026-04-01')).toBe('10');
  });

  it('R-MRG-6: are dropped where 36 later ones follow, and one of them is of the same former partner', () => {
    const days = Array.from({ length: 36 }, (_, index) => addDays(date('2026-01-02'), index));
    const later = (partnerId: string) =>
      days.map((day, index) => figure(String(index), day, { partnerIds: [index === 5 ? partnerId : 'P-2'] }));
    const first = figure('x', '2026-01-01', { partnerIds: ['P-1'] });
    const kept = (partnerId: string) => [first, ...later(partnerId)].reduce<Figure[]>(withFigure, [])[0]?.value;
    expect([kept('P-1'), kept('P-3')]).toEqual(['0', 'x']);
  });

  it('added up say whose they were, and are the same when it is done again', () => {
    const own = {
      partnerId: 'P-2',
      figures: [figure('5', '2026-02-01', { partnerIds: ['P-9'] }), figure('6', '2026-03-01')],
    };
    const other = {
      partnerId: 'P-1',
      figures: [figure('7', '2026-02-01'), figure('8', '2026-04-01', { competency: 'D' })],
    };
    const added = addUpFigures(own, other);
    expect(added.map(({ value, partnerIds }) => [value, partnerIds])).toEqual([
      ...[
        ['5', ['P-9']],
        ['7', ['P-1']],
        ['6', ['P-2', 'P-9']],
        ['8', ['P-1']],
      ],
    ]);
    expect(addUpFigures({ partnerId: 'P-2', figures: added }, other)).toEqual(added);
    expect(on(added, '2026-03-01')).toBe('13');
  });
});
