import { describe, expect, it } from 'vitest';
import { describeEnrolment } from '../../../../shared/domain/enrolment/enrolment.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { config, date, GOLD_LEARNING, LAP, membership, SILVER_LEARNING } from '../support.ts';
import { enrol, type Given } from './enrolled.ts';

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
