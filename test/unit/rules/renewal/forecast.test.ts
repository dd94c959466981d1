import { describe, expect, it } from 'vitest';
import { addMonths, type CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import type { Employee } from '../../../../shared/domain/people/employee.ts';
import { countPeople, emptySkills } from '../../../../shared/domain/people/skills.ts';
import { forecastOf } from '../../../../shared/domain/renewal/forecast.ts';
import type { RenewalFacts } from '../../../../shared/domain/renewal/renewal-facts.ts';
import { config, date, facts, GOLD_LEARNING, kpi, membership } from '../support.ts';

// Anniversary 2027-09-01, window 2027-09-02 … 2027-10-01; KPI of 2026-09 … 2027-08, decided on 2027-09-15.
const requirement = (fields: object) =>
  config({
    programYears: [
      { from: '2027-07-01', to: '2028-06-30', requirements: [{ competency: 'DevOps', level: 'gold', ...fields }] },
    ],
  });
const PEOPLE = requirement({ paths: [{ skills: [{ certification: 'AZ-400', people: 1 }] }] });
const KPI = requirement({ learningOption: true, kpi: '60' });

const holder = (completedOn: string, expiresOn: string | null): Employee => ({
  employeeId: `E-${completedOn}`,
  name: '',
  associations: [{ partnerId: 'P-1', from: date('2020-01-01'), until: null, began: null, ended: null }],
  achievements: [
    { certification: 'AZ-400', completedOn: date(completedOn), expiresOn: expiresOn === null ? null : date(expiresOn) },
  ],
});

const forecast = (asOf: string, fields: Partial<RenewalFacts>) =>
  forecastOf(
    facts({
      membership: membership({ terms: { ...GOLD_LEARNING, learningOption: false } }),
      config: PEOPLE,
      ...fields,
    }),
    date(asOf),
  );
const withPeople = (asOf: string, ...employees: Employee[]) =>
  forecast(asOf, { skills: { ...emptySkills('P-1'), people: countPeople('P-1', employees) } });

describe('a forecast of people', () => {
  const missing = [{ code: 'exams', certification: 'AZ-400', have: 0, need: 1 }];

  it('is none if nothing expires before the window is over (2027-10-01)', () => {
    expect(withPeople('2027-03-01', holder('2026-01-01', '2027-10-02'))).toBeNull();
    expect(withPeople('2027-03-01', holder('2026-01-01', null))).toBeNull();
  });

  it('names the day on which an achievement expires, and how to prevent the loss', () => {
    expect(withPeople('2027-03-01', holder('2026-01-01', '2027-05-01'))).toEqual({
      anniversary: '2027-09-01',
      windowCloses: '2027-10-01',
      riskOn: '2027-05-01',
      lacks: missing,
      because: 'achievements',
    });
    expect(withPeople('2027-03-01', holder('2026-01-01', '2027-10-01'))?.riskOn).toBe('2027-10-01');
  });

  it('is none if another employee counts by the time the renewal opens', () => {
    expect(withPeople('2027-03-01', holder('2026-01-01', '2027-05-01'), holder('2027-08-31', null))).toBeNull();
    // From 2027-09-03 on, a day after the window opens: on its first day nobody counts.
    expect(withPeople('2027-03-01', holder('2026-01-01', '2027-05-01'), holder('2027-09-02', null))?.riskOn).toBe(
      '2027-05-01',
    );
  });

  it('says what is missing already, and since when', () => {
    expect(withPeople('2027-03-01')).toMatchObject({ riskOn: '2027-03-01', because: 'now', lacks: missing });
  });
});

describe('a forecast of people, day by day', () => {
  it('begins with the loss that lasts until the window opens, whatever comes later', () => {
    const later = holder('2027-09-10', '2027-09-20');
    expect(withPeople('2027-03-01', holder('2026-01-01', '2027-05-01'), later)?.riskOn).toBe('2027-05-01');
  });

  it('looks at the days to come only', () => {
    // Counts from 2027-09-05 on: nobody did on the first day of the window.
    expect(withPeople('2027-09-10', holder('2027-09-04', null))).toBeNull();
  });
});

describe('a forecast of KPI, month by month', () => {
  /** The same sum in each of the twelve months through `through`. */
  const trend = (perMonth: number, through: string) => {
    const months = Array.from({ length: 12 }, (_, index) => addMonths(through as CivilMonth, -index));
    return kpi({
      months: Object.fromEntries(months.map((month) => [month, { kpi: String(perMonth), revenue: {} }])),
      publishedThrough: through as CivilMonth,
      refreshOn: date('2027-10-15'),
    });
  };
  const gold = membership({ terms: GOLD_LEARNING });
  const ofTrend = (perMonth: number, through: string, asOf: string, fields: Partial<RenewalFacts> = {}) =>
    forecast(asOf, { membership: gold, config: KPI, kpi: trend(perMonth, through), ...fields });

  it.each([
    ['2026-07', '2026-08-20'],
    ['2026-08', '2026-09-20'],
    ['2026-09', '2026-10-20'],
    ['2027-07', '2027-08-20'],
  ])('R-KPI-7: has the twelve months of the renewal, published through %s', (through, asOf) => {
    expect(ofTrend(5, through, asOf)).toBeNull();
    expect(ofTrend(4, through, asOf)?.lacks).toMatchObject([{ code: 'kpi', have: '48', need: '60' }]);
  });

  it('is at risk from today on if the refresh that decides is overdue', () => {
    expect(ofTrend(4, '2027-07', '2027-09-14')?.riskOn).toBe('2027-09-15');
    expect(ofTrend(4, '2027-07', '2027-09-20')?.riskOn).toBe('2027-09-20');
  });

  it('is the earliest of several risks', () => {
    const paths = [{ skills: [{ certification: 'AZ-400', people: 1 }] }];
    const both = requirement({ learningOption: true, kpi: '60', paths });
    // Expires within the window, after the refresh of 2027-09-15 that decides KPI.
    const skills = { ...emptySkills('P-1'), people: countPeople('P-1', [holder('2026-01-01', '2027-09-20')]) };
    expect(ofTrend(4, '2027-02', '2027-03-20', { config: both, skills })).toMatchObject({
      ...{ riskOn: '2027-09-15', because: 'kpi-trend' },
    });
    expect(ofTrend(6, '2027-02', '2027-03-20', { config: both, skills })).toMatchObject({
      ...{ riskOn: '2027-09-20', because: 'achievements' },
    });
  });

  it('R-EXT-1: is none where an extension waives the requirements', () => {
    const [from, to] = [date('2027-09-01'), date('2027-09-01')];
    const waived = { id: 'x', anniversaryFrom: from, anniversaryTo: to, exceptCompetencies: [] };
    const extensions = [{ ...waived, offers: ['competency' as const] }];
    expect(ofTrend(4, '2027-02', '2027-03-20', { config: { ...KPI, extensions } })).toBeNull();
  });
});

describe('a forecast of KPI from the last twelve months', () => {
  const ledger = (perMonth: number, through: string) => {
    const months = ['2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02'].filter((m) => m <= through);
    const sums = months.map((month) => [month, { kpi: String(perMonth), revenue: {} }]);
    return kpi({
      months: Object.fromEntries(sums),
      publishedThrough: through as CivilMonth,
      refreshOn: date('2027-03-15'),
    });
  };
  const ofKpi = (perMonth: number) =>
    forecast('2027-03-01', {
      membership: membership({ terms: GOLD_LEARNING }),
      config: KPI,
      kpi: ledger(perMonth, '2027-02'),
    });

  // Six months of x are 6x, and a trend of 6x/12 for each of the six to come: 9x in all.
  it('is no risk from 60 on; below, it names the day that decides and the shortfall', () => {
    expect(ofKpi(7)).toBeNull();
    expect(ofKpi(6)).toMatchObject({
      riskOn: '2027-09-15',
      because: 'kpi-trend',
      lacks: [{ code: 'kpi', have: '54', need: '60', from: '2026-09', to: '2027-08' }],
    });
  });

  it('is none before anything is published, and after the decision', () => {
    const none = { membership: membership({ terms: GOLD_LEARNING }), config: KPI };
    expect(forecast('2027-03-01', none)).toBeNull();
    const decided = { ...none, kpi: { ...ledger(20, '2027-02'), publishedThrough: '2027-08' as CivilMonth } };
    expect(forecast('2027-09-20', decided)).toBeNull();
  });
});

describe('a forecast', () => {
  it('is none for a membership that has ended, for an Action Pack, and under an extension', () => {
    expect(forecast('2027-10-01', {})).not.toBeNull();
    expect(forecast('2027-10-02', {})).toBeNull();
    expect(forecast('2027-03-01', { membership: membership() })).toBeNull();
    const extensions = [
      { id: 'x', anniversaryFrom: '2027-09-01', anniversaryTo: '2027-09-01', offers: ['competency' as const] },
    ];
    expect(
      forecast('2027-03-01', {
        config: {
          ...PEOPLE,
          extensions: extensions.map((e) => ({
            ...e,
            exceptCompetencies: [],
            anniversaryFrom: date(e.anniversaryFrom),
            anniversaryTo: date(e.anniversaryTo),
          })),
        },
      }),
    ).toBeNull();
  });
});
