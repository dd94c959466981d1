import { describe, expect, it } from 'vitest';
import { NO_HISTORY, withChange } from '../../../../shared/domain/core/history.ts';
import { coursewareRights } from '../../../../shared/domain/eligibility/courseware-rights.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import type { Partner } from '../../../../shared/domain/partners/partner.ts';
import { ACTION_PACK, date, GOLD_LEARNING, LAP, membership, partner } from '../support.ts';

/** A LAP bought on 2026-09-01: in force through 2027-10-01, the last day of its first window. */
const lap = (fields: Partial<Membership> = {}): Membership =>
  membership({ terms: LAP, purchasedOn: date('2026-09-01'), cycle: 1, ...fields });
const withProfile = (fields: Partial<Partner> = {}): Partner =>
  partner({ accountProfileOn: date('2026-09-15'), ...fields });
const rights = (given: Partner, memberships: Membership[], day = '2027-03-01') => {
  const { purchase, since, delivery } = coursewareRights(given, memberships, date(day));
  return [purchase, since, delivery.isAllowed, delivery.since];
};

describe("R-MEM-10: a partner's rights to courseware", () => {
  it.each<[string, Partner, Membership[], string, unknown[]]>([
    ['without any membership', withProfile(), [], '2027-03-01', ['full-price', null, false, null]],
    [
      'with an Action Pack alone',
      withProfile(),
      [membership({ terms: ACTION_PACK })],
      '2027-03-01',
      ['full-price', null, false, null],
    ],
    ['without an account profile', partner(), [lap()], '2027-03-01', ['full-price', null, false, null]],
    ['on the day before its profile', withProfile(), [lap()], '2026-09-14', ['full-price', null, false, null]],
    [
      'from the day of its profile on',
      withProfile(),
      [lap()],
      '2026-09-15',
      ['partner-offers', '2026-09-15', true, '2026-09-15'],
    ],
    [
      'with a profile set up before the LAP',
      withProfile({ accountProfileOn: date('2026-08-01') }),
      [lap()],
      '2027-03-01',
      ['partner-offers', '2026-09-01', true, '2026-09-01'],
    ],
    [
      'with a Learning option',
      withProfile(),
      [lap({ terms: GOLD_LEARNING })],
      '2027-03-01',
      ['partner-offers', '2026-09-15', true, '2026-09-15'],
    ],
    [
      'without a trainer',
      withProfile({ mctCount: 0 }),
      [lap()],
      '2027-03-01',
      ['partner-offers', '2026-09-15', false, null],
    ],
    [
      'on the last day of its window',
      withProfile(),
      [lap()],
      '2027-10-01',
      ['partner-offers', '2026-09-15', true, '2026-09-15'],
    ],
    ['on the day after it', withProfile(), [lap()], '2027-10-02', ['full-price', '2027-10-02', false, '2027-10-02']],
  ])('%s', (_, given, memberships, day, expected) => expect(rights(given, memberships, day)).toEqual(expected));

  it('goes on without a break from one Learning membership to the next', () => {
    const silver = lap({
      membershipId: 'S1',
      terms: { ...GOLD_LEARNING, level: 'silver' },
      purchasedOn: date('2026-08-01'),
      status: { name: 'superseded', on: date('2027-01-10'), by: 'G1', stamp: null },
    });
    const gold = lap({ membershipId: 'G1', terms: GOLD_LEARNING, purchasedOn: date('2027-01-10') });
    expect(rights(withProfile(), [gold, silver])).toEqual(['partner-offers', '2026-09-15', true, '2026-09-15']);
  });

  it('allows delivery from the day on which there was a trainer again', () => {
    const change = { on: date('2027-02-01'), stamp: null, what: 'partner-loaded', rule: 'none', reason: '' };
    const inputs = { mctCount: { before: 0, after: 2 } };
    const given = withProfile({ mctCount: 2, history: withChange(NO_HISTORY, { ...change, inputs }) });
    expect(rights(given, [lap()])).toEqual(['partner-offers', '2026-09-15', true, '2027-02-01']);
  });
});
