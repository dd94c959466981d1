import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import { anniversary, CONFIRMATION } from '../../../../shared/domain/memberships/membership.ts';
import { newMembership } from '../../../../shared/domain/memberships/new-membership.ts';
import { noticeSubject } from '../../../../shared/domain/memberships/notice-subject.ts';
import { statusOn } from '../../../../shared/domain/memberships/status.ts';
import { claimNotices } from '../../../../shared/domain/notices/claim-notices.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { decideExpiry } from '../../../../shared/domain/renewal/expiry.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import { decideOverride } from '../../../../shared/domain/renewal/payment/override.ts';
import type { Payment } from '../../../../shared/domain/renewal/payment/payment.ts';
import type { RenewalFacts } from '../../../../shared/domain/renewal/renewal-facts.ts';
import {
  ACTION_PACK,
  config,
  date,
  dates,
  facts,
  GOLD_LEARNING,
  kpi,
  LAP,
  membership,
  on,
  partner,
} from '../support.ts';

const reviewed = partner({ profileReviews: dates('2027-08-20') });
const pay = (
  paidOn: string,
  fields: Partial<RenewalFacts> = {},
  recordedOn = paidOn,
  paymentFields: Partial<Payment> = {},
) =>
  decidePayment(
    facts({ partner: reviewed, ...fields }),
    { paidOn: date(paidOn), reference: 'wire 815', commandId: 'C-1', ...paymentFields },
    on(recordedOn),
  );

describe('R-REN-1: the window of AD 2027-09-01', () => {
  it.each([
    ['2027-09-01', 'refused'],
    ['2027-09-02', 'renewed'],
    ['2027-10-01', 'renewed'],
    ['2027-10-02', 'refused'],
  ])('a payment on %s is %s', (day, outcome) => expect(pay(day).outcome).toBe(outcome));

  it('R-REN-1: paid too early is refused with the day on which the window opens', () => {
    expect(pay('2027-08-31')).toMatchObject({ refusal: { rule: 'R-REN-1', reason: 'the window opens on 2027-09-02' } });
  });

  it('R-REN-1: paid in a window that is paid already is refused with that payment', () => {
    const paid = pay('2027-09-10');
    if (paid.outcome === 'refused') throw new Error(paid.refusal.reason);
    const again = (day: string) =>
      pay(day, { membership: paid.membership }, '2027-09-20', { reference: 'wire 816', commandId: 'C-2' });
    const next = 'the window opens on 2028-09-02';
    const reason = `${next}; the one before is paid: wire 815, of 2027-09-10`;
    for (const day of ['2027-09-02', '2027-09-20']) expect(again(day)).toMatchObject({ refusal: { reason } });
    expect(again('2027-09-01')).toMatchObject({ refusal: { reason: next } });
  });

  it('R-REN-1: paid on a future day is refused', () => {
    expect(pay('2027-09-10', {}, '2027-09-09')).toMatchObject({ outcome: 'refused', refusal: { rule: 'R-REN-1' } });
  });

  it.each([
    ['2027-06-04', 'renewed'],
    ['2027-06-03', 'refused'],
  ])('R-REN-1: paid on 2027-09-02, the profile reviewed on %s: %s', (review, outcome) => {
    expect(pay('2027-09-02', { partner: partner({ profileReviews: dates(review) }) }).outcome).toBe(outcome);
  });
});

describe('R-REN-2: a renewal', () => {
  it('R-REN-2: has the old AD plus a year, whatever the day of payment, and keeps the closed cycle', () => {
    const paid = pay('2027-09-30');
    if (paid.outcome !== 'renewed') throw new Error('refused');
    expect(anniversary(paid.membership)).toBe('2028-09-01');
    expect(paid.membership.closing).toMatchObject({
      cycle: 7,
      anniversary: '2027-09-01',
      renewal: { paidOn: '2027-09-30' },
    });
  });

  it('R-NOT-1: ends the notices of the cycle, except the confirmation', () => {
    const paid = pay('2027-09-05');
    if (paid.outcome !== 'renewed') throw new Error('refused');
    expect(Object.keys(paid.membership.notices)).toEqual([CONFIRMATION]);
    const closed = Object.values(paid.membership.closing?.notices ?? {});
    expect(closed.map(({ stage }) => stage).sort((a, b) => Number(a) - Number(b))).toEqual([
      -30, -15, -1, 1, 15, 23, 30, 31,
    ]);
    for (const { notices } of closed) expect(notices[0]?.state).toEqual({ status: 'skipped', reason: 'paid' });
  });

  it('R-REN-2: is due until the closed cycle has an item of its own', () => {
    const paid = pay('2027-09-05');
    if (paid.outcome !== 'renewed') throw new Error('refused');
    const confirmed = { ...paid.membership, notices: {} };
    expect(dueDates(confirmed, config()).notices).toBe('2027-09-05');
    expect(dueDates({ ...confirmed, closing: null }, config()).notices).toBe('2028-08-02');
  });

  it('R-CAL-2: returns to 29 February in a leap year', () => {
    const leap = membership({ purchasedOn: date('2024-02-29'), cycle: 3 });
    const paid = pay('2027-03-19', { membership: leap, partner: partner({ profileReviews: dates('2027-02-17') }) });
    if (paid.outcome !== 'renewed') throw new Error('refused');
    expect(anniversary(paid.membership)).toBe('2028-02-29');
  });
});

describe('R-REN-4: a payment whose level is not met', () => {
  const gold = membership({ terms: GOLD_LEARNING });
  const ledger = kpi({
    months: { ['2027-03' as CivilMonth]: { kpi: '12', revenue: {} } },
    publishedThrough: '2027-08' as CivilMonth,
  });

  it('is refused, and names the highest level met', () => {
    expect(pay('2027-09-20', { membership: gold, kpi: ledger })).toMatchObject({
      refusal: {
        rule: 'R-REN-4',
        reason: expect.stringContaining('the highest level met is DevOps silver with Learning option'),
      },
    });
  });

  it.each([
    ['silver', 'renewed'],
    ['learning-action-pack', 'refused'],
  ] as const)('is, if it accepts %s, %s', (acceptFallback, outcome) => {
    expect(pay('2027-09-20', { membership: gold, kpi: ledger }, '2027-09-20', { acceptFallback }).outcome).toBe(
      outcome,
    );
  });

  it('R-KPI-8: is refused while pending, with the refresh that decides', () => {
    expect(pay('2027-09-10', { membership: gold })).toMatchObject({
      refusal: { rule: 'R-KPI-8', reason: expect.stringContaining('2027-09-15') },
    });
  });

  it('R-MEM-2: has nothing to fall back to for a LAP without an MCT', () => {
    const alone = { ...reviewed, mctCount: 0 };
    expect(pay('2027-09-10', { membership: membership({ terms: LAP }), partner: alone })).toMatchObject({
      refusal: { reason: expect.stringContaining('no level is met') },
    });
  });
});

describe('R-REN-6: a payment in time, recorded after expiry,', () => {
  const expired = decideExpiry(facts(), on('2027-10-02')).membership;

  it('reinstates the membership as if it had been recorded in time', () => {
    const paid = pay('2027-10-01', { membership: expired }, '2027-11-20');
    if (paid.outcome !== 'renewed') throw new Error('refused');
    expect(paid.decision).toMatchObject({ what: 'reinstated', rule: 'R-REN-6' });
    expect(statusOn(paid.membership, date('2027-11-20'))).toBe('active');
    expect(anniversary(paid.membership)).toBe('2028-09-01');
    expect(paid.membership.notices[CONFIRMATION]?.notices[0]?.kind).toBe('reinstated');
  });
});

describe('R-REN-7: an override', () => {
  const override = {
    ticket: '4711',
    until: date('2027-11-30'),
    grantedBy: 'Lee',
    reason: 'flood',
    grantedOn: date('2027-11-01'),
    stamp: null,
  };
  const expired = decideExpiry(facts(), on('2027-10-02')).membership;

  it.each([
    ['2027-10-01', 'refused'],
    ['2027-10-02', 'granted'],
    ['2027-11-30', 'granted'],
    ['2027-12-01', 'refused'],
  ])('asked for until 2027-11-30 on %s, is %s', (day, outcome) => {
    expect(decideOverride(membership(), override, date(day)).outcome).toBe(outcome);
  });

  it.each([
    ['2027-11-30', 'renewed'],
    ['2027-12-01', 'refused'],
  ])('allows payment until its last day: %s is %s', (day, outcome) => {
    const partnerNow = partner({ profileReviews: dates('2027-10-20') });
    expect(pay(day, { membership: { ...expired, override }, partner: partnerNow }).outcome).toBe(outcome);
  });
});

describe('R-NOT-1: a payment ends the notices of its cycle, and no others', () => {
  const pending = (kind: 'renewal-at-risk' | 'delivery-lost' | 'operator-alert', key: string) =>
    claimNotices(
      { ...noticeSubject(membership()), key, kind, stage: null, rule: 'R', reason: '', inputs: {} },
      [{ to: 'kim@contoso.example', name: 'Kim', role: 'global-admin', locale: 'en' }],
      on('2027-09-05'),
    );
  const open = {
    'at-risk-2027-09-05': pending('renewal-at-risk', 'at-risk-2027-09-05'),
    'delivery-lost-2027-09-05': pending('delivery-lost', 'delivery-lost-2027-09-05'),
    'late-payment': pending('operator-alert', 'late-payment'),
  };

  it('goes on with what was not due because of that cycle (R-MEM-6, R-MEM-10)', () => {
    const paid = pay('2027-09-10', { membership: membership({ notices: open }) });
    if (paid.outcome !== 'renewed') throw new Error(paid.refusal.reason);
    const { closing, notices } = paid.membership;
    expect(Object.keys(notices).toSorted()).toEqual(['confirmation', 'delivery-lost-2027-09-05', 'late-payment']);
    expect(notices['late-payment']).toEqual(open['late-payment']);
    expect(closing?.notices['at-risk-2027-09-05']?.notices[0]?.state.status).toBe('uncertain');
  });
});

describe('an imported membership', () => {
  const loaded = (on: string) =>
    newMembership(
      ACTION_PACK,
      { partnerId: 'P-1', membershipId: 'M1', purchasedOn: date('2020-09-01'), paidThroughCycle: 0 },
      date(on),
    );

  it.each([
    ['2021-09-01', 'active'],
    ['2021-09-02', 'in-window'],
    ['2021-10-01', 'in-window'],
    ['2021-10-02', 'expired'],
  ])('R-CAL-4: is, on %s, bought on 2020-09-01 and never renewed, %s', (day, status) => {
    expect(statusOn(loaded(day), date(day))).toBe(status);
  });
});
