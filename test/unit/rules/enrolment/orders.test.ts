import { describe, expect, it } from 'vitest';
import { stampOf } from '../../../../shared/domain/core/stamp.ts';
import { decideOrderPayment } from '../../../../shared/domain/enrolment/order-payment.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { newOrder } from '../../../../shared/domain/memberships/order.ts';
import { isInForce, statusOn } from '../../../../shared/domain/memberships/status.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { decideExpiry } from '../../../../shared/domain/renewal/expiry.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import { decideOverride } from '../../../../shared/domain/renewal/payment/override.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import { ACTION_PACK, config, date, facts, GOLD_LEARNING, membership, on } from '../support.ts';

const order = (createdOn = '2027-01-01', terms: Membership['terms'] = ACTION_PACK): Membership => {
  const origin = {
    kind: 'order' as const,
    commandId: 'C-1',
    orderedOn: date(createdOn),
    reference: null,
    fellBackFrom: null,
    commitment: null,
    discountPercent: 0,
    payment: null,
  };
  return newOrder({ partnerId: 'P-1', membershipId: 'M9', terms, origin }, date(createdOn), stampOf(on(createdOn)));
};
const lapsed = (given: Membership, asOf: string) =>
  decideExpiry(facts({ membership: given }), on(asOf)).membership.status;

it('one of two orders after a merge becomes a membership when it is paid, and the other is refused (R-MEM-6)', () => {
  const [first, second] = [order('2027-01-05'), { ...order('2027-01-05'), membershipId: 'M8' }];
  const payment = { paidOn: date('2027-01-11'), reference: 'wire', commandId: 'C-2' };
  const paid = decideOrderPayment(first, [second], payment, on('2027-01-11'));
  if (paid.outcome !== 'bought') throw new Error(paid.outcome);
  expect(decideOrderPayment(second, [paid.membership], payment, on('2027-01-12'))).toMatchObject({
    outcome: 'refused',
    refusal: { rule: 'R-MEM-6' },
  });
});

describe('R-MEM-8: an unpaid order', () => {
  it.each([
    ['2027-01-01', '2027-01-31', '2027-02-01'],
    ['2028-01-30', '2028-02-29', '2028-03-01'],
    ['2027-01-30', '2027-03-01', '2027-03-02'],
    ['2028-02-29', '2028-03-30', '2028-03-31'],
  ])('created on %s, does not lapse on %s, but on %s', (createdOn, day30, day31) => {
    expect(dueDates(order(createdOn), config())).toEqual({ notices: null, expiry: day31 });
    expect(lapsed(order(createdOn), day30).name).toBe('ordered');
    expect(lapsed(order(createdOn), day31)).toEqual({ name: 'lapsed', createdOn, on: day31 });
  });

  it('lapses on its day, however late the run is, by a decision and without a mail', () => {
    const { membership: after, decisions } = decideExpiry(facts({ membership: order() }), on('2027-05-01'));
    expect(after.history.changes).toMatchObject([{ on: '2027-05-01', what: 'order-lapsed', rule: 'R-MEM-8' }]);
    expect({ ...after, history: order().history }).toEqual({
      ...order(),
      status: { name: 'lapsed', createdOn: '2027-01-01', on: '2027-02-01' },
    });
    expect(decisions).toEqual([
      {
        what: 'order-lapsed',
        partnerId: 'P-1',
        membershipId: 'M9',
        cycle: null,
        stage: null,
        rule: 'R-MEM-8',
        reason: 'ordered on 2027-01-01 and not paid through 2027-01-31',
        inputs: { createdOn: '2027-01-01', lapsedOn: '2027-02-01', asOf: '2027-05-01' },
      },
    ]);
    expect(dueDates(after, config())).toEqual({ notices: null, expiry: null });
  });
});

describe('an order', () => {
  const both = [order(), { ...order(), status: lapsed(order(), '2027-02-01') }];

  it('is not listed, in force, noticed, expired, renewed or overridden, even where its anniversary would be', () => {
    for (const given of both) {
      expect(statusOn(given, date('2028-01-15'))).toBeNull();
      expect(isInForce(given, date('2027-01-15'))).toBe(false);
      expect(decideNotices(facts({ membership: given }), on('2028-01-15')).decisions).toEqual([]);
      const payment = { paidOn: date('2028-01-15'), reference: 'r', commandId: 'C-2' };
      expect(decidePayment(facts({ membership: given }), payment, on('2028-01-15'))).toMatchObject({
        refusal: { rule: 'R-MEM-8' },
      });
      const override = {
        ticket: '4711',
        until: date('2028-03-01'),
        grantedBy: 'Lee',
        reason: 'illness',
        grantedOn: date('2028-02-10'),
        stamp: null,
      };
      expect(decideOverride(given, override, date('2028-02-10'))).toMatchObject({ refusal: { rule: 'R-MEM-8' } });
    }
  });
});

describe('R-MEM-8: the payment of an order', () => {
  const paid = (given: Membership, paidOn: string, asOf: string, others: Membership[] = []) => {
    const payment = { paidOn: date(paidOn), reference: 'wire', commandId: 'C-2' };
    const outcome = decideOrderPayment(given, others, payment, on(asOf));
    if (outcome.outcome === 'refused') return `${outcome.refusal.rule}: ${outcome.refusal.reason}`;
    const { status, purchasedOn, cycle } = outcome.membership;
    return `${status.name} ${purchasedOn} ${cycle}`;
  };
  const late = { ...order(), status: lapsed(order(), '2027-02-01') };

  it.each<[string, Membership, string, string, string]>([
    ['on the day of the order', order(), '2027-01-01', '2027-01-01', 'active 2027-01-01 1'],
    ['on day 30', order(), '2027-01-31', '2027-01-31', 'active 2027-01-31 1'],
    ['on day 31', order(), '2027-02-01', '2027-02-01', 'R-MEM-8: the order was payable through 2027-01-31'],
    ['on day 30, recorded after it lapsed', late, '2027-01-31', '2027-03-01', 'active 2027-01-31 1'],
    [
      'on day 31, after it lapsed',
      late,
      '2027-02-01',
      '2027-03-01',
      'R-MEM-8: the order was payable through 2027-01-31',
    ],
    [
      'the day before the order',
      order(),
      '2026-12-31',
      '2027-01-02',
      'R-MEM-8: 2026-12-31 lies before 2027-01-01, the day of the order',
    ],
    [
      'of a day to come',
      order(),
      '2027-01-03',
      '2027-01-02',
      'R-MEM-8: 2027-01-03 lies after 2027-01-02, the day it is recorded',
    ],
    ['R-EXP-1: recorded after its first window', late, '2027-01-31', '2028-03-02', 'expired 2027-01-31 1'],
  ])('%s', (_, given, paidOn, asOf, expected) => expect(paid(given, paidOn, asOf)).toBe(expected));

  it('R-MEM-6: is refused if another Action Pack was bought since the order lapsed', () => {
    const bought = membership({ purchasedOn: date('2027-02-05'), cycle: 1 });
    expect(paid(late, '2027-01-31', '2027-02-10', [bought])).toContain('R-MEM-6');
    expect(paid({ ...late, terms: GOLD_LEARNING }, '2027-01-31', '2027-02-10', [bought])).toContain('active');
  });

  it('begins the membership, which is due for its notices and its requirements', () => {
    const payment = { paidOn: date('2027-01-31'), reference: 'wire', commandId: 'C-2' };
    const given = order('2027-01-01', GOLD_LEARNING);
    const outcome = decideOrderPayment(given, [], payment, on('2027-01-31'));
    if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
    expect(outcome.membership).toMatchObject({ evaluateOn: '2027-01-31', loadedOn: '2027-01-01', stamp: given.stamp });
    expect(dueDates({ ...outcome.membership, evaluateOn: null }, config())).toEqual({
      notices: '2028-01-01',
      expiry: '2028-03-02',
    });
  });
});
