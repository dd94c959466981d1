/** Why a renewal has come to be at risk, in words and out of which records (R-COMP-5). */
import { describe, expect, it } from 'vitest';
import { emptySkills, type Figure } from '../../../../../shared/domain/people/skills.ts';
import { kpiCause } from '../../../../../shared/domain/renewal/causes/kpi-cause.ts';
import { causeText, type RiskCause } from '../../../../../shared/domain/renewal/causes/risk-cause.ts';
import { skillCauses } from '../../../../../shared/domain/renewal/causes/skill-causes.ts';
import { date, membership } from '../../support.ts';
import { holder, PLAIN_GOLD } from '../risk-support.ts';

const ON = date('2027-03-10');
const person = { employeeId: 'E-1', name: 'Ada', certifications: ['AZ-400', 'AZ-305'] };

describe('R-COMP-5: a cause in words', () => {
  it.each<[RiskCause, string]>([
    [{ on: ON, code: 'left', ...person }, 'E-1 left on 2027-03-10'],
    [{ on: ON, code: 'severed', ...person }, 'E-1 was associated with another organisation on 2027-03-10'],
    [{ on: ON, code: 'expired', ...person }, 'AZ-400, AZ-305 of E-1 expired on 2027-03-10'],
    [
      { on: ON, code: 'figure', metric: 'revenue', before: null, after: '5' },
      'revenue was measured as 5 on 2027-03-10',
    ],
    [{ on: ON, code: 'figure', metric: 'revenue', before: '9', after: '5' }, 'revenue fell from 9 to 5 on 2027-03-10'],
    [{ on: ON, code: 'mct', before: 4, after: 3 }, 'the MCTs fell from 4 to 3 on 2027-03-10'],
    [{ on: ON, code: 'kpi-decided' }, 'the KPI were decided on 2027-03-10'],
    [{ on: ON, code: 'corrected', lines: ['I-1 1', 'I-1 2'], more: 0 }, 'I-1 1, I-1 2 was corrected on 2027-03-10'],
    [
      { on: ON, code: 'credited', lines: ['I-1 1'], more: 2 },
      'credit notes were recorded (I-1 1 and 2 more) on 2027-03-10',
    ],
  ])('%j', (cause, text) => expect(causeText(cause)).toBe(text));
});

describe('R-KPI-12: the change that made the KPI too few', () => {
  const shortfall = { code: 'kpi', have: '28', need: '30', from: '2026-07', to: '2027-06' } as never;
  const revision = (on: string, months: [string, string, string][], fields: object = {}) => ({
    ...{
      on: date(on),
      runId: on,
      how: 'corrected',
      more: 0,
      lines: [{ name: `line of ${on}`, documentType: 'invoice' }],
    },
    months: months.map(([month, before, after]) => ({ month, before, after })),
    ...fields,
  });
  const report = (to: string, publishedOn: string, ...kept: ReturnType<typeof revision>[]) =>
    ({ to, publishedOn: date(publishedOn), revisions: { kept, forgotten: 0 } }) as never;
  const cause = (reports: never[], wasDecided = true) => kpiCause(shortfall, { kpiReports: reports }, wasDecided);

  it('is the change before which they sufficed, the latest first', () => {
    const [first, second] = [
      revision('2027-08-01', [['2027-01', '10', '7']]),
      revision('2027-08-05', [['2027-02', '5', '4']]),
    ];
    expect(cause([report('2027-06', '2027-07-15', first, second)])).toEqual({
      ...{ on: '2027-08-01', code: 'corrected', lines: ['line of 2027-08-01'], more: 0 },
    });
    const enough = revision('2027-08-05', [['2027-02', '6', '4']]);
    expect(cause([report('2027-06', '2027-07-15', first, enough)])).toMatchObject({ on: '2027-08-05' });
    const later = report('2027-07', '2027-08-15', enough);
    expect(cause([later, report('2027-06', '2027-07-15', first)])).toMatchObject({ on: '2027-08-05' });
    expect(cause([report('2027-06', '2027-07-15', first), later])).toMatchObject({ on: '2027-08-05' });
  });

  it.each([
    ['2026-06', false],
    ['2026-07', true],
    ['2027-06', true],
    ['2027-07', false],
  ])('counts a change of the month %s: %s', (month, counts) => {
    expect(cause([report('2027-06', '2027-07-15', revision('2027-08-01', [[month, '5', '2']]))]) !== null).toBe(counts);
  });

  it('is told of credit notes by their lines alone', () => {
    const lines = [
      { name: 'I-1 1', documentType: 'invoice' },
      { name: 'C-1 1', documentType: 'credit-note' },
    ];
    const credited = revision('2027-08-01', [['2027-01', '10', '5']], { how: 'imported', lines, more: 3 });
    expect(cause([report('2027-06', '2027-07-15', credited)])).toEqual({
      ...{ on: '2027-08-01', code: 'credited', lines: ['C-1 1'], more: 3 },
    });
  });

  it('is else the refresh that decided, unless they were decided before; reports of earlier months do not count', () => {
    const [decided, early] = [report('2027-06', '2027-07-15'), report('2027-05', '2027-06-15')];
    expect(cause([report('2027-07', '2027-08-15'), early, decided], false)).toEqual({
      on: '2027-07-15',
      code: 'kpi-decided',
    });
    expect(cause([decided], true)).toBeNull();
    expect(cause([early], false)).toBeNull();
  });
});

describe('R-COMP-2, R-COMP-4: changes in skills on a day', () => {
  const exams = { code: 'exams', have: 0, need: 1, certification: 'AZ-400' } as const;
  const performance = { code: 'performance', have: '5', need: '9', metric: 'revenue' } as const;
  const figure = (value: string, measuredOn: string, fields: Partial<Figure> = {}): Figure => ({
    ...{ competency: 'DevOps', metric: 'revenue', value, measuredOn: date(measuredOn) },
    ...fields,
  });
  const causes = (given: { shortfalls?: never[]; employees?: ReturnType<typeof holder>[]; figures?: Figure[] }) => {
    const { shortfalls = [exams, performance], employees = [], figures = [] } = given;
    const skills = { ...emptySkills('P-1'), figures };
    return skillCauses({ membership: membership({ terms: PLAIN_GOLD }), skills }, shortfalls as never, employees, ON);
  };

  it('is who left on it, with the certifications that are missed', () => {
    const left = holder('E-1', '2027-03-10');
    expect(causes({ employees: [left, holder('E-2', '2027-03-09'), holder('E-3')] })).toEqual([
      { on: ON, code: 'left', employeeId: 'E-1', name: '', certifications: ['AZ-400'] },
    ]);
    expect(causes({ employees: [left], shortfalls: [performance as never] })).toEqual([]);
    expect(causes({ employees: [left], shortfalls: [{ ...exams, certification: 'AZ-305' } as never] })).toEqual([]);
  });

  it('is who has a certification that expired on it, while belonging to the partner', () => {
    const [association] = holder('E-1').associations;
    const expiring = {
      ...holder('E-1'),
      achievements: [{ certification: 'AZ-400', completedOn: date('2026-01-01'), expiresOn: ON }],
      associations: [{ ...association!, partnerId: 'P-9', from: date('2025-01-01'), until: ON }, association!],
    };
    expect(causes({ employees: [expiring] })).toMatchObject([{ code: 'expired', employeeId: 'E-1' }]);
  });

  it('is a figure that is lower than the day before, or the first', () => {
    const cause = { on: ON, code: 'figure', metric: 'revenue' };
    expect(causes({ figures: [figure('5', '2027-03-10')] })).toEqual([{ ...cause, before: null, after: '5' }]);
    expect(causes({ figures: [figure('9', '2027-03-01'), figure('5', '2027-03-10')] })).toEqual([
      { ...cause, before: '9', after: '5' },
    ]);
    for (const value of ['9', '10'])
      expect(causes({ figures: [figure('9', '2027-03-01'), figure(value, '2027-03-10')] })).toEqual([]);
    expect(causes({ figures: [figure('9', '2027-03-01'), figure('5', '2027-03-11')] })).toEqual([]);
  });

  it('is no figure of another metric or competency', () => {
    const elsewhere = [
      figure('9', '2027-03-01', { competency: 'AI' }),
      figure('5', '2027-03-10', { competency: 'AI' }),
    ];
    expect(causes({ figures: elsewhere })).toEqual([]);
    const other = [
      figure('9', '2027-03-01', { metric: 'customers' as never }),
      figure('5', '2027-03-10', { metric: 'customers' as never }),
    ];
    expect(causes({ figures: other })).toEqual([]);
    expect(causes({ figures: [...elsewhere, ...other, figure('5', '2027-03-10')] })).toEqual([
      { on: ON, code: 'figure', metric: 'revenue', before: null, after: '5' },
    ]);
    expect(causes({ figures: [figure('5', '2027-03-10')], shortfalls: [exams as never] })).toEqual([]);
  });
});
