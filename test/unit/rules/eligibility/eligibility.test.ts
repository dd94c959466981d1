import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import { eligibilityOf, fallbackFor } from '../../../../shared/domain/eligibility/eligibility.ts';
import type { KpiLedger } from '../../../../shared/domain/kpi/kpi.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import { termsName } from '../../../../shared/domain/offers/terms.ts';
import { emptySkills } from '../../../../shared/domain/people/skills.ts';
import { ACTION_PACK, config, date, GOLD_LEARNING, kpi, LAP, partner, SILVER_LEARNING } from '../support.ts';

const AD = date('2027-09-01');
const skills = emptySkills('P-1');
const published = (value: string, through = '2027-08'): KpiLedger =>
  kpi({ months: { ['2027-03' as CivilMonth]: { kpi: value, revenue: {} } }, publishedThrough: through as CivilMonth });
const judge = (terms: Terms, ledger: KpiLedger, mctCount = 4, fields: Record<string, unknown> = {}) =>
  eligibilityOf(terms, AD, { partner: partner({ mctCount }), kpi: ledger, skills, config: config(fields) }, AD);

describe('R-REN-3: eligibility', () => {
  it('is met without requirements for an Action Pack', () =>
    expect(judge(ACTION_PACK, kpi(), 0)).toEqual({ state: 'met' }));

  it.each([
    [0, 'not-met'],
    [1, 'met'],
  ])('R-MEM-2: is, for a LAP with %i MCT, %s, without KPI', (mct, state) => {
    expect(judge(LAP, kpi(), mct).state).toBe(state);
  });

  it.each([
    ['30', 'met'],
    ['30.0', 'met'],
    ['29.99', 'not-met'],
  ])('R-KPI-7: is, for gold with KPI %s against 30, %s', (value, state) => {
    expect(judge(GOLD_LEARNING, published(value)).state).toBe(state);
  });

  it('R-KPI-8: is pending until the last month is published, whatever else is missing', () => {
    expect(judge(GOLD_LEARNING, published('99', '2027-07'), 0)).toEqual({
      state: 'pending',
      decidesOn: '2027-09-15',
      shortfalls: [{ code: 'mct', have: 0, need: 4 }],
    });
    expect(judge(GOLD_LEARNING, kpi()).state).toBe('pending');
  });

  it('R-KPI-8: counts a published month without lines as 0', () => {
    const ledger = kpi({ publishedThrough: '2027-08' as CivilMonth });
    expect(judge(GOLD_LEARNING, ledger)).toEqual({
      state: 'not-met',
      shortfalls: [{ code: 'kpi', have: '0', need: '30', from: '2026-09', to: '2027-08' }],
    });
  });

  it('R-REN-3: names each shortfall', () => {
    expect(judge(GOLD_LEARNING, published('12.5'), 3)).toEqual({
      state: 'not-met',
      shortfalls: [
        { code: 'kpi', have: '12.5', need: '30', from: '2026-09', to: '2027-08' },
        { code: 'mct', have: 3, need: 4 },
      ],
    });
  });

  it('R-KPI-6: is decided by the program year that holds the AD', () => {
    const requirement = { competency: 'DevOps', level: 'gold', learningOption: true };
    const programYears = [
      { from: '2026-09-02', to: '2027-09-01', requirements: [{ ...requirement, kpi: '5' }] },
      { from: '2027-09-02', to: '2028-09-01', requirements: [{ ...requirement, kpi: '99' }] },
    ];
    const ledger = published('50', '2028-01');
    expect(judge(GOLD_LEARNING, ledger, 0, { programYears }).state).toBe('met');
    const evidence = { partner: partner(), skills, kpi: ledger, config: config({ programYears }) };
    expect(eligibilityOf(GOLD_LEARNING, date('2027-09-02'), evidence, AD).state).toBe('not-met');
  });

  it('is undecidable if the configuration has no requirement, and names what is missing', () => {
    const unknown = judge({ ...GOLD_LEARNING, competency: 'Data Analytics' }, published('99'));
    expect(unknown.state).toBe('undecidable');
    expect(unknown).toMatchObject({ missing: expect.stringContaining('Data Analytics gold, with Learning option') });
  });
});

describe('R-EXT-1: an extension', () => {
  const extensions = [
    {
      id: '2021-h1',
      anniversaryFrom: '2021-01-01',
      anniversaryTo: '2021-06-30',
      offers: ['competency', 'advanced-specialization'],
      exceptCompetencies: ['Cloud Business Applications'],
    },
  ];
  const at = (ad: string, terms: Terms) =>
    eligibilityOf(
      terms,
      date(ad),
      { partner: partner({ mctCount: 0 }), kpi: kpi(), skills, config: config({ extensions }) },
      date(ad),
    );

  it.each([
    ['2020-12-31', 'pending'],
    ['2021-01-01', 'waived'],
    ['2021-06-30', 'waived'],
    ['2021-07-01', 'pending'],
  ])('applies by the AD: %s is %s', (ad, state) => expect(at(ad, GOLD_LEARNING).state).toBe(state));

  it('does not apply to an excepted competency, nor to another offer', () => {
    expect(at('2021-03-01', { ...GOLD_LEARNING, competency: 'Cloud Business Applications' }).state).toBe('undecidable');
    expect(at('2021-03-01', LAP).state).toBe('not-met');
  });

  it('applies to an advanced specialization', () => {
    const terms: Terms = {
      offer: 'advanced-specialization',
      competency: 'Kubernetes',
      level: null,
      learningOption: false,
    };
    expect(at('2021-03-01', terms)).toEqual({ state: 'waived', extension: '2021-h1' });
  });
});

describe('R-MEM-4: the highest level that is met', () => {
  const fallback = (terms: Terms, value: string, mctCount: number) =>
    fallbackFor(terms, AD, { partner: partner({ mctCount }), kpi: published(value), skills, config: config() }, AD);

  it.each([
    ['silver, where its KPI and MCT are met', '10', 2, SILVER_LEARNING],
    ['LAP, where silver lacks KPI', '9.99', 2, LAP],
    ['LAP, where silver lacks MCTs', '10', 1, LAP],
    ['none without an MCT', '10', 0, null],
  ])('is, below gold, %s', (_, value, mct, terms) => expect(fallback(GOLD_LEARNING, value, mct)).toEqual(terms));

  it('is, below silver, LAP', () => expect(fallback(SILVER_LEARNING, '1', 1)).toEqual(LAP));
  it('is none below LAP and Action Pack', () => {
    expect(fallback(LAP, '1', 9)).toBeNull();
    expect(fallback(ACTION_PACK, '1', 9)).toBeNull();
  });
});

describe('R-COMP-1: a path', () => {
  const asking = (...paths: object[]) => ({
    programYears: [
      {
        from: '2027-07-01',
        to: '2028-06-30',
        requirements: [{ competency: 'DevOps', level: 'gold', learningOption: true, paths }],
      },
    ],
  });
  const goals = [
    { certification: 'AZ-400', people: 2 },
    { certification: 'AZ-104', people: 1 },
  ];

  it('is not reached if no employee is recorded, and each certification is named', () => {
    expect(
      judge(GOLD_LEARNING, kpi(), 0, asking({ skills: goals }, { skills: [{ certification: 'X', people: 9 }] })),
    ).toEqual({
      state: 'not-met',
      shortfalls: [
        {
          code: 'paths',
          paths: [
            [
              { code: 'exams', have: 0, need: 2, certification: 'AZ-400' },
              { code: 'exams', have: 0, need: 1, certification: 'AZ-104' },
            ],
            [{ code: 'exams', have: 0, need: 9, certification: 'X' }],
          ],
        },
      ],
    });
  });

  it('is not reached without a figure; of several, those of figures that were never recorded come last', () => {
    const performance = [{ metric: 'revenue', value: '5' }];
    const revenue = { code: 'performance', metric: 'revenue', have: '0', need: '5' };
    expect(judge(GOLD_LEARNING, kpi(), 0, asking({ performance }))).toEqual({
      state: 'not-met',
      shortfalls: [revenue],
    });
    expect(judge(GOLD_LEARNING, kpi(), 0, asking({ performance }, { skills: goals }))).toMatchObject({
      shortfalls: [{ paths: [[{ certification: 'AZ-400' }, { certification: 'AZ-104' }], [revenue]] }],
    });
  });
});

describe('R-KPI-6: a requirement', () => {
  it('is that of the year that holds the AD, both its days inclusive', () => {
    const evidence = { partner: partner(), skills, kpi: published('99'), config: config() };
    const on = (ad: string) =>
      eligibilityOf({ ...GOLD_LEARNING, learningOption: false }, date(ad), evidence, date(ad)).state;
    expect(['2020-06-30', '2020-07-01', '2028-06-30', '2028-07-01'].map(on)).toEqual([
      'undecidable',
      'met',
      'met',
      'undecidable',
    ]);
  });

  it('is named with its Learning option, level and year if it is missing', () => {
    const undecidable = (terms: Terms) => judge(terms, kpi(), 4, { programYears: [] });
    expect(undecidable({ ...GOLD_LEARNING, learningOption: false })).toEqual({
      state: 'undecidable',
      missing: 'the requirement of DevOps gold, without Learning option, in the program year of 2027-09-01',
    });
    expect(
      undecidable({ offer: 'advanced-specialization', competency: 'Kubernetes', level: null, learningOption: false }),
    ).toEqual({
      state: 'undecidable',
      missing: 'the requirement of Kubernetes, without Learning option, in the program year of 2027-09-01',
    });
  });
});

describe('R-MEM-4: the terms', () => {
  it.each([
    [ACTION_PACK, 'Action Pack'],
    [LAP, 'Learning Action Pack'],
    [GOLD_LEARNING, 'DevOps gold with Learning option'],
    [{ ...GOLD_LEARNING, learningOption: false }, 'DevOps gold'],
    [
      { offer: 'advanced-specialization', competency: 'Kubernetes', level: null, learningOption: false } as const,
      'Kubernetes',
    ],
  ])('%j: %s', (terms, name) => expect(termsName(terms)).toBe(name));

  it('fall back from silver to a LAP alone, and from an advanced specialization to nothing', () => {
    const evidence = { partner: partner(), skills, kpi: published('10'), config: config() };
    expect(fallbackFor(SILVER_LEARNING, AD, evidence, AD)).toEqual(LAP);
    expect(fallbackFor({ ...SILVER_LEARNING, offer: 'advanced-specialization' }, AD, evidence, AD)).toBeNull();
  });
});
