/** Which payments are not reversed, and what the reversal of an order leaves (R-REN-9, R-MEM-8). AD 2027-09-01. */
import { describe, expect, it } from 'vitest';
import type { Benefit } from '../../../../../shared/domain/benefits/benefit.ts';
import type {
  Membership,
  Renewal,
  Reversal,
  ReversalCause,
} from '../../../../../shared/domain/memberships/membership.ts';
import type { Origin } from '../../../../../shared/domain/memberships/origin.ts';
import {
  isReversalKey,
  paymentReversedContent,
  reversalAlert,
} from '../../../../../shared/domain/renewal/corrections/reversal-notices.ts';
import {
  decideReversal,
  type PaymentHistory,
} from '../../../../../shared/domain/renewal/corrections/reverse-payment.ts';
import { decidePayment } from '../../../../../shared/domain/renewal/payment/decide-payment.ts';
import type { RenewalFacts } from '../../../../../shared/domain/renewal/renewal-facts.ts';
import { competency } from '../../merge/merge-facts.ts';
import { date, dates, facts, membership, on, partner } from '../../support.ts';

const reviewed = partner({ profileReviews: dates('2027-08-20') });
const paid = ((): Membership => {
  const payment = { paidOn: date('2027-09-05'), reference: 'w', commandId: 'c' };
  const outcome = decidePayment(facts({ membership: membership(), partner: reviewed }), payment, on('2027-09-06'));
  if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
  return outcome.membership;
})();
const ORDER: Extract<Origin, { kind: 'order' }> = {
  ...{ kind: 'order', commandId: 'o', orderedOn: date('2027-01-10'), reference: null, fellBackFrom: null },
  ...{ commitment: null, discountPercent: 0 },
  payment: {
    paidOn: date('2027-01-20'),
    recordedOn: date('2027-01-20'),
    reference: 'first',
    commandId: 'p',
    stamp: null,
  },
} as const;
/** Bought by an order; its first cycle is not paid yet. */
const bought = membership({ origin: ORDER, purchasedOn: date('2027-01-20'), cycle: 1 });

type Given = {
  reference?: string;
  cause?: ReversalCause;
  asOf?: string;
  history?: Partial<PaymentHistory>;
  facts?: Partial<RenewalFacts>;
};
const reverse = (
  given: Membership,
  { reference = 'w', cause = 'error', asOf = '2027-09-20', history, facts: more }: Given = {},
) =>
  decideReversal(
    facts({ membership: given, partner: reviewed, ...more }),
    { reference, cause, ticket: '4711', commandId: 'r' },
    { closed: given.closing, earlier: [], merges: [], ...history },
    on(asOf),
  );
const why = (...given: Parameters<typeof reverse>) => {
  const outcome = reverse(...given);
  return outcome.outcome === 'refused' ? outcome.refusal.reason : outcome.outcome;
};
const reversed = (...given: Parameters<typeof reverse>): Membership => {
  const outcome = reverse(...given);
  if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
  return outcome.membership;
};

describe('R-REN-9: a payment that is not reversed', () => {
  const renewal = (cycle: number, reference: string): Renewal => ({
    ...(paid.lastRenewal as Renewal),
    cycle,
    reference,
  });

  it.each<[string, Membership, Given, string]>([
    ['that is not recorded', paid, { reference: 'x' }, 'no payment x of M1 is recorded'],
    [
      'of two cycles back',
      paid,
      { reference: 'old', history: { earlier: [renewal(4, 'older'), renewal(5, 'old')] } },
      'old paid cycle 5, two cycles back or more: only the last payment can be reversed',
    ],
    [
      'whose closed cycle is not there',
      paid,
      { history: { closed: null } },
      'the record of the cycle that w closed is not there',
    ],
    [
      'that paid the order, renewed since',
      { ...paid, origin: ORDER },
      { reference: 'first' },
      'first paid the order, two cycles back or more: only the last payment can be reversed',
    ],
    [
      'that paid an upgrade',
      { ...bought, origin: { kind: 'upgrade', commandId: 'u', from: 'S-1', reference: 'up', discountPercent: 25 } },
      { reference: 'up' },
      'up paid the upgrade from S-1, which cannot be undone: it closed no cycle',
    ],
    [
      'of another reference than the upgrade',
      { ...bought, origin: { kind: 'upgrade', commandId: 'u', from: 'S-1', reference: 'up', discountPercent: 25 } },
      {},
      'no payment w of M1 is recorded',
    ],
    ['of another reference than the order', bought, {}, 'no payment w of M1 is recorded'],
    [
      'of an order that is not paid',
      { ...bought, origin: { ...ORDER, payment: null } },
      { reference: 'first' },
      'no payment first of M1 is recorded',
    ],
    [
      'of an order on which an upgrade rests',
      { ...bought, status: { name: 'superseded', on: date('2027-03-01'), by: 'G-1', stamp: null } },
      { reference: 'first' },
      'superseded on 2027-03-01 by G-1, which rests on the payment first',
    ],
  ])('%s', (_, given, request, reason) => {
    expect(reverse(given, request)).toEqual({
      outcome: 'refused',
      refusal: { rule: 'R-REN-9', reason, inputs: { reference: request.reference ?? 'w' } },
    });
  });

  it('a second time says when it was reversed before', () => {
    const reversals = [
      { on: date('2027-09-07'), payment: { reference: 'other' } },
      { on: date('2027-09-08'), payment: { reference: 'w' } },
    ] as Reversal[];
    expect(why(membership({ reversals }))).toBe('the payment w was reversed before, on 2027-09-08');
    expect(why(membership({ reversals: reversals.slice(0, 1) }))).toBe('no payment w of M1 is recorded');
  });

  it.each([
    ['2027-09-05', 'reversed'],
    ['2027-09-06', 'the merge of 2027-09-06 rests on the payment of 2027-09-05, and cannot be undone'],
  ])('a payment on which a merge of %s rests is not reversed', (day, reason) => {
    const merges = [date(day)];
    const movedFrom = { partnerId: 'P-2', mergeId: 'm', on: date(day) };
    expect(why({ ...paid, movedFrom })).toBe(reason);
    expect(why({ ...paid, covers: [competency('AI')] }, { history: { merges } })).toBe(reason);
    const consolidation = { into: 'A-2', on: date('2027-09-30'), anniversary: date('2027-12-01') };
    expect(why({ ...paid, consolidation }, { history: { merges } })).toBe(reason);
    expect(why(paid, { history: { merges } })).toBe('reversed');
    const outcome = reverse({ ...paid, movedFrom });
    if (outcome.outcome === 'refused') expect(outcome.refusal.inputs).toEqual({ mergedOn: day, paidOn: '2027-09-05' });
  });
});

describe('R-REN-9: a refund', () => {
  const used = (tokenId: string, day: string): Benefit =>
    ({
      kind: 'token',
      tokenId,
      membershipId: 'M1',
      activation: { on: date(day), tenant: 't', commandId: null },
    }) as Benefit;
  const refund = (given: Membership, benefits: Benefit[], asOf = '2027-10-05', reference = 'w') =>
    reverse(given, { cause: 'refund', asOf, reference, facts: { benefits: { partnerId: 'P-1', entries: benefits } } });

  it('is made within 30 days after the payment', () => {
    expect(refund(paid, [], '2027-10-05').outcome).toBe('reversed');
    expect(refund(paid, [], '2027-10-06')).toMatchObject({
      refusal: {
        reason: 'paid on 2027-09-05, and refundable through 2027-10-05',
        inputs: { paidOn: '2027-09-05', refundableThrough: '2027-10-05', asOf: '2027-10-06' },
      },
    });
  });

  it('is refused where benefits of the paid cycle were used: since the day after the AD, or since the order was paid', () => {
    expect(refund(paid, [used('T-1', '2027-09-01')]).outcome).toBe('reversed');
    expect(refund(paid, [used('T-1', '2027-09-02'), used('T-2', '2027-09-03')])).toMatchObject({
      refusal: {
        rule: 'R-REN-9',
        reason: 'used since 2027-09-02: T-1, T-2',
        inputs: { paidOn: '2027-09-05', refundableThrough: '2027-10-05', asOf: '2027-10-05', used: ['T-1', 'T-2'] },
      },
    });
    expect(refund(bought, [used('T-1', '2027-01-19')], '2027-02-01', 'first').outcome).toBe('reversed');
    expect(refund(bought, [used('T-1', '2027-01-20')], '2027-02-01', 'first').outcome).toBe('refused');
  });
});

describe('R-REN-9, R-MEM-8: an order whose payment is reversed', () => {
  it('is as it was before it was paid', () => {
    const order = reversed(bought, { reference: 'first', asOf: '2027-02-01' });
    expect(order).toMatchObject({
      ...{ origin: { ...ORDER, payment: null }, purchasedOn: '2027-01-10', cycle: 1, evaluateOn: null },
      status: { name: 'ordered', createdOn: '2027-01-10' },
      reversals: [{ paid: 'order', cause: 'error', ticket: '4711', on: '2027-02-01', payment: { reference: 'first' } }],
    });
  });

  it('is reversed on the evaluation of a renewal, not of one that has ended', () => {
    const silver = { ...paid, closing: { ...paid.closing!, terms: competency('AI') } };
    expect(reversed(silver).evaluateOn).toBe('2027-09-20');
    expect(reversed(paid).evaluateOn).toBeNull();
    const expired = { ...silver, closing: { ...silver.closing, expiredOn: date('2027-10-02') } };
    expect(reversed(expired, { asOf: '2027-10-05' }).evaluateOn).toBeNull();
    const status = { name: 'superseded', on: date('2027-09-10'), by: 'G', stamp: null } as const;
    expect(reversed({ ...silver, status })).toMatchObject({ status, evaluateOn: null });
  });
});

describe('R-REN-9: the mails about a reversal', () => {
  const content = (status: Membership['status'], asOf: string, fields: Partial<Membership> = {}) => {
    const given = { ...reversed(paid), status, ...fields };
    const record = given.notices['payment-reversed-1'];
    return paymentReversedContent(facts({ membership: given, partner: reviewed }), record!, date(asOf)).now;
  };

  it.each<[Membership['status'], string, object]>([
    [{ name: 'active' }, '2027-10-01', { code: 'payable', through: '2027-10-01' }],
    [{ name: 'active' }, '2027-10-02', { code: 'over', through: '2027-10-01' }],
    [{ name: 'expired', expiredOn: date('2027-10-02') }, '2027-10-03', { code: 'expired', on: '2027-10-02' }],
    [
      { name: 'superseded', on: date('2027-09-30'), by: 'G-1', stamp: null },
      '2027-10-03',
      { code: 'superseded', on: '2027-09-30', by: 'G-1' },
    ],
    [{ name: 'ordered', createdOn: date('2027-09-10') }, '2027-10-10', { code: 'payable', through: '2027-10-10' }],
    [
      { name: 'lapsed', createdOn: date('2027-09-10'), on: date('2027-10-11') },
      '2027-10-11',
      { code: 'over', through: '2027-10-10' },
    ],
    [
      { name: 'moved', to: 'P-2', as: 'M1', on: date('2027-09-21'), stamp: null },
      '2027-10-01',
      { code: 'payable', through: '2027-10-01' },
    ],
  ])('tell of a membership that is %j, on %s: %j', (status, asOf, now) => expect(content(status, asOf)).toEqual(now));

  it('has the payment, for the operators, too', () => {
    const { notices } = reversed(paid);
    expect(reversalAlert(notices['reversal-alert-1']!)).toEqual({
      ...{ code: 'payment-reversed', reference: 'w', paidOn: '2027-09-05', cause: 'error', ticket: '4711' },
      isNobodyTold: false,
    });
    expect(notices['payment-reversed-1']).toMatchObject({
      reason: 'the payment w of 2027-09-05 is reversed (error, ticket 4711)',
      notices: [{ kind: 'payment-reversed', state: { status: 'claimed' } }],
    });
  });

  it('is skipped where the partner has nobody to be told', () => {
    const outcome = reverse(paid, { facts: { partner: partner({ contacts: [] }) } });
    expect(outcome.outcome === 'reversed' && outcome.membership.notices['payment-reversed-1']?.notices).toEqual([]);
    const alert = outcome.outcome === 'reversed' ? outcome.membership.notices['reversal-alert-1'] : undefined;
    expect(reversalAlert(alert!)).toMatchObject({ code: 'payment-reversed', isNobodyTold: true });
  });

  it('is known by its keys', () => {
    expect(
      ['payment-reversed-1', 'reversal-alert-2', '-30', 'x-payment-reversed-', 'x-reversal-alert-'].map(isReversalKey),
    ).toEqual([true, true, false, false, false]);
  });
});
