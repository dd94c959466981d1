import { describe, expect, it } from 'vitest';
import type { Membership } from '../../../../../shared/domain/memberships/membership.ts';
import { newClaims } from '../../../../../shared/domain/notices/ledger.ts';
import type { NoticeState } from '../../../../../shared/domain/notices/notice-state.ts';
import { pseudonymOf } from '../../../../../shared/domain/notices/pseudonym.ts';
import { decideNotices } from '../../../../../shared/domain/renewal/renewal-notices.ts';
import { contact, date, facts, on, partner, withAnswers } from '../../support.ts';

import { admins, BO, KIM, resend, told, UNDELIVERABLE, withStateOf } from './resend-support.ts';

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

  it('R-OPS-4: knows what a person got who was erased since and is given again, and keeps what became of it under the pseudonym', () => {
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
      earlier.map((past) => [past.state.status, past.to]),
    ]);
    expect(entries).toEqual([
      ['kim@contoso.example', []],
      ['bo@contoso.example', [['sent', address]]],
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
