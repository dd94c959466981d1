/** How a renewal stands, and will stand (R-COMP-5). AD 2027-09-01. */
import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../../../shared/domain/core/calendar.ts';
import type { Membership, Standing } from '../../../../../shared/domain/memberships/membership.ts';
import { emptySkills } from '../../../../../shared/domain/people/skills.ts';
import { atRiskKey } from '../../../../../shared/domain/renewal/at-risk-notice.ts';
import { forecastOf } from '../../../../../shared/domain/renewal/forecast.ts';
import type { RenewalFacts } from '../../../../../shared/domain/renewal/renewal-facts.ts';
import { decideStanding, losesRequirement } from '../../../../../shared/domain/renewal/standing.ts';
import { competency } from '../../merge/merge-facts.ts';
import { config, date, facts, GOLD_LEARNING, kpi, LAP, membership, on, partner } from '../../support.ts';

const consolidation = { into: 'L', on: date('2027-09-02'), anniversary: date('2027-12-01') };

describe('R-COMP-5: the standing of a renewal', () => {
  const met: Standing = { state: 'met', since: date('2027-01-01'), shortfalls: [], awaitsKpi: false };
  const lap = (fields: Partial<Membership> = {}) =>
    membership({ terms: LAP, evaluateOn: date('2027-03-01'), standing: met, ...fields });
  const loses = (given: Membership, mctCount = 0, day = '2027-03-01') =>
    losesRequirement(facts({ membership: given, partner: partner({ mctCount }) }), date(day));

  it('is lost where what was met is not any more, on a day on which it is looked at', () => {
    expect(loses(lap())).toBe(true);
    expect(loses(lap(), 1)).toBe(false);
    expect(loses(lap(), 0, '2027-02-28')).toBe(false);
    expect(loses(lap({ standing: { ...met, state: 'at-risk' } }))).toBe(false);
  });

  it.each<[string, Partial<Membership>]>([
    ['is not looked at', { evaluateOn: null }],
    ['is renewed with another', { consolidation }],
    ['is declined', { declined: { on: date('2027-02-01'), ticket: null, stamp: null } }],
    ['has expired', { status: { name: 'expired', expiredOn: date('2027-02-01') } }],
    ['is over', { cycle: 5 }],
  ])('is lost by none that %s', (_, fields) => expect(loses(lap(fields))).toBe(false));

  it('is told with before and after, and what is missing', () => {
    const decide = (given: Membership, mctCount: number) =>
      decideStanding(facts({ membership: given, partner: partner({ mctCount }) }), on('2027-03-01')).decisions;
    expect(decide(lap(), 0)).toEqual([
      {
        ...{ what: 'renewal-at-risk', partnerId: 'P-1', membershipId: 'M1', cycle: 7, stage: null, rule: 'R-COMP-5' },
        reason: expect.stringMatching(/^the requirements of the next renewal were met, and are at-risk: .*MCT/),
        inputs: {
          anniversary: '2027-09-01',
          before: 'met',
          now: 'at-risk',
          shortfalls: [{ code: 'mct', have: 0, need: 1 }],
        },
      },
    ]);
    expect(decide(lap({ standing: { ...met, state: 'at-risk' } }), 1)).toMatchObject([
      { what: 'standing-changed', reason: 'the requirements of the next renewal were at-risk, and are met' },
    ]);
    expect(decide(lap(), 1)).toEqual([]);
  });

  it('has a notice of its own for each change of a day', () => {
    const keys = (...of: string[]) =>
      atRiskKey({ notices: Object.fromEntries(of.map((key) => [key, {}])) } as never, date('2027-03-01'));
    expect(keys('-30', 'at-risk-2027-02-01')).toBe('at-risk-2027-03-01');
    expect(keys('at-risk-2027-03-01')).toBe('at-risk-2027-03-01-2');
    expect(keys('at-risk-2027-03-01', 'at-risk-2027-03-01-2')).toBe('at-risk-2027-03-01-3');
  });
});

describe('the forecast of a renewal', () => {
  const steps = (...all: [string, number][]) => ({
    ...emptySkills('P-1'),
    people: { AZ: all.map(([from, people]) => ({ from: date(from), people })) },
  });
  const years = (requirements: object[]) =>
    config({ programYears: [{ from: '2027-07-01', to: '2028-06-30', requirements }] });
  const people = (competencyName: string, count: number) => ({
    ...{ competency: competencyName, level: 'silver', learningOption: false },
    paths: [{ skills: [{ certification: 'AZ', people: count }] }],
  });
  const devOps = membership({ terms: competency('DevOps') });
  const forecast = (asOf: string, fields: Partial<RenewalFacts>) =>
    forecastOf(facts({ membership: devOps, config: years([people('DevOps', 2)]), ...fields }), date(asOf));

  it('is none of what is renewed with another, and that of a declared leave', () => {
    const lacking = { skills: steps(['2026-01-01', 1]) };
    expect(forecast('2027-03-01', lacking)).toMatchObject({ riskOn: '2027-03-01', because: 'now' });
    expect(forecast('2027-03-01', { ...lacking, membership: { ...devOps, consolidation } })).toBeNull();
    const declined = { on: date('2027-02-01'), ticket: null, stamp: null };
    expect(forecast('2027-03-01', { membership: { ...membership(), declined } })).toEqual({
      ...{
        anniversary: '2027-09-01',
        windowCloses: '2027-10-01',
        riskOn: '2027-02-01',
        lacks: [],
        because: 'declined',
      },
    });
  });

  it('is since when it stands so, if that was looked at', () => {
    const standing: Standing = { state: 'at-risk', since: date('2027-01-15'), shortfalls: [], awaitsKpi: false };
    const given = (state: Standing['state']) => ({
      ...{ skills: steps(['2026-01-01', 1]), membership: { ...devOps, standing: { ...standing, state } } },
    });
    expect(forecast('2027-03-01', given('at-risk'))?.riskOn).toBe('2027-01-15');
    expect(forecast('2027-03-01', given('met'))?.riskOn).toBe('2027-03-01');
  });

  it.each<[string, string, [string, number][], string | undefined]>([
    [
      'an end before the window that lasts',
      '2027-03-01',
      [
        ['2026-01-01', 2],
        ['2027-05-01', 1],
      ],
      '2027-05-01',
    ],
    [
      'the first of two ends',
      '2027-03-01',
      [
        ['2026-01-01', 3],
        ['2027-05-01', 1],
        ['2027-06-01', 0],
      ],
      '2027-05-01',
    ],
    [
      'an end after a gap that was closed',
      '2027-03-01',
      [
        ['2026-01-01', 2],
        ['2027-04-01', 1],
        ['2027-05-01', 2],
        ['2027-08-01', 1],
      ],
      '2027-08-01',
    ],
    [
      'a gap that is closed before the window',
      '2027-03-01',
      [
        ['2026-01-01', 2],
        ['2027-04-01', 1],
        ['2027-05-01', 2],
      ],
      undefined,
    ],
    [
      'an end on the first day of the window',
      '2027-03-01',
      [
        ['2026-01-01', 2],
        ['2027-09-02', 1],
      ],
      '2027-09-02',
    ],
    [
      'an end in the window',
      '2027-03-01',
      [
        ['2026-01-01', 2],
        ['2027-09-20', 1],
      ],
      '2027-09-20',
    ],
    [
      'an end on the last day of the window',
      '2027-09-10',
      [
        ['2026-01-01', 2],
        ['2027-10-01', 1],
      ],
      '2027-10-01',
    ],
    [
      'an end after the window',
      '2027-03-01',
      [
        ['2026-01-01', 2],
        ['2027-10-02', 1],
      ],
      undefined,
    ],
  ])('names %s', (_, asOf, all, riskOn) => {
    expect(forecast(asOf, { skills: steps(...all) })?.riskOn).toBe(riskOn);
  });

  it('names the earliest of several risks, and of a joint renewal each of the terms', () => {
    const learning = { ...GOLD_LEARNING, level: 'silver' } as const;
    const requirements = [
      {
        competency: 'DevOps',
        level: 'silver',
        learningOption: true,
        kpi: '24',
        paths: [{ skills: [{ certification: 'AZ', people: 1 }] }],
      },
      { competency: 'AI', level: 'silver', learningOption: true, kpi: '36' },
      { competency: 'Data', level: 'silver', learningOption: true, mct: 1 },
    ];
    const ledger = (perMonth: string) =>
      kpi({
        months: Object.fromEntries(['2026-09', '2026-10'].map((month) => [month, { kpi: perMonth, revenue: {} }])),
        publishedThrough: '2026-10' as CivilMonth,
      });
    const given = (perMonth: string, covers: Membership['covers'], all: [string, number][]) =>
      forecast('2026-12-01', {
        ...{
          membership: membership({ terms: learning, covers }),
          config: years(requirements),
          kpi: ledger(perMonth),
          skills: steps(...all),
        },
      });
    const window = { from: '2026-09', to: '2027-08' };
    // Two months of 6 are 12, and ten more of a trend of 12 in twelve months are 10.
    expect(given('6', [], [['2026-01-01', 1]])).toMatchObject({
      ...{ riskOn: '2027-09-15', because: 'kpi-trend', lacks: [{ code: 'kpi', have: '22', need: '24', ...window }] },
    });
    expect(given('6', [], [['2026-01-01', 1]])?.lacks[0]).not.toHaveProperty('terms');
    expect(
      given(
        '6',
        [],
        [
          ['2026-01-01', 1],
          ['2027-05-01', 0],
        ],
      ),
    ).toMatchObject({ riskOn: '2027-05-01', because: 'achievements' });
    const [ai, data] = ['AI', 'Data'].map((name) => ({ ...learning, competency: name })) as [
      Membership['terms'],
      Membership['terms'],
    ];
    expect(given('7', [ai, data], [['2026-01-01', 1]])?.lacks).toEqual([
      { code: 'kpi', have: '25.67', need: '36', ...window, terms: ai },
    ]);
  });
});
