/** A payment that is reversed (R-REN-9). AD 2027-09-01, window 2027-09-02 … 2027-10-01. */
import { describe, expect, it } from 'vitest';
import type { Benefit } from '../../../../shared/domain/benefits/benefit.ts';
import type { Membership, ReversalCause } from '../../../../shared/domain/memberships/membership.ts';
import type { Ledger, NoticeState } from '../../../../shared/domain/notices/notice-state.ts';
import { paymentReversedContent } from '../../../../shared/domain/renewal/corrections/reversal-notices.ts';
import { decideReversal, type PaymentHistory } from '../../../../shared/domain/renewal/corrections/reverse-payment.ts';
import { decideDailyNotices } from '../../../../shared/domain/renewal/daily-notices.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { decideExpiry, expiredContent } from '../../../../shared/domain/renewal/expiry.ts';
import { isCurrent } from '../../../../shared/domain/renewal/is-current.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import type { RenewalFacts } from '../../../../shared/domain/renewal/renewal-facts.ts';
import { config, date, dates, facts, membership, on, partner, withAnswers } from '../support.ts';

const reviewed = partner({ profileReviews: dates('2027-08-20', '2028-08-01') });
const factsOf = (current: Membership, more: Partial<RenewalFacts> = {}) =>
  facts({ membership: current, partner: reviewed, ...more });
const NO_MERGE: Omit<PaymentHistory, 'closed'> = { earlier: [], merges: [] };

function pay(before: Membership, day: string, reference = 'w', commandId = `c-${reference}`, paidOn = day): Membership {
  const payment = { paidOn: date(paidOn), reference, commandId };
  const outcome = decidePayment(factsOf(before), payment, on(day));
  if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
  return withAnswers(outcome.membership);
}
const run = (before: Membership, day: string): Membership =>
  withAnswers(
    decideExpiry(factsOf(withAnswers(decideDailyNotices(factsOf(before), on(day)).membership)), on(day)).membership,
  );
const runOn = (before: Membership, ...days: string[]): Membership => days.reduce(run, before);

const REQUEST = { reference: 'w', cause: 'error' as ReversalCause, ticket: '4711', commandId: 'r-1' };
const outcomeOf = (
  paid: Membership,
  day: string,
  request: Partial<typeof REQUEST> = {},
  more: Partial<RenewalFacts> = {},
  history: Partial<PaymentHistory> = {},
) =>
  decideReversal(
    factsOf(paid, more),
    { ...REQUEST, ...request },
    { closed: paid.closing, ...NO_MERGE, ...history },
    on(day),
  );
function reverse(...parameters: Parameters<typeof outcomeOf>): Membership {
  const outcome = outcomeOf(...parameters);
  if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
  return withAnswers(outcome.membership);
}
function refusalOf(...parameters: Parameters<typeof outcomeOf>): string {
  const outcome = outcomeOf(...parameters);
  return outcome.outcome === 'refused' ? `${outcome.refusal.rule} ${outcome.refusal.reason}` : 'reversed';
}
const wordOf = (state: NoticeState | undefined) => (state?.status === 'skipped' ? state.reason : state?.status);
const statesOf = (notices: Ledger) =>
  Object.fromEntries(Object.entries(notices).map(([key, record]) => [key, wordOf(record.notices[0]?.state)]));

/** Told on −30, −15 and −1, and paid on the first day of the window. */
const told = runOn(membership(), '2027-08-02', '2027-08-17', '2027-08-31');
const paid = pay(told, '2027-09-02');
const TOLD = { '-30': 'sent', '-15': 'sent', '-1': 'sent' };
const PUT_AWAY = { 'reversed-1-confirmation': 'sent', 'payment-reversed-1': 'sent', 'reversal-alert-1': 'sent' };

describe('R-REN-9: a reversed payment', () => {
  it('opens its cycle again, with its anniversary and its ledger', () => {
    const reversed = reverse(paid, '2027-09-20');
    expect(reversed).toMatchObject({ cycle: 7, status: { name: 'active' }, lastRenewal: null, closing: null });
    expect(statesOf(reversed.notices)).toEqual({ ...TOLD, ...PUT_AWAY });
    expect(dueDates(reversed, config())).toEqual({ notices: '2027-09-02', expiry: '2027-10-02' });
  });

  it('is told to the admins and to the operators', () => {
    const outcome = outcomeOf(paid, '2027-09-20', { cause: 'chargeback' });
    const { notices } = outcome.outcome === 'reversed' ? outcome.membership : paid;
    expect(notices['payment-reversed-1']).toMatchObject({
      rule: 'R-REN-9',
      reason: 'the payment w of 2027-09-02 is reversed (chargeback, ticket 4711)',
      period: '7',
      notices: [{ kind: 'payment-reversed', to: 'kim@contoso.example', state: { status: 'claimed' } }],
    });
    expect(notices['reversal-alert-1']?.notices).toMatchObject([
      { kind: 'operator-alert', to: 'operators@vendor.example', state: { status: 'claimed' } },
    ]);
  });

  it('is dunned in the window: the latest stage that is due is sent, once; no other is sent again (R-NOT-3)', () => {
    const after = run(reverse(paid, '2027-09-20'), '2027-09-20');
    expect(statesOf(after.notices)).toEqual({ ...TOLD, ...PUT_AWAY, '1': 'superseded', '15': 'sent' });
    expect(statesOf(runOn(after, '2027-09-24', '2027-10-01', '2027-10-02').notices)).toMatchObject({
      '23': 'sent',
      '30': 'sent',
      '31': 'sent',
    });
  });

  it('expires after the window, with its notice, on the next run', () => {
    const after = run(reverse(paid, '2028-01-10'), '2028-01-10');
    expect(after.status).toEqual({ name: 'expired', expiredOn: '2027-10-02' });
    expect(statesOf(after.notices)).toMatchObject({ ...TOLD, '1': 'superseded', '30': 'superseded', '31': 'sent' });
  });

  it('is expired again if it had reinstated, without a second expiry notice', () => {
    const expired = runOn(told, '2027-10-01', '2027-10-02');
    const reinstated = pay(expired, '2027-10-10', 'w', 'c', '2027-09-20');
    const reversed = reverse(reinstated, '2027-10-20');
    expect(reversed.status).toEqual({ name: 'expired', expiredOn: '2027-10-02' });
    expect(reversed.notices['31']).toEqual(expired.notices['31']);
    expect(run(reversed, '2027-10-20').notices).toEqual(reversed.notices);
  });

  it('gives back the level and all that it covered before a fallback', () => {
    const gold = { offer: 'competency', competency: 'DevOps', level: 'gold', learningOption: false } as const;
    const closing = { ...paid.closing!, terms: gold, covers: [{ ...gold, competency: 'Security' }] };
    const lower = { ...paid, terms: { ...gold, level: 'silver' } as const, covers: [], closing };
    expect(reverse(lower, '2027-09-20')).toMatchObject({
      terms: gold,
      covers: closing.covers,
      evaluateOn: '2027-09-20',
    });
  });

  it('leaves a membership ended whose place another has taken', () => {
    const status = { name: 'superseded', on: date('2027-09-10'), by: 'A2', stamp: null } as const;
    const reversed = reverse({ ...paid, status }, '2027-09-20');
    expect(reversed).toMatchObject({ cycle: 7, status });
    expect(dueDates(reversed, config())).toEqual({ notices: null, expiry: null });
  });

  it('undoes the declaration that the payment had undone: its stages are open (R-REN-8)', () => {
    const declined = { ...told, declined: { on: date('2027-08-10'), ticket: null, stamp: null } };
    const silent = run(declined, '2027-09-02');
    expect(statesOf(silent.notices)['1']).toBe('declined');
    const reversed = reverse(pay(silent, '2027-09-05'), '2027-09-06');
    expect(reversed.declined).toBeNull();
    expect(statesOf(run(reversed, '2027-09-06').notices)['1']).toBe('sent');
  });
});

describe('R-REN-9: a confirmation that is on its way when its payment is reversed', () => {
  const withState = (state: NoticeState): Membership => {
    const record = paid.notices.confirmation!;
    const notices = record.notices.map((entry) => ({ ...entry, state }));
    return { ...paid, notices: { confirmation: { ...record, notices } } };
  };
  it('is not sent any more if it was not', () => {
    const reversed = reverse(withState({ status: 'pending', unanswered: 0 }), '2027-09-03');
    expect(statesOf(reversed.notices)['reversed-1-confirmation']).toBe('reversed');
  });
  it('is uncertain until its answer comes', () => {
    const claim = { attempt: 1, claimedAt: '2027-09-02T08:00:00Z', runId: 'r', on: date('2027-09-02') };
    const reversed = reverse(withState({ status: 'claimed', ...claim }), '2027-09-03');
    expect(statesOf(reversed.notices)['reversed-1-confirmation']).toBe('uncertain');
  });
});

describe('R-REN-9: a cycle that is paid again', () => {
  const again = pay(reverse(paid, '2027-09-20'), '2027-09-22', 'w2');

  it('is confirmed by a mail with an id of its own', () => {
    const [first, second] = [paid, again].map(({ notices }) => notices.confirmation?.notices[0]?.noticeId);
    expect(first).toMatch(/^P-1__M1__7__confirmation__/);
    expect(second).toMatch(/^P-1__M1__7__confirmation-2__/);
  });

  it('keeps all mails of the first time, and counts that it was open again', () => {
    expect(again.closing).toMatchObject({ cycle: 7, reopened: 1, renewal: { reference: 'w2' } });
    expect(statesOf(again.closing!.notices)).toMatchObject({ ...TOLD, ...PUT_AWAY, '15': 'paid' });
    expect(again.reversals).toMatchObject([{ paid: 'renewal', payment: { reference: 'w' }, cause: 'error' }]);
  });

  it('goes on with the next cycle where it was: no stage of it is sent twice', () => {
    const next = runOn(paid, '2028-08-02');
    const reversed = reverse(next, '2028-08-05');
    expect(statesOf(reversed.notices)).toMatchObject({ 'reversed-1--30': 'sent' });
    expect(isCurrent(factsOf({ ...reversed, status: { name: 'active' } }), '30', date('2027-09-30'))).toBe(true);
    const override = { ticket: '1', until: date('2028-08-10'), grantedBy: 'x', reason: 'x' };
    const granted = { ...reversed, override: { ...override, grantedOn: date('2028-08-05'), stamp: null } };
    const repaid = pay(granted, '2028-08-06', 'w2');
    expect(statesOf(repaid.notices)).toEqual({ '-30': 'sent', confirmation: 'sent' });
    expect(statesOf(run(repaid, '2028-08-06').notices)).toEqual({ '-30': 'sent', confirmation: 'sent' });
    expect(Object.keys(repaid.closing!.notices)).not.toContain('reversed-1--30');
  });

  it.each<[ReversalCause, string, string, string | null]>([
    ['error', 'w', 'c-other', null],
    [
      'error',
      'w',
      'c-w',
      'the payment w was reversed on 2027-09-20 (error, ticket 4711): to record one anew, give the command a requestId',
    ],
    [
      'refund',
      'w',
      'c-other',
      'the payment w was reversed on 2027-09-20 (refund, ticket 4711): another payment has another reference',
    ],
    [
      'chargeback',
      'w',
      'c-other',
      'the payment w was reversed on 2027-09-20 (chargeback, ticket 4711): another payment has another reference',
    ],
    ['chargeback', 'w2', 'c-other', null],
  ])(
    'can be paid after a reversal as %s by %s of the command %s, or not: %s',
    (cause, reference, commandId, reason) => {
      const reversed = reverse(paid, '2027-09-20', { cause });
      const payment = { paidOn: date('2027-09-21'), reference, commandId };
      const outcome = decidePayment(factsOf(reversed), payment, on('2027-09-21'));
      expect(outcome.outcome === 'refused' ? outcome.refusal.reason : null).toBe(reason);
    },
  );
});

describe('R-REN-9: a refund', () => {
  const token = (activatedOn: string): Benefit => ({
    ...{
      kind: 'token',
      tokenId: 'T1',
      membershipId: 'M1',
      product: 'Office',
      seats: 5,
      replaces: null,
      replacedBy: null,
    },
    ...{ issuedOn: date('2027-01-01'), recordedOn: date('2027-01-01'), commandId: null },
    activation: { on: date(activatedOn), tenant: 't', commandId: null },
  });
  const subscription = (assignedOn: string): Benefit => ({
    ...{ kind: 'visual-studio', tokenId: 'V1', membershipId: 'M1', edition: 'professional' },
    ...{ issuedOn: date('2027-01-01'), recordedOn: date('2027-01-01'), commandId: null },
    assignments: [{ to: 'bo@x.example', on: date(assignedOn), commandId: null, activation: null }],
  });
  const refund = (day: string, ...entries: Benefit[]) =>
    refusalOf(paid, day, { cause: 'refund' }, { benefits: { partnerId: 'P-1', entries } });

  it('is possible through day 30 after the payment of 2027-09-02, 2027-10-02, and not on day 31', () => {
    expect(refund('2027-10-02')).toBe('reversed');
    expect(refund('2027-10-03')).toBe('R-REN-9 paid on 2027-09-02, and refundable through 2027-10-02');
    expect(refusalOf(paid, '2027-10-03', { cause: 'chargeback' })).toBe('reversed');
  });

  it('is refused if a benefit was used in the year that it paid for, and not for what was used before', () => {
    expect(refund('2027-09-20', token('2027-09-01'))).toBe('reversed');
    expect(refund('2027-09-20', token('2027-09-02'))).toBe('R-REN-9 used since 2027-09-02: T1');
    expect(refund('2027-09-20', subscription('2027-09-10'))).toBe('R-REN-9 used since 2027-09-02: V1');
    expect(refund('2027-09-20', { ...token('2027-09-10'), membershipId: 'M2' })).toBe('reversed');
  });
});

describe('R-REN-9: a reversal is refused', () => {
  it('names why: a payment two cycles back, one that is not known, and one that was reversed before', () => {
    const earlier = [{ ...paid.lastRenewal!, cycle: 6, reference: 'w6' }];
    expect(refusalOf(paid, '2027-09-20', { reference: 'w6' }, {}, { earlier })).toMatch(
      /^R-REN-9 w6 paid cycle 6, two cycles back/,
    );
    expect(refusalOf(paid, '2027-09-20', { reference: 'x' })).toBe('R-REN-9 no payment x of M1 is recorded');
    const reversed = reverse(paid, '2027-09-20');
    expect(refusalOf(reversed, '2027-09-21', { commandId: 'r-2' })).toBe(
      'R-REN-9 the payment w was reversed before, on 2027-09-20',
    );
  });

  it('names the merge that rests on the payment (R-MRG-1)', () => {
    const consolidation = { into: 'M2', on: date('2028-10-01'), anniversary: date('2028-12-01') };
    const merges = dates('2027-09-10');
    expect(refusalOf({ ...paid, consolidation }, '2027-09-20', {}, {}, { merges })).toMatch(
      /^R-REN-9 the merge of 2027-09-10 rests/,
    );
    expect(refusalOf(paid, '2027-09-20', {}, {}, { merges })).toBe('reversed');
    const movedFrom = { partnerId: 'P-2', mergeId: 'm', on: date('2027-09-10') };
    expect(refusalOf({ ...paid, movedFrom }, '2027-09-20')).toMatch(/^R-REN-9 the merge of 2027-09-10 rests/);
  });
});

describe('R-REN-9: the mail to the admins says what holds on the day on which it is sent', () => {
  const reversed = reverse(paid, '2027-09-20');
  const contentOn = (current: Membership, day: string) =>
    paymentReversedContent(
      facts({ membership: current, partner: reviewed }),
      current.notices['payment-reversed-1']!,
      date(day),
    ).now;

  it('names the last day of the window, and the expiry', () => {
    expect(contentOn(reversed, '2027-10-01')).toEqual({ code: 'payable', through: '2027-10-01' });
    expect(contentOn(reversed, '2027-10-02')).toEqual({ code: 'over', through: '2027-10-01' });
    expect(contentOn(run(reversed, '2027-10-02'), '2027-10-03')).toEqual({ code: 'expired', on: '2027-10-02' });
  });
});

describe('R-NOT-9: the expiry notice after a reversed payment', () => {
  const noticeOf = (before: Membership, day: string) => {
    const { membership: expired } = decideExpiry(factsOf(before), on(day));
    const record = expired.notices['31'];
    if (record === undefined) throw new Error('no expiry notice');
    return { reason: record.reason, reversed: expiredContent(factsOf(expired), record).reversed };
  };

  it('names the payment that does not count any more, also if it was reversed after the window had closed', () => {
    const refunded = reverse(pay(told, '2027-09-30'), '2027-10-10', { cause: 'refund' });
    expect(noticeOf(refunded, '2027-10-10')).toEqual({
      reason: 'unpaid, since the payment of 2027-09-30 was reversed on 2027-10-10; the window closed on 2027-10-01',
      reversed: { paidOn: '2027-09-30', cause: 'refund' },
    });
  });

  it('names the latest of several', () => {
    const once = reverse(paid, '2027-09-10', { cause: 'chargeback' });
    const twice = reverse(pay(once, '2027-09-12', 'w2'), '2027-09-20', {
      reference: 'w2',
      ticket: '2',
      commandId: 'r-2',
    });
    expect(noticeOf(twice, '2027-10-02').reversed).toEqual({ paidOn: '2027-09-12', cause: 'error' });
  });

  it('names none of a cycle before', () => {
    const renewed = pay(reverse(paid, '2027-09-10'), '2027-09-12', 'w2');
    expect(noticeOf(renewed, '2028-10-02')).toEqual({
      reason: 'unpaid when the window closed on 2028-10-01',
      reversed: null,
    });
  });
});
