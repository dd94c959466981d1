import { describe, expect, it } from 'vitest';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import { config, date, GOLD_LEARNING, kpi, LAP, membership, SILVER_LEARNING } from '../support.ts';
import { enrol, type Given, gold, outcome, published, silver } from './enrolled.ts';

describe('the requirements of an offer', () => {
  it.each<[string, Given, string]>([
    [
      'R-MEM-2: a LAP with one MCT, and no KPI',
      { terms: LAP, mct: 1, kpi: kpi() },
      'ordered 2027-02-01: Learning Action Pack ordered: payable through 2027-03-03',
    ],
    ['R-MEM-2: a LAP without', { terms: LAP, mct: 0 }, 'R-MEM-2: Learning Action Pack is not met: 0 of 1 MCT'],
    [
      'an Action Pack asks for nothing',
      { mct: 0, kpi: kpi() },
      'ordered 2027-02-01: Action Pack ordered: payable through 2027-03-03',
    ],
    [
      'R-MEM-3: gold with exactly its KPI',
      { terms: GOLD_LEARNING, paidOn: '2027-02-01' },
      `active 2027-02-01: ${gold} bought on 2027-02-01: the first anniversary is 2028-02-01`,
    ],
    [
      'R-MEM-3: gold without an MCT too few',
      { terms: GOLD_LEARNING, mct: 3 },
      `R-MEM-4: ${gold} is not met: 3 of 4 MCT; the highest level met is ${silver}`,
    ],
    [
      'R-MEM-3: an offer that the configuration does not know',
      { terms: { ...GOLD_LEARNING, competency: 'Security' } },
      'R-MEM-3: Security gold with Learning option is undecidable: the program configuration lacks the requirement of Security gold, with Learning option, in the program year of 2027-02-01',
    ],
  ])('%s', (_, given, expected) => expect(outcome(given)).toBe(expected));

  it('R-MEM-3: is decided by the people who count on the day', () => {
    const paths = [{ skills: [{ certification: 'AZ-400', people: 2 }] }];
    const requirements = [{ competency: 'DevOps', level: 'silver', learningOption: false, paths }];
    const years = config({ programYears: [{ from: '2026-07-01', to: '2027-06-30', requirements }] });
    const skills = { people: { 'AZ-400': [{ from: date('2027-02-02'), people: 2 }] }, figures: [] };
    const terms = { ...SILVER_LEARNING, learningOption: false };
    const given = { terms, config: years, skills, mct: 0 };
    expect(outcome(given, '2027-02-01')).toBe(
      'R-MEM-4: DevOps silver is not met: 0 of 2 people with AZ-400; no level is met',
    );
    expect(outcome(given, '2027-02-02')).toContain('DevOps silver ordered');
  });

  it('R-KPI-6: is decided by the program year of the purchase day', () => {
    const hard = [{ competency: 'DevOps', level: 'gold', learningOption: true, kpi: '30.5' }];
    const easy = [{ competency: 'DevOps', level: 'gold', learningOption: true, kpi: '30' }];
    const years = config({
      programYears: [
        { from: '2026-07-01', to: '2027-01-31', requirements: easy },
        { from: '2027-02-01', to: '2027-06-30', requirements: hard },
      ],
    });
    const given = { terms: GOLD_LEARNING, config: years, mct: 0 };
    expect(outcome({ ...given, paidOn: '2027-01-31' })).toContain('bought on 2027-01-31');
    expect(outcome({ ...given, paidOn: '2027-02-01' })).toBe(
      `R-MEM-4: ${gold} is not met: KPI 30 of 30.5 in 2026-01 … 2026-12; no level is met`,
    );
  });

  it('R-KPI-8: is pending until the refresh that publishes the month before has run', () => {
    const given = { terms: GOLD_LEARNING, kpi: published('30'), mct: 3 };
    expect(outcome(given, '2027-02-14')).toContain('R-MEM-4');
    expect(outcome({ ...given, acceptFallback: 'silver' }, '2027-02-15')).toBe(
      `R-KPI-8: ${gold} is pending until the KPI refresh of 2027-02-15 has run; lacking anyway: 3 of 4 MCT`,
    );
  });

  it('R-CAL-2: is refused for a future purchase', () => {
    expect(outcome({ paidOn: '2027-02-02' })).toBe('R-CAL-2: 2027-02-02 lies after 2027-02-01, the day it is recorded');
  });

  it('R-CAL-2: has an anniversary for a purchase on 29 February', () => {
    expect(outcome({ paidOn: '2028-02-29' }, '2028-03-01')).toContain('first anniversary is 2029-02-28');
  });

  it('R-EXP-1: is expired if the purchase is recorded after its first window has closed', () => {
    expect(enrol({ paidOn: '2026-01-01' }, '2027-01-31')).toMatchObject({ membership: { status: { name: 'active' } } });
    expect(enrol({ paidOn: '2026-01-01' }, '2027-02-01')).toMatchObject({
      membership: { status: { name: 'expired', expiredOn: '2027-02-01' } },
    });
  });
});

describe('R-MEM-4: the fallback ladder', () => {
  const shortOf = (have: string, need: string): string => `KPI ${have} of ${need} in 2026-01 … 2026-12`;

  it.each<[string, Given, string]>([
    [
      'gold, just below',
      { kpi: published('29.9') },
      `R-MEM-4: ${gold} is not met: ${shortOf('29.9', '30')}; the highest level met is ${silver}`,
    ],
    [
      'silver just met',
      { kpi: published('10'), mct: 2 },
      `R-MEM-4: ${gold} is not met: ${shortOf('10', '30')}; 2 of 4 MCT; the highest level met is ${silver}`,
    ],
    [
      'silver just below',
      { kpi: published('9.9'), mct: 1 },
      `R-MEM-4: ${gold} is not met: ${shortOf('9.9', '30')}; 1 of 4 MCT; the highest level met is Learning Action Pack`,
    ],
    [
      'no MCT',
      { kpi: published('9.9'), mct: 0 },
      `R-MEM-4: ${gold} is not met: ${shortOf('9.9', '30')}; 0 of 4 MCT; no level is met`,
    ],
    [
      'silver for LAP',
      { terms: SILVER_LEARNING, kpi: published('0'), mct: 1 },
      `R-MEM-4: ${silver} is not met: ${shortOf('0', '10')}; 1 of 2 MCT; the highest level met is Learning Action Pack`,
    ],
    [
      'another level than the highest is not accepted',
      { kpi: published('10'), acceptFallback: 'learning-action-pack' },
      `R-MEM-4: ${gold} is not met: ${shortOf('10', '30')}; the highest level met is ${silver}`,
    ],
    [
      'nor is one that is not met',
      { kpi: published('9'), acceptFallback: 'silver' },
      `R-MEM-4: ${gold} is not met: ${shortOf('9', '30')}; the highest level met is Learning Action Pack`,
    ],
    [
      'silver, accepted',
      { kpi: published('10'), acceptFallback: 'silver' },
      `ordered 2027-02-01: ${silver} instead of ${gold} ordered: payable through 2027-03-03`,
    ],
    [
      'LAP, accepted',
      { kpi: published('9'), acceptFallback: 'learning-action-pack' },
      `ordered 2027-02-01: Learning Action Pack instead of ${gold} ordered: payable through 2027-03-03`,
    ],
    ['not needed', { acceptFallback: 'silver' }, `ordered 2027-02-01: ${gold} ordered: payable through 2027-03-03`],
  ])('%s', (_, given, expected) => expect(outcome({ terms: GOLD_LEARNING, ...given })).toBe(expected));

  it('keeps the terms that were asked for', () => {
    const result = enrol({ terms: GOLD_LEARNING, kpi: published('10'), acceptFallback: 'silver' });
    expect(result).toMatchObject({
      membership: { terms: SILVER_LEARNING, origin: { kind: 'order', fellBackFrom: GOLD_LEARNING } },
    });
  });

  it('leads to an order even if the partner has the lower level already', () => {
    const held = membership({ terms: SILVER_LEARNING, purchasedOn: date('2026-09-01'), cycle: 1 });
    const other: Terms = { ...GOLD_LEARNING, competency: 'Data' };
    const requirements = [
      { competency: 'Data', level: 'gold', learningOption: true, kpi: '31' },
      { competency: 'Data', level: 'silver', learningOption: true, kpi: '5' },
    ];
    const years = config({ programYears: [{ from: '2026-07-01', to: '2027-06-30', requirements }] });
    const dataSilver = { ...held, terms: { ...SILVER_LEARNING, competency: 'Data' } };
    const given: Given = { terms: other, config: years, acceptFallback: 'silver' };
    expect(outcome({ ...given, memberships: [held] })).toContain('Data silver with Learning option instead of');
    expect(outcome({ ...given, memberships: [dataSilver] })).toContain('R-MEM-5');
  });
});
