import { describe, expect, it } from 'vitest';
import type { Membership } from '../../../../../shared/domain/memberships/membership.ts';
import { newClaims } from '../../../../../shared/domain/notices/ledger.ts';
import { decideExpiry } from '../../../../../shared/domain/renewal/expiry.ts';
import { isCurrent } from '../../../../../shared/domain/renewal/is-current.ts';
import { decidePayment } from '../../../../../shared/domain/renewal/payment/decide-payment.ts';
import { decideStanding } from '../../../../../shared/domain/renewal/standing.ts';
import { config, date, facts, LAP, membership, on, withAnswers } from '../../support.ts';

import { admins, resend, told, UNDELIVERABLE, withNotice, withStateOf } from './resend-support.ts';

describe('R-NOT-3: the latest notice', () => {
  it('is the last stage, not an earlier one', () => {
    const later = withNotice('2027-09-16', { membership: told });
    expect(resend(later, '2027-09-20', 'kim@contoso.example')).toMatchObject({ outcome: 'resent', stage: 15 });
  });

  it('is the first stage of a cycle rather than the confirmation of the one before', () => {
    const payment = { paidOn: date('2027-09-20'), reference: 'wire', commandId: 'P' };
    const paid = decidePayment(facts({ partner: admins, membership: told }), payment, on('2027-09-20'));
    if (paid.outcome !== 'renewed') throw new Error('refused');
    const next = withNotice('2028-08-02', { membership: withAnswers(paid.membership) });
    expect(isCurrent(facts({ membership: next }), '-30', date('2028-08-03'))).toBe(true);
    expect(resend(next, '2028-08-03', 'kim@contoso.example')).toMatchObject({ outcome: 'resent', stage: -30 });
  });

  it('is the message that the renewal is at risk, if that came after the last stage and still holds', () => {
    const lap = membership({ terms: LAP, evaluateOn: date('2027-08-01') });
    const trainers = (mctCount: number) => ({ partner: { ...admins, mctCount } });
    const eligible = decideStanding(facts({ membership: lap, ...trainers(1) }), on('2027-08-01')).membership;
    const stage = withNotice('2027-08-17', { membership: eligible, ...trainers(1) });
    const lost = { membership: { ...stage, evaluateOn: date('2027-08-20') }, ...trainers(0) };
    const told = withAnswers(decideStanding(facts(lost), on('2027-08-20')).membership);
    const again = resend(told, '2027-08-21', 'kim@contoso.example', 'C-1', trainers(0));
    if (again.outcome !== 'resent') throw new Error('refused');
    expect([again.stage, newClaims(told.notices, again.membership.notices).map(({ key }) => key)]).toEqual([
      null,
      ['at-risk-2027-08-20'],
    ]);
    // With a trainer again, and after the next stage, it is that stage.
    expect(resend(told, '2027-08-21', 'kim@contoso.example', 'C-1', trainers(1))).toMatchObject({ stage: -15 });
    const next = withNotice('2027-08-31', { membership: told, ...trainers(0) });
    expect(resend(next, '2027-09-01', 'kim@contoso.example', 'C-1', trainers(0))).toMatchObject({ stage: -1 });
  });

  it('is the confirmation, if what was told of the loss of delivery came before the payment', () => {
    const lost = withNotice('2027-08-17', { partner: { ...admins, mctCount: 0 } }).notices['-15']!;
    const loss = { ...lost, stage: null, decidedOn: date('2027-09-10') };
    const payment = { paidOn: date('2027-09-20'), reference: 'wire', commandId: 'P' };
    const before = { ...told, notices: { ...told.notices, 'delivery-lost-2027-09-10': loss } };
    const paid = decidePayment(facts({ partner: admins, membership: before }), payment, on('2027-09-20'));
    if (paid.outcome !== 'renewed') throw new Error('refused');
    const next = withAnswers(paid.membership);
    const again = resend(next, '2027-09-25', 'kim@contoso.example', 'C-1', { partner: { ...admins, mctCount: 0 } });
    if (again.outcome !== 'resent') throw new Error('refused');
    expect(newClaims(next.notices, again.membership.notices).map(({ key }) => key)).toEqual(['confirmation']);
  });

  it('is the loss of delivery, though stages were skipped since because the renewal was declined (R-REN-8)', () => {
    const noTrainer = { partner: { ...admins, mctCount: 0 } };
    const loss = { ...told.notices['-15']!, stage: null, decidedOn: date('2027-08-20') };
    const notices = { ...told.notices, 'delivery-lost-2027-08-20': loss };
    const declined = { on: date('2027-08-21'), ticket: null, stamp: null };
    const skipped = withNotice('2027-08-31', { membership: { ...told, notices, declined } });
    const again = resend(skipped, '2027-09-01', 'kim@contoso.example', 'C-1', noTrainer);
    if (again.outcome !== 'resent') throw new Error('refused');
    expect(newClaims(skipped.notices, again.membership.notices).map(({ key }) => key)).toEqual([
      'delivery-lost-2027-08-20',
    ]);
  });

  it('R-MRG-2: is the loss of delivery, though stages were skipped since for a joint renewal, and no confirmation', () => {
    const noTrainer = { partner: { ...admins, mctCount: 0 } };
    const own = told.notices['-15']!;
    const stage = { ...own, stage: -1, decidedOn: date('2027-08-21'), rule: 'R-MRG-2', notices: [] };
    const consolidation = { into: 'M2', on: date('2027-10-02'), anniversary: date('2027-11-01') };
    const joined = (notices: Membership['notices']): Membership => ({
      ...membership({ consolidation }),
      notices: { ...notices, '-1': stage },
    });
    const lost = joined({ 'delivery-lost-2027-08-20': { ...own, stage: null, decidedOn: date('2027-08-20') } });
    const again = resend(lost, '2027-09-01', 'kim@contoso.example', 'C-1', noTrainer);
    if (again.outcome !== 'resent') throw new Error('refused');
    expect(newClaims(lost.notices, again.membership.notices).map(({ key }) => key)).toEqual([
      'delivery-lost-2027-08-20',
    ]);
    const confirmed = joined({ confirmation: { ...own, stage: null, decidedOn: date('2027-08-20') } });
    expect(resend(confirmed, '2027-09-01', 'kim@contoso.example')).toMatchObject({ refusal: { rule: 'R-NOT-1' } });
  });

  it('is none before the first stage, and no reminder after the window', () => {
    const none = { outcome: 'refused', refusal: { rule: 'R-NOT-1' } };
    expect(resend(membership(), '2027-08-01')).toMatchObject(none);
    expect(resend(told, '2027-10-02', 'kim@contoso.example')).toMatchObject(none);
    const lastStage = withNotice('2027-09-24', { config: config({ noticeStages: [-15, 23] }) });
    const only = { config: config({ noticeStages: [-15, 23] }) };
    expect(resend(lastStage, '2027-10-01', 'kim@contoso.example', 'C-1', only).outcome).toBe('resent');
    expect(resend(lastStage, '2027-10-02', 'kim@contoso.example', 'C-1', only)).toMatchObject(none);
    expect(resend(membership(), '2027-08-01')).toMatchObject({
      refusal: { reason: 'no notice of this cycle has anything to say on this day', inputs: {} },
    });
  });

  it('is not sent again on the day of a later stage, which the run of that day sends: one a day', () => {
    expect(resend(told, '2027-08-30', 'kim@contoso.example').outcome).toBe('resent');
    expect(resend(told, '2027-08-31', 'kim@contoso.example')).toMatchObject({
      outcome: 'refused',
      refusal: { rule: 'R-NOT-3', reason: expect.stringContaining('stage -1 is due') },
    });
  });

  it('R-NOT-9: is no confirmation of a membership that has ended since', () => {
    const payment = { paidOn: date('2027-09-20'), reference: 'wire', commandId: 'P' };
    const paid = decidePayment(facts({ partner: admins, membership: told }), payment, on('2027-09-20'));
    if (paid.outcome !== 'renewed') throw new Error('refused');
    const superseded = { name: 'superseded', on: date('2028-01-10'), by: 'G-1', stamp: null } as const;
    const upgraded = { ...withAnswers(paid.membership), status: superseded };
    expect(resend(withAnswers(paid.membership), '2028-01-11', 'kim@contoso.example').outcome).toBe('resent');
    expect(resend(upgraded, '2028-01-11', 'kim@contoso.example')).toMatchObject({ refusal: { rule: 'R-NOT-1' } });
  });

  it('R-EXP-1: is the expiry notice, which account-admins do not get', () => {
    const unreviewed = { ...admins, profileReviews: [] };
    const expired = withAnswers(decideExpiry(facts({ partner: unreviewed }), on('2027-10-02')).membership);
    const lacking = withStateOf(expired, '31', 0, UNDELIVERABLE);
    const again = resend(lacking, '2027-10-03', undefined, 'C-1', { partner: unreviewed });
    if (again.outcome !== 'resent') throw new Error('refused');
    expect([again.stage, again.to]).toEqual([31, ['kim@contoso.example']]);
    expect(again.membership.notices['31']?.notices.map(({ kind }) => kind)).toEqual(['expired', 'expired']);
  });

  it.each([
    ['renewed', '2027-09-20'],
    ['reinstated', '2027-10-20'],
  ])('R-NOT-1: is the confirmation, which is %s, of a paid cycle', (kind, recordedOn) => {
    const before = kind === 'renewed' ? told : decideExpiry(facts({ partner: admins }), on('2027-10-02')).membership;
    const payment = { paidOn: date('2027-09-20'), reference: 'wire', commandId: 'P' };
    const paid = decidePayment(facts({ partner: admins, membership: before }), payment, on(recordedOn));
    if (paid.outcome !== 'renewed') throw new Error('refused');
    const again = resend(withAnswers(paid.membership), '2027-10-25', 'bo@contoso.example', 'C-1', {
      partner: { ...admins, profileReviews: [] },
    });
    if (again.outcome !== 'resent') throw new Error('refused');
    expect([again.stage, again.to]).toEqual([null, ['bo@contoso.example']]);
    expect(again.membership.notices.confirmation?.notices.map((entry) => entry.kind)).toEqual([kind, kind]);
  });
});

describe('R-NOT-3: an earlier notice that may still be current', () => {
  const expired = decideExpiry(facts(), on('2027-10-02')).membership;
  it.each([
    ['the reminder of stage -15', told, '-15', '2027-08-20', true],
    ['it on the last day of the window', told, '-15', '2027-10-01', true],
    ['it after the window', told, '-15', '2027-10-02', false],
    ['a stage before it', told, '-30', '2027-08-20', false],
    ['the reminder of an expired membership', expired, '30', '2027-09-30', false],
    ['the expiry notice of an expired membership', expired, '31', '2028-01-01', true],
    ['the expiry notice of one that was paid', membership(), '31', '2027-10-02', false],
    ['the confirmation', told, 'confirmation', '2028-01-01', true],
    ['the alert that nobody can be reached', told, 'unreachable', '2028-01-01', true],
  ])('%s', (_, before, key, day, is) => expect(isCurrent(facts({ membership: before }), key, date(day))).toBe(is));
});
