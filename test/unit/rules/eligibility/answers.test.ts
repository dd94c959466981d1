/** What the rules of eligibility answer in words, and what they look at (R-MEM-10, R-MRG-4, R-KPI-7, R-COMP-1). */
import { describe, expect, it } from 'vitest';
import { coursewareRights } from '../../../../shared/domain/eligibility/courseware-rights.ts';
import { displayedCompetencies } from '../../../../shared/domain/eligibility/displayed-competencies.ts';
import { extensionFor } from '../../../../shared/domain/eligibility/extensions.ts';
import { attainedScope, renewalEligibility } from '../../../../shared/domain/eligibility/joint-renewal.ts';
import {
  type KpiReportInput,
  kpiReason,
  kpiRenewals,
  kpiReport,
} from '../../../../shared/domain/eligibility/kpi-report.ts';
import { kpiRevision } from '../../../../shared/domain/eligibility/kpi-revision.ts';
import { needsKpi } from '../../../../shared/domain/eligibility/needs-kpi.ts';
import { goalsOf, isLacking, pathShortfalls } from '../../../../shared/domain/eligibility/paths.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { emptySkills } from '../../../../shared/domain/people/skills.ts';
import { competency } from '../merge/merge-facts.ts';
import {
  ACTION_PACK,
  config,
  date,
  GOLD_LEARNING,
  kpi,
  LAP,
  membership,
  partner,
  SILVER_LEARNING,
} from '../support.ts';

describe('R-MEM-10: why a partner may do with courseware what it may', () => {
  /** In force 2026-09-01 … 2027-10-01. */
  const lap = (fields: Partial<Membership> = {}) =>
    membership({ terms: LAP, purchasedOn: date('2026-09-01'), cycle: 1, ...fields });
  const rightsOn = (day: string, memberships: Membership[], mctCount = 2) =>
    coursewareRights(partner({ mctCount, accountProfileOn: date('2026-09-15') }), memberships, date(day));

  it('is said of each right', () => {
    expect(rightsOn('2027-03-01', [lap()])).toMatchObject({
      why: 'a Learning membership is in force, and its account profile was set up on 2026-09-15',
      delivery: { why: 'it has the offers and 2 MCT' },
    });
    expect(rightsOn('2027-03-01', [lap()], 0).delivery.why).toBe('it has no Microsoft Certified Trainer');
    expect(rightsOn('2027-10-02', [lap()]).why).toBe('no LAP and no Learning option is in force');
    expect(coursewareRights(partner(), [lap()], date('2027-03-01')).why).toBe(
      'its account profile on the Courseware Marketplace is not set up',
    );
  });

  it.each([
    ['2026-08-31', 'full-price', null],
    ['2026-09-20', 'partner-offers', '2026-09-15'],
    ['2027-10-01', 'partner-offers', '2026-09-15'],
    ['2027-10-02', 'full-price', '2027-10-02'],
  ])('is, on %s, %s', (day, purchase, since) => expect(rightsOn(day, [lap()])).toMatchObject({ purchase, since }));

  it('lasts over memberships that follow each other, in whatever order they are given', () => {
    const next = lap({ membershipId: 'M2', purchasedOn: date('2027-10-02') });
    for (const all of [
      [lap(), next],
      [next, lap()],
    ])
      expect(rightsOn('2027-11-01', all)).toMatchObject({ purchase: 'partner-offers', since: '2026-09-15' });
    const later = lap({ membershipId: 'M2', purchasedOn: date('2027-10-03') });
    expect(rightsOn('2027-11-01', [lap(), later])).toMatchObject({ purchase: 'partner-offers', since: '2027-10-03' });
    expect(rightsOn('2027-10-02', [lap(), later])).toMatchObject({ purchase: 'full-price', since: '2027-10-02' });
  });

  it('ends when it expired, or another membership took its place', () => {
    const expired = lap({ cycle: 3, status: { name: 'expired', expiredOn: date('2027-05-02') } });
    expect(rightsOn('2027-06-01', [expired])).toMatchObject({ purchase: 'full-price', since: '2027-05-02' });
    const superseded = lap({ status: { name: 'superseded', on: date('2027-04-01'), by: 'G', stamp: null } });
    expect(rightsOn('2027-06-01', [superseded])).toMatchObject({ purchase: 'full-price', since: '2027-04-01' });
  });
});

describe('R-MRG-4: the eligibility of what is renewed together', () => {
  const requirements = [
    { competency: 'A', level: 'silver', learningOption: false, mct: 1 },
    { competency: 'B', level: 'silver', learningOption: false, mct: 9 },
    { competency: 'B', level: 'gold', learningOption: false, mct: 9 },
  ];
  const years = config({
    programYears: [{ from: '2027-07-01', to: '2028-06-30', requirements }],
    extensions: [
      {
        ...{ id: 'E', offers: ['competency'], exceptCompetencies: ['A', 'B', 'C', 'D'] },
        ...{ anniversaryFrom: '2027-01-01', anniversaryTo: '2027-12-31' },
      },
    ],
  });
  const eligibility = (...names: string[]) => {
    const [terms, ...covers] = names.map((name) => competency(name)) as [Membership['terms']];
    const evidence = { partner: partner({ mctCount: 1 }), skills: emptySkills('P-1'), kpi: kpi(), config: years };
    return renewalEligibility(membership({ terms, covers }), evidence, date('2027-09-02'));
  };

  it('names everything that the configuration does not say', () => {
    expect(eligibility('C', 'A', 'D')).toEqual({
      state: 'undecidable',
      missing:
        'the requirement of C silver, without Learning option, in the program year of 2027-09-01, and the requirement of D silver, without Learning option, in the program year of 2027-09-01',
    });
    expect(eligibility('C', 'B').state).toBe('not-met');
  });

  it('is met where one is met and the others are waived, and waived where all are', () => {
    expect(eligibility('X', 'A').state).toBe('met');
    expect(eligibility('X', 'Y').state).toBe('waived');
  });

  it('R-MRG-2: attains nothing for silver that is not met, and silver for gold whose silver is', () => {
    const evidence = { partner: partner({ mctCount: 1 }), skills: emptySkills('P-1'), kpi: kpi(), config: years };
    const scope = (terms: Membership['terms'], covers: Membership['covers'] = []) =>
      attainedScope(membership({ terms, covers }), evidence, date('2027-09-02'));
    expect(scope(competency('A'), [competency('B')])).toEqual({
      ...{ terms: competency('A'), covers: [], ended: [competency('B')] },
    });
    expect(scope(competency('A', 'gold'))?.terms).toEqual(competency('A'));
  });
});

describe('R-KPI-4, R-KPI-7: the KPI report of a refresh', () => {
  const ledger = kpi({ months: { '2027-01': { kpi: '12', revenue: { USD: '5' } } } as never });
  const gold = membership({ terms: GOLD_LEARNING });
  const joint = membership({ membershipId: 'J', terms: competency('Data'), covers: [SILVER_LEARNING] });
  const input: KpiReportInput = {
    ...{ partner: partner(), skills: emptySkills('P-1'), ledger },
    memberships: [membership({ membershipId: 'A', terms: ACTION_PACK }), gold, joint],
  };
  const run = { runId: 'r', asOf: date('2027-02-15'), startedAt: '2027-02-15T06:00:00Z' };

  it('has the sum of the window and each renewal with a Learning option', () => {
    const report = kpiReport(input, run, config());
    expect(report).toMatchObject({
      ...{ partnerId: 'P-1', publishedOn: '2027-02-15', runId: 'r', at: '2027-02-15T06:00:00Z', kpi: '12' },
      ...{ from: '2026-02', to: '2027-01', revenue: { USD: '5' } },
    });
    expect(
      report.renewals.map(({ membershipId, cycle, anniversary, requirement }) => [
        membershipId,
        cycle,
        anniversary,
        requirement,
      ]),
    ).toEqual([
      ['M1', 7, '2027-09-01', '30'],
      ['J', 7, '2027-09-01', '10'],
    ]);
    expect(report.renewals.map(({ eligibility }) => eligibility.state)).toEqual(['pending', 'pending']);
    expect(kpiReason(report, report.renewals[0]!)).toBe(
      'KPI 12 in 2026-02 … 2027-01; renewal on 2027-09-01 is pending',
    );
  });

  it('requires, of a joint renewal, the highest KPI as a number; none where none is configured', () => {
    const requirements = [
      { competency: 'DevOps', level: 'silver', learningOption: true, kpi: '9' },
      { competency: 'AI', level: 'silver', learningOption: true, kpi: '10' },
      { competency: 'Data', level: 'silver', learningOption: true, mct: 1 },
    ];
    const years = config({ programYears: [{ from: '2027-07-01', to: '2028-06-30', requirements }] });
    const requirementOf = (...names: string[]) => {
      const [terms, ...covers] = names.map((name) => ({ ...SILVER_LEARNING, competency: name })) as [
        Membership['terms'],
      ];
      return kpiRenewals({ ...input, memberships: [membership({ terms, covers })] }, date('2027-02-15'), years)[0]
        ?.requirement;
    };
    expect(['DevOps', 'AI', 'Data', 'Else'].map((name) => requirementOf(name))).toEqual(['9', '10', null, null]);
    expect([requirementOf('DevOps', 'AI'), requirementOf('AI', 'DevOps'), requirementOf('Data', 'DevOps')]).toEqual([
      '10',
      '10',
      '9',
    ]);
  });

  it('R-KPI-12: is revised with the sum and the renewals of the day', () => {
    const change = { on: date('2027-03-01'), runId: 'late', months: [] } as never;
    const window = { from: '2026-02', to: '2027-01' } as never;
    expect(kpiRevision(change, window, input, config())).toMatchObject({
      ...{ on: '2027-03-01', runId: 'late', kpi: '12', renewals: [{ membershipId: 'M1' }, { membershipId: 'J' }] },
    });
  });

  it('is needed with a Learning option, or where KPI are required', () => {
    const requirements = [
      { competency: 'DevOps', level: 'silver', learningOption: false, kpi: '5' },
      { competency: 'Data', level: 'silver', learningOption: false, mct: 1 },
    ];
    const years = config({ programYears: [{ from: '2027-07-01', to: '2028-06-30', requirements }] });
    const needs = (terms: Membership['terms'], covers: Membership['covers'] = []) =>
      needsKpi(membership({ terms, covers }), years);
    expect([
      needs(GOLD_LEARNING),
      needs(competency('DevOps')),
      needs(competency('Data'), [competency('DevOps')]),
    ]).toEqual([true, true, true]);
    expect([needs(competency('Data')), needs(competency('Else')), needs(ACTION_PACK), needs(LAP)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('R-COMP-1: the paths of a competency', () => {
  const skills = (azure: number, figure?: string) => ({
    ...emptySkills('P-1'),
    people: { AZ: [{ from: date('2027-01-01'), people: azure }], DP: [{ from: date('2027-01-01'), people: 1 }] },
    figures:
      figure === undefined
        ? []
        : [{ competency: 'C', metric: 'revenue', value: figure, measuredOn: date('2027-01-01') }],
  });
  const path = (exams: Record<string, number>, revenue?: string) =>
    ({
      skills: Object.entries(exams).map(([certification, people]) => ({ certification, people })),
      performance: revenue === undefined ? [] : [{ metric: 'revenue', value: revenue }],
    }) as never;
  const order = (paths: never[], given: ReturnType<typeof skills>) => {
    const [first] = pathShortfalls(paths, 'C', given as never, date('2027-02-01'));
    return first?.code === 'paths'
      ? first.paths.map((shortfalls) =>
          shortfalls.map(({ code, have, need }) => `${code} ${have} of ${need}`).join(' + '),
        )
      : first;
  };

  it('are listed with the fewest changes first: missing employees, and one for each figure', () => {
    expect(order([path({ AZ: 5 }), path({ DP: 3 })], skills(1))).toEqual(['exams 1 of 3', 'exams 1 of 5']);
    expect(order([path({ AZ: 4 }), path({}, '100')], skills(2, '50'))).toEqual([
      'performance 50 of 100',
      'exams 2 of 4',
    ]);
    expect(order([path({ AZ: 9 }), path({ DP: 2 }, '100')], skills(8, '50'))).toEqual([
      'exams 8 of 9',
      'exams 1 of 2 + performance 50 of 100',
    ]);
  });

  it('come last with figures that were never recorded, however few changes they take', () => {
    expect(order([path({}, '100'), path({ AZ: 9 })], skills(0))).toEqual(['exams 0 of 9', 'performance 0 of 100']);
    expect(order([path({ AZ: 9 }), path({}, '100')], skills(0))).toEqual(['exams 0 of 9', 'performance 0 of 100']);
  });

  it('are satisfied by one of them', () => {
    expect(pathShortfalls([path({ AZ: 5 }), path({ DP: 1 })], 'C', skills(1) as never, date('2027-02-01'))).toEqual([]);
    expect(goalsOf(path({ AZ: 1 }, '5'), 'C', skills(1) as never, date('2027-02-01')).map(isLacking)).toEqual([
      false,
      true,
    ]);
  });
});

describe('R-MEM-7: the competencies that are displayed', () => {
  const requirements = [{ competency: 'Azure', level: 'silver', mct: 1 }];
  const shownOn = (day: string, years: { from: string; to: string }[], covers: Membership['covers'] = []) => {
    const evidence = {
      ...{ partner: partner({ mctCount: 1 }), skills: emptySkills('P-1'), kpi: kpi() },
      config: config({ programYears: years.map((year) => ({ ...year, requirements })) }),
    };
    const holder = membership({ terms: competency('DevOps'), covers });
    return displayedCompetencies([holder], evidence, date(day)).map(({ competency: name }) => name);
  };
  const YEAR = [{ from: '2027-02-01', to: '2027-04-30' }];

  it.each([
    ['2027-01-31', ['DevOps']],
    ['2027-02-01', ['Azure', 'DevOps']],
    ['2027-04-30', ['Azure', 'DevOps']],
    ['2027-05-01', ['DevOps']],
  ])('are attained by the requirements of the program year of the day, %s', (day, names) => {
    expect(shownOn(day, YEAR)).toEqual(names);
  });

  it('are those of its terms that are competencies with a level', () => {
    const specialization = {
      offer: 'advanced-specialization',
      competency: 'K',
      level: null,
      learningOption: false,
    } as const;
    expect(shownOn('2027-06-01', YEAR, [specialization, ACTION_PACK, competency('AI')])).toEqual(['AI', 'DevOps']);
  });
});

describe('R-EXT-1: the extension of an anniversary', () => {
  const extensions = config({
    extensions: [
      {
        ...{ id: 'E', offers: ['action-pack', 'competency'], exceptCompetencies: ['DevOps'] },
        ...{ anniversaryFrom: '2027-01-01', anniversaryTo: '2027-12-31' },
      },
    ],
  });
  it('covers an offer without a competency, and none of the excepted ones', () => {
    const covers = (terms: Membership['terms']) => extensionFor(terms, date('2027-09-01'), extensions) !== null;
    expect([covers(ACTION_PACK), covers(competency('AI')), covers(competency('DevOps')), covers(LAP)]).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
