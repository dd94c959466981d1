import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/domain/core/calendar.ts';
import { decideEnrolment, describeEnrolment, type Enrolment } from '../../../../shared/domain/enrolment/enrolment.ts';
import { wasInForce } from '../../../../shared/domain/enrolment/holding.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import { emptySkills, type Skills } from '../../../../shared/domain/people/skills.ts';
import {
  ACTION_PACK,
  config,
  date,
  GOLD_LEARNING,
  kpi,
  LAP,
  membership,
  on,
  partner,
  SILVER_LEARNING,
} from '../support.ts';

/** Twelve published months, 2026-01 … 2026-12, whose KPI come to `sum`; the next refresh is to be on 2027-02-15. */
const published = (sum: string) =>
  kpi({
    months: { ['2026-06' as never]: { kpi: sum, revenue: {} } },
    publishedThrough: '2026-12' as never,
    refreshOn: date('2027-02-15'),
  });

type Given = {
  terms?: Terms;
  memberships?: Membership[];
  mct?: number;
  kpi?: ReturnType<typeof kpi>;
  skills?: Skills;
  config?: ReturnType<typeof config>;
} & Partial<Pick<Enrolment, 'acceptFallback' | 'membershipId' | 'commitment'>> & { paidOn?: string };

/** On 2027-02-01 unless said otherwise. */
function enrol(given: Given, asOf = '2027-02-01') {
  const enrolment: Enrolment = {
    partnerId: 'P-1',
    membershipId: given.membershipId ?? 'NEW',
    terms: given.terms ?? ACTION_PACK,
    paidOn: given.paidOn === undefined ? null : date(given.paidOn),
    reference: given.paidOn === undefined ? null : 'wire',
    acceptFallback: given.acceptFallback,
    commitment: given.commitment ?? null,
    commandId: 'C-1',
  };
  const evidence = {
    partner: partner({ mctCount: given.mct ?? 4 }),
    kpi: given.kpi ?? published('30'),
    skills: given.skills ?? emptySkills('P-1'),
    config: given.config ?? config(),
  };
  return decideEnrolment(enrolment, given.memberships ?? [], evidence, on(asOf));
}

/** The outcome of an enrolment, in a line. */
function outcome(given: Given, asOf?: string): string {
  const result = enrol(given, asOf);
  if (result.outcome === 'refused') return `${result.refusal.rule}: ${result.refusal.reason}`;
  const { status, purchasedOn } = result.membership;
  return `${status.name} ${purchasedOn}: ${describeEnrolment(result.membership).reason}`;
}

const gold = 'DevOps gold with Learning option';
const silver = 'DevOps silver with Learning option';

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

describe('a membership that a partner cannot have twice', () => {
  /** Bought on 2026-01-01: AD 2027-01-01, window through 2027-01-31. */
  const held = (fields: Partial<Membership>) => membership({ purchasedOn: date('2026-01-01'), cycle: 1, ...fields });
  const order = (fields: Partial<Membership> = {}) => {
    const result = enrol({ membershipId: 'ORDER' }, '2027-01-01');
    if (result.outcome === 'refused') throw new Error(result.refusal.reason);
    return { ...result.membership, ...fields };
  };

  it.each<[string, Given, string, string]>([
    [
      'R-MEM-6: an Action Pack in its window',
      { memberships: [held({})] },
      '2027-01-31',
      'R-MEM-6: one Action Pack per partner: M1 (Action Pack) is in force through 2027-01-31',
    ],
    [
      'R-EXP-3: bought anew when the window has closed, marked or not',
      { memberships: [held({})] },
      '2027-02-01',
      'ordered',
    ],
    [
      'R-EXP-3: bought anew after expiry',
      { memberships: [held({ status: { name: 'expired', expiredOn: date('2027-02-01') } })] },
      '2027-02-01',
      'ordered',
    ],
    [
      'R-MEM-6: dated into the other one',
      { memberships: [held({ status: { name: 'expired', expiredOn: date('2027-02-01') } })], paidOn: '2027-01-31' },
      '2027-02-01',
      'R-MEM-6',
    ],
    [
      'R-MEM-6: an order of one, on day 30',
      { memberships: [order()] },
      '2027-01-31',
      'R-MEM-6: one Action Pack per partner: ORDER (Action Pack) is ordered, and payable through 2027-01-31',
    ],
    ['R-MEM-8: an order of one, on day 31', { memberships: [order()] }, '2027-02-01', 'ordered'],
    ['a LAP is none', { memberships: [held({ terms: LAP })] }, '2027-01-02', 'ordered'],
    [
      'R-MEM-6: a LAP beside a LAP',
      { memberships: [held({ terms: LAP })], terms: LAP },
      '2027-01-31',
      'R-MEM-6: one Learning Action Pack per partner: M1 (Learning Action Pack) is in force through 2027-01-31',
    ],
    [
      'the same competency and level',
      { terms: GOLD_LEARNING, memberships: [held({ terms: GOLD_LEARNING })] },
      '2027-01-02',
      `R-MEM-1: the partner has it already: M1 (${gold}) is in force through 2027-01-31`,
    ],
    [
      'a lower level of it',
      { terms: SILVER_LEARNING, memberships: [held({ terms: GOLD_LEARNING })] },
      '2027-01-02',
      'R-MEM-1',
    ],
    [
      'R-MEM-5: a higher level of it',
      { terms: GOLD_LEARNING, memberships: [held({ terms: SILVER_LEARNING })] },
      '2027-01-31',
      `R-MEM-5: M1 (${silver}) is in force through 2027-01-31: upgrade-to-gold raises it, enrol does not`,
    ],
    [
      'a higher level after its expiry',
      { terms: GOLD_LEARNING, memberships: [held({ terms: SILVER_LEARNING })], kpi: published('30') },
      '2027-02-01',
      'ordered',
    ],
    [
      'the competency without its Learning option is another one',
      { terms: { ...GOLD_LEARNING, learningOption: false }, memberships: [held({ terms: SILVER_LEARNING })] },
      '2027-01-02',
      'ordered',
    ],
    [
      'an id that is taken',
      { membershipId: 'M1', terms: LAP, memberships: [held({})] },
      '2027-01-02',
      'R-MEM-1: M1 is the id of another membership',
    ],
  ])('%s', (_, given, asOf, expected) => expect(outcome(given, asOf)).toContain(expected));

  it('counts for gold even if its own item is not written yet', () => {
    const successor = held({ membershipId: 'G1', terms: GOLD_LEARNING });
    const superseded = held({
      terms: SILVER_LEARNING,
      status: { name: 'superseded', on: date('2027-01-10'), by: 'G1', stamp: null },
      successor,
    });
    const given = { terms: GOLD_LEARNING, memberships: [superseded] };
    expect(outcome(given, '2027-01-11')).toContain('R-MEM-1: the partner has it already: G1');
    expect(outcome({ ...given, membershipId: 'G1', terms: LAP }, '2027-01-11')).toContain('G1 is the id of another');
  });
});

describe('the days on which a membership was in force, whatever became of it since', () => {
  /** Bought on 2026-01-01: AD 2027-01-01, window through 2027-01-31. */
  const given = (status: Membership['status']) => membership({ purchasedOn: date('2026-01-01'), cycle: 1, status });

  it.each<[Membership['status'], string, string]>([
    [{ name: 'active' }, '2026-01-01', '2027-01-31'],
    [{ name: 'expired', expiredOn: date('2027-02-01') }, '2026-01-01', '2027-01-31'],
    [{ name: 'superseded', on: date('2026-06-02'), by: 'G1', stamp: null }, '2026-01-01', '2026-06-01'],
  ])('%j: %s … %s', (status, first, last) => {
    const days = [addDays(date(first), -1), date(first), date(last), addDays(date(last), 1)];
    expect(days.map((day) => wasInForce(given(status), day))).toEqual([false, true, true, false]);
  });

  it('are none for an order', () => {
    expect(wasInForce(given({ name: 'ordered', createdOn: date('2026-01-01') }), date('2026-01-02'))).toBe(false);
  });
});

describe('R-MEM-11: the commitment to the performance requirements', () => {
  const YEARS = [
    { from: '2026-07-01', to: '2027-06-30', commitmentRequired: true },
    { from: '2027-07-01', to: '2028-06-30' },
  ];
  const requirements = [{ competency: 'DevOps', level: 'silver', learningOption: true, mct: 1 }];
  const committing = config({ programYears: YEARS.map((year) => ({ ...year, requirements })) });
  const given = { terms: SILVER_LEARNING, config: committing };
  const commitment = { by: 'Kim, director', on: date('2027-01-20') };

  it('is recorded with the enrolment, by whom and on which day', () => {
    expect(enrol({ ...given, commitment })).toMatchObject({ membership: { origin: { commitment } } });
  });

  it.each<[string, Given, string, string]>([
    ['without one', given, '2027-02-01', 'R-MEM-11'],
    [
      'with one of a day to come',
      { ...given, commitment: { by: 'Kim', on: date('2027-02-02') } },
      '2027-02-01',
      'R-MEM-11',
    ],
    [
      'with one of the same day',
      { ...given, commitment: { by: 'Kim', on: date('2027-02-01') } },
      '2027-02-01',
      'enrolled',
    ],
    ['without one, in a year that does not ask for it', given, '2027-07-01', 'enrolled'],
    ['of an Action Pack, which takes none', { config: committing }, '2027-02-01', 'enrolled'],
  ])('an enrolment %s', (_, each, asOf, expected) => {
    const result = enrol(each, asOf);
    expect(result.outcome === 'refused' ? result.refusal.rule : result.outcome).toBe(expected);
  });

  it('is asked for by the year of the purchase, not by that of the day it is recorded', () => {
    expect(enrol({ ...given, paidOn: '2027-06-30' }, '2027-07-02')).toMatchObject({ refusal: { rule: 'R-MEM-11' } });
  });
});

describe('R-MEM-12: the discount on an Action Pack', () => {
  const discounting = config({ actionPackDiscountPercent: 30 });
  const competency = (fields: Partial<Membership> = {}) => membership({ terms: GOLD_LEARNING, ...fields });
  const discount = (given: Given) => {
    const result = enrol({ config: discounting, ...given });
    if (result.outcome === 'refused') throw new Error(result.refusal.reason);
    const { origin } = result.membership;
    return {
      recorded: origin.kind === 'order' && origin.discountPercent,
      said: describeEnrolment(result.membership).reason,
    };
  };

  it('is recorded for the holder of a competency, ordered or bought', () => {
    expect(discount({ memberships: [competency()] }).recorded).toBe(30);
    const bought = discount({ memberships: [competency()], paidOn: '2027-01-31' });
    expect([bought.recorded, bought.said]).toEqual([30, expect.stringContaining('a discount of 30 % is recorded')]);
  });

  it.each<[string, Given]>([
    ['a partner without a competency', { memberships: [membership({ terms: LAP })] }],
    ['the holder of one that has expired', { memberships: [competency({ cycle: 6 })] }],
    ['another offer', { memberships: [competency()], terms: LAP }],
    ['a program without it', { memberships: [competency()], config: config() }],
  ])('is none for %s', (_, given) => {
    const { recorded, said } = discount(given);
    expect([recorded, said.includes('discount')]).toEqual([0, false]);
  });
});
