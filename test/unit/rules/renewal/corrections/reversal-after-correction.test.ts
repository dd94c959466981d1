/** A payment that is reversed after a correction has moved the anniversary of its cycle (R-REN-9, R-MEM-9). */
import { describe, expect, it } from 'vitest';
import type { Membership } from '../../../../../shared/domain/memberships/membership.ts';
import { decideReversal } from '../../../../../shared/domain/renewal/corrections/reverse-payment.ts';
import { decideDailyNotices } from '../../../../../shared/domain/renewal/daily-notices.ts';
import { decideExpiry } from '../../../../../shared/domain/renewal/expiry.ts';
import { decidePayment } from '../../../../../shared/domain/renewal/payment/decide-payment.ts';
import { date, dates, facts, membership, on, partner, withAnswers } from '../../support.ts';

const factsOf = (current: Membership) =>
  facts({ membership: current, partner: partner({ profileReviews: dates('2027-08-20') }) });
const run = (before: Membership, day: string): Membership =>
  withAnswers(
    decideExpiry(factsOf(withAnswers(decideDailyNotices(factsOf(before), on(day)).membership)), on(day)).membership,
  );
function pay(before: Membership, day: string): Membership {
  const outcome = decidePayment(
    factsOf(before),
    { paidOn: date('2027-09-05'), reference: 'w', commandId: 'c' },
    on(day),
  );
  if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
  return withAnswers(outcome.membership);
}
function reverse(paid: Membership, day: string): Membership {
  const request = { reference: 'w', cause: 'error' as const, ticket: '4711', commandId: 'r' };
  const outcome = decideReversal(factsOf(paid), request, { closed: paid.closing, earlier: [], merges: [] }, on(day));
  if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
  return withAnswers(outcome.membership);
}

/** AD 2027-09-01, told on +1; expired on 2027-10-02, and paid after all. */
const told = run(membership(), '2027-09-02');
const reinstated = pay(run(told, '2027-10-02'), '2027-10-05');

describe('R-REN-9: a reversed payment of a cycle whose anniversary was corrected', () => {
  it('is open where the window of the corrected one, 2027-09-21 … 10-20, is, and has the notices of that one', () => {
    const reversed = reverse({ ...reinstated, purchasedOn: date('2020-09-20') }, '2027-10-08');
    expect(reversed).toMatchObject({ cycle: 7, status: { name: 'active' }, override: null });
    expect(Object.keys(reversed.notices)).toEqual(expect.arrayContaining(['1@2027-09-01', '31@2027-09-01']));
    expect(run(reversed, '2027-10-08').notices[15]).toBeDefined();
  });

  it('is expired from the day after the window of the corrected one, 2027-08-26 … 09-24', () => {
    const reversed = reverse({ ...reinstated, purchasedOn: date('2020-08-25') }, '2027-10-08');
    expect(reversed.status).toEqual({ name: 'expired', expiredOn: '2027-09-25' });
  });

  it('expires with its notice where it was paid before it could expire', () => {
    const reversed = reverse({ ...pay(told, '2027-09-05'), purchasedOn: date('2020-08-25') }, '2027-10-08');
    expect(reversed.status).toEqual({ name: 'active' });
    const expired = run(reversed, '2027-10-08');
    expect(expired.status).toEqual({ name: 'expired', expiredOn: '2027-09-25' });
    expect(expired.notices[31]).toMatchObject({ rule: 'R-EXP-1' });
  });

  it('keeps its ledger where the anniversary is the same', () => {
    expect(reverse(reinstated, '2027-10-08')).toMatchObject({
      status: { name: 'expired', expiredOn: '2027-10-02' },
      notices: { 1: {}, 31: {} },
    });
  });
});
