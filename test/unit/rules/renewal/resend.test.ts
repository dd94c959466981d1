import { describe, expect, it } from 'vitest';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { newClaims, withNoticeState } from '../../../../shared/domain/notices/ledger.ts';
import type { NoticeState } from '../../../../shared/domain/notices/notice-state.ts';
import { pseudonymOf } from '../../../../shared/domain/notices/pseudonym.ts';
import { decideExpiry } from '../../../../shared/domain/renewal/expiry.ts';
import { isCurrent } from '../../../../shared/domain/renewal/is-current.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import type { RenewalFacts } from '../../../../shared/domain/renewal/renewal-facts.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import { decideResend } from '../../../../shared/domain/renewal/resend.ts';
import { decideStanding } from '../../../../shared/domain/renewal/standing.ts';
import { config, contact, date, dates, facts, LAP, membership, on, partner, withAnswers } from '../support.ts';

const KIM = contact();
const BO = contact({ role: 'mpn-admin', name: 'Bo', email: 'bo@contoso.example' });
const AC = contact({ role: 'account-admin', name: 'Ac', email: 'ac@contoso.example' });
const admins = partner({ contacts: [KIM, BO, AC], profileReviews: dates('2027-07-30') });

const withNotice = (day: string, fields: Partial<RenewalFacts> = {}): Membership =>
  withAnswers(decideNotices(facts({ partner: admins, ...fields }), on(day)).membership);
/** Stage -15 was sent to Kim and Bo on 2027-08-17. */
const told = withNotice('2027-08-17');
const withStateOf = (before: Membership, key: string, index: number, state: NoticeState): Membership => ({
  ...before,
  notices: withNoticeState(before.notices, before.notices[key]?.notices[index]?.noticeId ?? '', state),
});
const resend = (before: Membership, day: string, to?: string, commandId = 'C-1', fields: Partial<RenewalFacts> = {}) =>
  decideResend(facts({ membership: before, partner: admins, ...fields }), { to, commandId }, on(day));
const UNDELIVERABLE: NoticeState = { status: 'undeliverable', reason: 'bounce' };

describe('R-NOT-2: resending the latest notice', () => {
  it('sends it to recipients who do not have it', () => {
    const lacking = withStateOf(told, '-15', 1, UNDELIVERABLE);
    const again = resend(lacking, '2027-08-17');
    if (again.outcome !== 'resent') throw new Error('refused');
    expect([again.stage, again.to]).toEqual([-15, ['bo@contoso.example']]);
    expect(again.membership.notices['-15']?.notices.map(({ to, state }) => [to, state.status])).toEqual([
      ['kim@contoso.example', 'sent'],
      ['bo@contoso.example', 'claimed'],
    ]);
    expect(again.membership.notices['-15']).toMatchObject({
      resentBy: ['C-1'],
      stage: -15,
      period: '7',
      decidedOn: '2027-08-17',
      rule: 'R-NOT-1',
      reason: 'stage -15 of the renewal is due',
    });
  });

  it('sends it to a person who became an admin since', () => {
    const cy = contact({ role: 'mpn-admin', name: 'Cy', email: 'cy@contoso.example' });
    const more = { partner: { ...admins, contacts: [KIM, BO, cy] } };
    expect(resend(told, '2027-08-20', undefined, 'C-1', more)).toMatchObject({ to: ['cy@contoso.example'] });
  });

  it('sends nothing when it is given again, though another notice has come since', () => {
    const again = resend(told, '2027-08-20', 'bo@contoso.example');
    if (again.outcome !== 'resent') throw new Error('refused');
    const sent = withAnswers(again.membership);
    const later = withAnswers(decideNotices(facts({ membership: sent, partner: admins }), on('2027-08-31')).membership);
    expect(later.notices['-1']).toBeDefined();
    const repeated = resend(later, '2027-08-31', 'bo@contoso.example');
    expect(repeated).toEqual({ outcome: 'resent', membership: later, stage: -15, to: [] });
  });

  it('R-OPS-4: knows what a person got who was erased since and is given again, and keeps what became of it', () => {
    const { name, address } = pseudonymOf({ address: 'bo@contoso.example', employeeId: null });
    const record = told.notices['-15'];
    const notices =
      record?.notices.map((entry, index) => (index === 1 ? { ...entry, name, to: address } : entry)) ?? [];
    const erased = { ...told, notices: { ...told.notices, '-15': { ...record, notices } } } as Membership;
    expect(resend(erased, '2027-08-20')).toMatchObject({ outcome: 'refused' });
    const again = resend(erased, '2027-08-20', 'bo@contoso.example');
    if (again.outcome !== 'resent') throw new Error('refused');
    const entries = again.membership.notices['-15']?.notices.map(({ to, earlier = [] }) => [
      to,
      earlier.map(({ state }) => state.status),
    ]);
    expect(entries).toEqual([
      ['kim@contoso.example', []],
      ['bo@contoso.example', ['sent']],
    ]);
  });

  it("replaces the recipient's entry, with a claim of its own", () => {
    const lacking = withStateOf(told, '-15', 1, UNDELIVERABLE);
    const again = resend(lacking, '2027-08-20');
    if (again.outcome !== 'resent') throw new Error('refused');
    const claims = newClaims(lacking.notices, again.membership.notices);
    expect(claims.map(({ entry }) => [entry.to, entry.kind, entry.noticeId])).toEqual([
      ['bo@contoso.example', 'renewal', told.notices['-15']?.notices[1]?.noticeId],
    ]);
    expect(claims[0]?.entry.state).toEqual({
      status: 'claimed',
      attempt: 1,
      claimedAt: '2027-08-20T08:00:00Z',
      runId: 'run-2027-08-20',
      on: '2027-08-20',
    });
    expect(Object.keys(again.membership.notices)).toEqual(Object.keys(lacking.notices));
  });

  it('sends it to nobody who has it, unless the person is named', () => {
    expect(resend(told, '2027-08-20')).toEqual({
      outcome: 'refused',
      refusal: {
        rule: 'R-NOT-3',
        reason: 'it was sent to everybody who gets it; name one of them with "to" to send it again',
        inputs: {},
      },
    });
  });

  it('is done once, however often the command is given', () => {
    const lacking = withStateOf(told, '-15', 1, UNDELIVERABLE);
    const first = resend(lacking, '2027-08-20');
    if (first.outcome !== 'resent') throw new Error('refused');
    const sent = withAnswers(first.membership);
    expect(resend(sent, '2027-08-20', 'bo@contoso.example')).toEqual({
      outcome: 'resent',
      membership: sent,
      stage: -15,
      to: [],
    });
    const other = resend(sent, '2027-08-21', 'bo@contoso.example', 'C-2');
    expect(other).toMatchObject({ to: ['bo@contoso.example'] });
    expect(other.outcome === 'resent' && other.membership.notices['-15']?.resentBy).toEqual(['C-1', 'C-2']);
  });

  it.each<NoticeState>([
    { status: 'pending', unanswered: 0 },
    { status: 'claimed', attempt: 1, claimedAt: '2027-08-17T08:00:00Z', runId: 'r', on: date('2027-08-17') },
  ])('is left to the next run while the notice is $status', (state) => {
    const open = withStateOf(told, '-15', 1, state);
    expect(resend(open, '2027-08-20', 'bo@contoso.example')).toMatchObject({ outcome: 'resent', to: [] });
    expect(resend(open, '2027-08-20')).toMatchObject({ outcome: 'resent', to: [] });
  });
});

describe('R-NOT-3: resending to one recipient, who has the notice,', () => {
  it.each([
    ['2027-08-17', 'refused'],
    ['2027-08-18', 'resent'],
  ])('is done once a day: on %s it is %s', (day, outcome) => {
    expect(resend(told, day, 'KIM@contoso.example').outcome).toBe(outcome);
  });

  it('is refused with the reason', () => {
    expect(resend(told, '2027-08-17', 'kim@contoso.example')).toMatchObject({
      refusal: { rule: 'R-NOT-3', reason: 'it was sent to kim@contoso.example on this day: at most one a day' },
    });
  });

  it('R-ROLE-2: is refused for somebody who is no recipient', () => {
    expect(resend(told, '2027-08-20', 'ac@contoso.example')).toMatchObject({
      outcome: 'refused',
      refusal: {
        rule: 'R-ROLE-2',
        reason: 'ac@contoso.example is not one of those of P-1 who get this notice and can be reached',
      },
    });
  });

  it('R-ROLE-3: is done for an account-admin while the profile review is missing', () => {
    const more = { partner: { ...admins, profileReviews: [] } };
    expect(resend(told, '2027-08-20', 'ac@contoso.example', 'C-1', more)).toMatchObject({ to: ['ac@contoso.example'] });
  });

  it('R-ROLE-4: is refused if there is no admin', () => {
    expect(resend(told, '2027-08-20', undefined, 'C-1', { partner: partner({ contacts: [] }) })).toMatchObject({
      refusal: { rule: 'R-ROLE-2', reason: 'P-1 has no admin who can be reached: set its contacts first' },
    });
  });
});

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
