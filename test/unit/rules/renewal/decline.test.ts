/** A partner that declares that it will not renew (R-REN-8). AD 2027-09-01, window 2027-09-02 … 2027-10-01. */
import { describe, expect, it } from 'vitest';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import type { NoticeState } from '../../../../shared/domain/notices/notice-state.ts';
import { type Declaration, decideDecline } from '../../../../shared/domain/renewal/corrections/decline.ts';
import { decideDailyNotices } from '../../../../shared/domain/renewal/daily-notices.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { decideExpiry } from '../../../../shared/domain/renewal/expiry.ts';
import { forecastOf } from '../../../../shared/domain/renewal/forecast.ts';
import { isCurrent } from '../../../../shared/domain/renewal/is-current.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import { config, date, dates, facts, GOLD_LEARNING, membership, on, partner, withAnswers } from '../support.ts';

const DECLARE: Declaration = { withdraw: false, ticket: '4711' };
const WITHDRAW: Declaration = { withdraw: true, ticket: '4712' };
const reviewed = partner({ profileReviews: dates('2027-08-20') });

function declare(before: Membership, day: string, declaration = DECLARE): Membership {
  const outcome = decideDecline(before, declaration, on(day));
  if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
  return outcome.membership;
}
const refusalOf = (before: Membership, day: string, declaration = DECLARE) => {
  const outcome = decideDecline(before, declaration, on(day));
  return outcome.outcome === 'refused' ? outcome.refusal : null;
};
/** The daily runs of these days, all mails accepted. */
const runOn = (before: Membership, ...days: string[]): Membership =>
  days.reduce(
    (current, day) => withAnswers(decideDailyNotices(facts({ membership: current }), on(day)).membership),
    before,
  );
const statesOf = ({ notices }: Membership) =>
  Object.fromEntries(
    Object.entries(notices).map(([key, record]) => {
      const state = record.notices[0]?.state;
      return [key, state?.status === 'skipped' ? state.reason : state?.status];
    }),
  );
const withState = (before: Membership, stage: string, state: NoticeState): Membership => {
  const record = before.notices[stage]!;
  const notices = record.notices.map((entry) => ({ ...entry, state }));
  return { ...before, notices: { ...before.notices, [stage]: { ...record, notices } } };
};

describe('R-REN-8: a declined renewal', () => {
  const declined = declare(runOn(membership(), '2027-08-02'), '2027-08-10');

  it('has its remaining renewal notices skipped as declined, each on its day', () => {
    expect(statesOf(runOn(declined, '2027-08-17'))).toEqual({ '-30': 'sent', '-15': 'declined' });
    const after = runOn(declined, '2027-08-17', '2027-08-31', '2027-09-02', '2027-09-16', '2027-09-24', '2027-10-01');
    const remaining = { '-15': 'declined', '-1': 'declined', '1': 'declined', '15': 'declined' };
    expect(statesOf(after)).toEqual({ '-30': 'sent', ...remaining, '23': 'declined', '30': 'declined' });
    expect(after.notices['-1']).toMatchObject({
      rule: 'R-REN-8',
      reason: 'the partner declared on 2027-08-10 that it will not renew (ticket 4711)',
    });
  });

  it('expires on AD+31 with the expiry notice, whatever runs were missed', () => {
    const { membership: expired, decisions } = decideExpiry(facts({ membership: declined }), on('2027-10-02'));
    expect(expired.status).toEqual({ name: 'expired', expiredOn: '2027-10-02' });
    expect(decisions).toMatchObject([{ what: 'expired', rule: 'R-EXP-1' }]);
    expect(statesOf(expired)).toMatchObject({ '-15': 'declined', '30': 'declined', '31': 'claimed' });
  });

  it('is in the forecast as leaving, also where there are no requirements', () => {
    const forecast = { anniversary: '2027-09-01', windowCloses: '2027-10-01', riskOn: '2027-08-10', lacks: [] };
    expect(forecastOf(facts({ membership: declined }), date('2027-08-20'))).toEqual({
      ...forecast,
      because: 'declined',
    });
    expect(forecastOf(facts({ membership: membership() }), date('2027-08-20'))).toBeNull();
  });

  it('is in the history with its ticket, and once if it is declared twice', () => {
    expect(declined.history.changes).toMatchObject([
      {
        on: '2027-08-10',
        what: 'renewal-declined',
        rule: 'R-REN-8',
        reason: 'the partner says so, on ticket 4711',
        inputs: { anniversary: '2027-09-01', cycle: 7, ticket: '4711' },
      },
    ]);
    expect(declare(declined, '2027-08-12')).toBe(declined);
  });

  it('causes no mail that it is at risk; the change is told after a withdrawal (R-COMP-5)', () => {
    const met = { state: 'met' as const, since: date('2027-05-01'), shortfalls: [], awaitsKpi: false };
    const gold = membership({ terms: { ...GOLD_LEARNING, learningOption: false }, standing: met });
    const lost = { ...declare(gold, '2027-05-10'), evaluateOn: date('2027-05-12') };
    const withoutTrainers = { partner: partner({ mctCount: 0 }), config: config() };
    const decide = (before: Membership, day: string) =>
      decideDailyNotices(facts({ ...withoutTrainers, membership: before }), on(day));
    expect(dueDates(lost, config()).notices).toBe('2027-08-02');
    expect(decide(lost, '2027-05-12').decisions).toEqual([]);
    const withdrawn = declare(lost, '2027-05-20', WITHDRAW);
    expect(dueDates(withdrawn, config()).notices).toBe('2027-05-20');
    expect(decide(withdrawn, '2027-05-20').decisions).toMatchObject([{ what: 'renewal-at-risk' }]);
  });
});

describe('R-REN-8: a withdrawal', () => {
  const declined = declare(runOn(membership(), '2027-08-02'), '2027-08-10');

  it('lets the latest notice that is due go out, and those before it are superseded (R-NOT-3)', () => {
    const withdrawn = declare(runOn(declined, '2027-08-17', '2027-08-31', '2027-09-02'), '2027-09-05', WITHDRAW);
    expect(statesOf(withdrawn)).toEqual({ '-30': 'sent' });
    expect(dueDates(withdrawn, config()).notices).toBe('2027-08-17');
    expect(statesOf(runOn(withdrawn, '2027-09-05'))).toEqual({
      '-30': 'sent',
      '-15': 'superseded',
      '-1': 'superseded',
      '1': 'sent',
    });
    expect(withdrawn.history.changes.map(({ what }) => what)).toEqual(['renewal-declined', 'decline-withdrawn']);
  });

  it('sends nothing again that was sent', () => {
    const withdrawn = declare(declined, '2027-08-11', WITHDRAW);
    expect(decideDailyNotices(facts({ membership: withdrawn }), on('2027-08-11')).decisions).toEqual([]);
  });

  it('changes nothing where the renewal is not declined', () => {
    const before = membership();
    expect(declare(before, '2027-08-11', WITHDRAW)).toBe(before);
  });

  it('is possible on the last day of the window, 2027-10-01, and not after it', () => {
    expect(refusalOf(declined, '2027-10-01', WITHDRAW)).toBeNull();
    expect(refusalOf(declined, '2027-10-02', WITHDRAW)?.reason).toMatch(/^the window closed on 2027-10-01/);
  });
});

describe('R-REN-8: a notice that is open when the renewal is declined', () => {
  const sent = runOn(membership(), '2027-08-02');
  const pending = withState(sent, '-30', { status: 'pending', unanswered: 0, reason: 'Throttling' });

  it('is skipped if the mail service certainly did not take it, and tried again after a withdrawal', () => {
    const declined = declare(pending, '2027-08-03');
    expect(statesOf(declined)).toEqual({ '-30': 'declined' });
    expect(statesOf(declare(declined, '2027-08-05', WITHDRAW))).toEqual({ '-30': 'pending' });
  });

  it('keeps waiting for its answer if it may have been sent, and is not sent a second time', () => {
    const claim = { attempt: 1, claimedAt: '2027-08-02T08:00:00Z', runId: 'r', on: date('2027-08-02') };
    const declined = declare(withState(sent, '-30', { status: 'claimed', ...claim }), '2027-08-03');
    expect(statesOf(declined)).toEqual({ '-30': 'claimed' });
    expect(isCurrent(facts({ membership: declined }), '-30', date('2027-08-03'))).toBe(false);
  });
});

describe('R-REN-8: a payment in the window', () => {
  it('undoes the declaration: the next cycle has its notices', () => {
    const declined = declare(membership(), '2027-08-10');
    const payment = { paidOn: date('2027-09-10'), reference: 'w', commandId: 'c' };
    const outcome = decidePayment(facts({ membership: declined, partner: reviewed }), payment, on('2027-09-10'));
    expect(outcome).toMatchObject({ outcome: 'renewed', membership: { cycle: 8, declined: null } });
  });
});

describe('R-REN-8: a declaration is refused', () => {
  it.each([
    ['R-REN-8', 'expired on 2027-10-02', { name: 'expired', expiredOn: date('2027-10-02') }],
    ['R-MEM-5', 'superseded on 2027-08-01', { name: 'superseded', on: date('2027-08-01'), by: 'G1', stamp: null }],
    ['R-MEM-8', 'an order of 2027-08-01', { name: 'ordered', createdOn: date('2027-08-01') }],
    ['R-MRG-1', 'moved to', { name: 'moved', to: 'P-2', as: 'M1', on: date('2027-08-01'), stamp: null }],
  ] as const)('%s: %s', (rule, reason, status) => {
    expect(refusalOf(membership({ status }), '2027-08-10')).toMatchObject({
      rule,
      reason: expect.stringContaining(reason),
    });
  });

  it('names the membership with which it is renewed: that one can be declined (R-MRG-2)', () => {
    const consolidation = { into: 'M2', on: date('2027-10-02'), anniversary: date('2027-12-01') };
    expect(refusalOf(membership({ consolidation }), '2027-08-10')).toMatchObject({
      rule: 'R-MRG-2',
      reason: 'renewed together with M2, which can be declined for both',
    });
  });
});
