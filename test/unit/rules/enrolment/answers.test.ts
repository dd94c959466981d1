/** What enrolments, orders and their payments answer: the inputs of each decision, and the rule that it names. */
import { describe, expect, it } from 'vitest';
import { commitmentRefusal } from '../../../../shared/domain/enrolment/commitment.ts';
import { describeEnrolment } from '../../../../shared/domain/enrolment/enrolment.ts';
import { duplicateRefusal, holdingRefusal } from '../../../../shared/domain/enrolment/holding.ts';
import { decideOrderPayment, describeOrderPayment } from '../../../../shared/domain/enrolment/order-payment.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { competency } from '../merge/merge-facts.ts';
import { ACTION_PACK, config, date, GOLD_LEARNING, LAP, membership, on, SILVER_LEARNING } from '../support.ts';
import { enrol, type Given, published } from './enrolled.ts';

const enrolled = (given: Given, asOf?: string): Membership => {
  const outcome = enrol(given, asOf);
  if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
  return outcome.membership;
};
const refusal = (given: Given, asOf?: string) => {
  const outcome = enrol(given, asOf);
  return outcome.outcome === 'refused' ? outcome.refusal : null;
};
const specialization = {
  offer: 'advanced-specialization',
  competency: 'DevOps',
  level: null,
  learningOption: false,
} as const;

describe('R-MEM-8: the answer to an enrolment', () => {
  it('says through which day it can be paid if it is ordered', () => {
    expect(describeEnrolment(enrolled({}))).toEqual({
      ...{ rule: 'R-MEM-8', reason: 'Action Pack ordered: payable through 2027-03-03' },
      inputs: {
        terms: ACTION_PACK,
        fellBackFrom: null,
        reference: null,
        orderedOn: '2027-02-01',
        payableThrough: '2027-03-03',
      },
    });
  });

  it('says the first anniversary if it is paid, and later the same', () => {
    const bought = enrolled({ paidOn: '2027-01-20' });
    const answer = {
      ...{ rule: 'R-MEM-6', reason: 'Action Pack bought on 2027-01-20: the first anniversary is 2028-01-20' },
      inputs: {
        terms: ACTION_PACK,
        fellBackFrom: null,
        reference: 'wire',
        paidOn: '2027-01-20',
        anniversary: '2028-01-20',
      },
    };
    expect(describeEnrolment(bought)).toEqual(answer);
    expect(describeEnrolment({ ...bought, cycle: 4 })).toEqual(answer);
  });

  it.each([
    [ACTION_PACK, 'R-MEM-6'],
    [LAP, 'R-MEM-2'],
    [GOLD_LEARNING, 'R-MEM-3'],
    [specialization, 'R-MEM-3'],
  ])('names the rule with the requirements of %j: %s', (terms, rule) => {
    const requirements = [
      { competency: 'DevOps', level: 'gold', learningOption: true, kpi: '1' },
      { competency: 'DevOps', level: '', learningOption: false, mct: 1 },
    ];
    const years = config({ programYears: [{ from: '2026-07-01', to: '2027-06-30', requirements }] });
    expect(describeEnrolment(enrolled({ terms, paidOn: '2027-01-20', config: years })).rule).toBe(rule);
  });

  it('R-MEM-4: names what was asked for, the commitment and the discount', () => {
    const commitment = { by: 'Lee', on: date('2027-01-30') };
    const lower = enrolled({ terms: GOLD_LEARNING, kpi: published('29'), acceptFallback: 'silver', commitment });
    expect(describeEnrolment(lower)).toMatchObject({
      rule: 'R-MEM-4',
      inputs: { terms: SILVER_LEARNING, fellBackFrom: GOLD_LEARNING, commitment },
    });
    const holder = membership({ membershipId: 'C', terms: competency('AI') });
    const discounted = enrolled({ memberships: [holder], config: config({ actionPackDiscountPercent: 15 }) });
    expect(describeEnrolment(discounted).inputs).toMatchObject({ discountPercent: 15 });
    expect(describeEnrolment(enrolled({})).inputs).not.toHaveProperty('discountPercent');
    expect(describeEnrolment(enrolled({})).inputs).not.toHaveProperty('commitment');
  });

  it('is given of what was enrolled only', () => {
    expect(() => describeEnrolment(membership())).toThrow('M1 was not enrolled');
  });
});

describe('R-MEM-4, R-MEM-6: an enrolment that is refused', () => {
  it('has the days, the id and the highest level in its inputs', () => {
    expect(refusal({ paidOn: '2027-02-02' })).toMatchObject({
      rule: 'R-CAL-2',
      inputs: { paidOn: '2027-02-02', asOf: '2027-02-01' },
    });
    expect(refusal({ membershipId: 'M1', memberships: [membership({ terms: LAP })] })).toMatchObject({
      ...{ rule: 'R-MEM-1', inputs: { membershipId: 'M1' } },
    });
    expect(refusal({ terms: GOLD_LEARNING, kpi: published('29') })).toMatchObject({
      ...{
        rule: 'R-MEM-4',
        inputs: { on: '2027-02-01', eligibility: { state: 'not-met' }, highestMet: SILVER_LEARNING },
      },
    });
    expect(refusal({ terms: { ...GOLD_LEARNING, competency: 'AI' } })).toMatchObject({
      ...{ rule: 'R-MEM-3', inputs: { on: '2027-02-01', eligibility: { state: 'undecidable' } } },
    });
  });

  it('is one whose accepted fallback the partner has already', () => {
    const given = {
      terms: GOLD_LEARNING,
      kpi: published('0'),
      acceptFallback: 'learning-action-pack',
      mct: 1,
    } as const;
    expect(enrolled(given).terms).toEqual(LAP);
    expect(refusal({ ...given, memberships: [membership({ terms: LAP })] })).toMatchObject({ rule: 'R-MEM-6' });
  });
});

describe('R-MEM-11: the commitment of an enrolment', () => {
  const years = config({
    programYears: [{ from: '2027-02-01', to: '2027-06-30', requirements: [], commitmentRequired: true }],
  });
  const why = (day: string, commitment: Parameters<typeof commitmentRefusal>[1] = null, terms = GOLD_LEARNING) =>
    commitmentRefusal(terms, commitment, { on: date(day), asOf: date('2027-07-01') }, years);

  it('is asked for by the program year of the day', () => {
    expect(['2027-01-31', '2027-02-01', '2027-06-30', '2027-07-01'].map((day) => why(day) !== null)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(why('2027-02-01')).toEqual({
      rule: 'R-MEM-11',
      reason:
        'DevOps gold with Learning option takes the commitment to the performance requirements of the program year 2027-02-01 … 2027-06-30',
      inputs: { terms: GOLD_LEARNING, commitment: null, on: '2027-02-01', asOf: '2027-07-01' },
    });
    expect(why('2027-02-01', null, LAP)).toBeNull();
  });

  it('lies on or before the day it is recorded', () => {
    expect(why('2027-02-01', { by: 'Lee', on: date('2027-07-01') })).toBeNull();
    expect(why('2027-02-01', { by: 'Lee', on: date('2027-07-02') })?.reason).toBe(
      'the commitment of 2027-07-02 lies after 2027-07-01, the day it is recorded',
    );
  });
});

describe('R-MEM-1, R-MEM-5, R-MEM-6: a membership that a partner has already', () => {
  const [day, later] = [date('2027-02-01'), date('2027-02-02')];
  const silver = membership({ terms: competency('DevOps'), covers: [competency('AI', 'gold')] });

  it('is named with the terms that it is renewed for', () => {
    expect(duplicateRefusal(competency('AI'), [silver], day, later)).toEqual({
      rule: 'R-MEM-1',
      reason: 'the partner has it already: M1 (DevOps silver, and renewed for AI gold) is in force through 2027-10-01',
      inputs: { membershipId: 'M1', terms: competency('DevOps'), held: competency('AI', 'gold'), on: day, asOf: later },
    });
    expect(holdingRefusal(ACTION_PACK, [membership()], day, later)).toMatchObject({
      ...{ rule: 'R-MEM-6', inputs: { membershipId: 'M1', terms: ACTION_PACK, on: day, asOf: later } },
    });
    expect(holdingRefusal(competency('DevOps', 'gold'), [silver], day, later)?.rule).toBe('R-MEM-5');
  });

  it('is no specialization of the same name', () => {
    expect(duplicateRefusal(specialization, [membership({ terms: specialization })], day, later)).toBeNull();
    expect(duplicateRefusal(competency('DevOps'), [membership({ terms: specialization })], day, later)).toBeNull();
    expect(duplicateRefusal(specialization, [silver], day, later)).toBeNull();
  });

  it.each([
    ['2027-03-03', true],
    ['2027-03-04', false],
  ])('is an order of 2027-02-01 on %s: %s', (asOf, is) => {
    expect(holdingRefusal(ACTION_PACK, [enrolled({})], date(asOf), date(asOf)) !== null).toBe(is);
  });
});

describe('R-MEM-8: the payment of an order', () => {
  const order = enrolled({});
  const pay = (paidOn: string, given = order, asOf = '2027-05-01') =>
    decideOrderPayment(given, [], { paidOn: date(paidOn), reference: 'wire', commandId: 'P' }, on(asOf));

  it.each([
    ['2027-01-31', '2027-01-31 lies before 2027-02-01, the day of the order'],
    ['2027-03-04', 'the order was payable through 2027-03-03'],
    ['2027-05-02', '2027-05-02 lies after 2027-05-01, the day it is recorded'],
  ])('is refused on %s, with its days', (paidOn, reason) => {
    expect(pay(paidOn)).toEqual({
      outcome: 'refused',
      refusal: {
        ...{ rule: 'R-MEM-8', reason },
        inputs: { paidOn, createdOn: '2027-02-01', payableThrough: '2027-03-03', asOf: '2027-05-01' },
      },
    });
  });

  it('begins the membership, of which it is kept', () => {
    const outcome = pay('2027-03-03');
    expect(outcome).toMatchObject({
      outcome: 'bought',
      membership: {
        purchasedOn: '2027-03-03',
        cycle: 1,
        origin: { kind: 'order', payment: { paidOn: '2027-03-03', recordedOn: '2027-05-01' } },
      },
    });
    if (outcome.outcome === 'refused') return;
    const payment = {
      ...{ paidOn: date('2027-03-03'), recordedOn: date('2027-05-01'), reference: 'wire' },
      commandId: 'P',
      stamp: null,
    };
    expect(describeOrderPayment({ ...outcome.membership, cycle: 3 }, payment)).toEqual({
      rule: 'R-MEM-8',
      reason: 'paid on 2027-03-03: the membership begins, and its first anniversary is 2028-03-03',
      inputs: { paidOn: '2027-03-03', reference: 'wire', anniversary: '2028-03-03' },
    });
  });
});
