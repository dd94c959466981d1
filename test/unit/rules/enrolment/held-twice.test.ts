import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/domain/core/calendar.ts';
import { wasInForce } from '../../../../shared/domain/enrolment/holding.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { date, GOLD_LEARNING, LAP, membership, SILVER_LEARNING } from '../support.ts';
import { enrol, type Given, gold, outcome, published, silver } from './enrolled.ts';

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
