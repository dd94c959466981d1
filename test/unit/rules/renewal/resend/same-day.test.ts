import { describe, expect, it } from 'vitest';
import type { Membership } from '../../../../../shared/domain/memberships/membership.ts';
import { newClaims } from '../../../../../shared/domain/notices/ledger.ts';
import { decidePayment } from '../../../../../shared/domain/renewal/payment/decide-payment.ts';
import { date, facts, on, withAnswers } from '../../support.ts';
import { admins, BO, KIM, resend, told, withNotice } from './resend-support.ts';

const noTrainer = { partner: { ...admins, mctCount: 0 } };

describe('R-NOT-3: the later of two mails', () => {
  const payment = { paidOn: date('2027-09-20'), reference: 'wire', commandId: 'P' };
  /** Paid on 2027-09-20 at eight; that delivery is lost was told on a day, perhaps at a known instant. */
  function paidWithLoss(decidedOn: string, at: string | null): Membership {
    const paid = decidePayment(facts({ partner: admins, membership: told }), payment, on('2027-09-20'));
    if (paid.outcome !== 'renewed') throw new Error('refused');
    const loss = { ...told.notices['-15']!, stage: null, decidedOn: date(decidedOn), at };
    const { membership } = paid;
    return withAnswers({ ...membership, notices: { ...membership.notices, [`delivery-lost-${decidedOn}`]: loss } });
  }
  function resentKeys(before: Membership): string[] {
    const again = resend(before, '2027-09-25', 'kim@contoso.example', 'C-1', noTrainer);
    if (again.outcome !== 'resent') throw new Error('refused');
    return newClaims(before.notices, again.membership.notices).map(({ key }) => key);
  }

  it.each([
    ['2027-09-19', '2027-09-19T09:00:00Z', 'confirmation'],
    ['2027-09-20', '2027-09-20T07:00:00Z', 'confirmation'],
    ['2027-09-20', null, 'confirmation'],
    ['2027-09-20', '2027-09-20T08:00:00Z', 'delivery-lost-2027-09-20'],
    ['2027-09-20', '2027-09-20T09:00:00Z', 'delivery-lost-2027-09-20'],
    ['2027-09-21', '2027-09-21T07:00:00Z', 'delivery-lost-2027-09-21'],
  ])(
    'is resent: a loss of delivery told on %s, at %s, and a confirmation on 2027-09-20 at eight: %s',
    (day, at, key) => {
      expect(resentKeys(paidWithLoss(day, at))).toEqual([key]);
    },
  );
});

describe('R-NOT-2: a recipient of a notice that is resent', () => {
  it('is recorded as added by the command if new, and keeps what became of it otherwise', () => {
    const alone = withNotice('2027-08-17', { partner: { ...admins, contacts: [KIM] } });
    const both = { partner: { ...admins, contacts: [KIM, BO] } };
    const again = resend(alone, '2027-08-20', undefined, 'C-1', both);
    if (again.outcome !== 'resent') throw new Error('refused');
    expect(again.to).toEqual(['bo@contoso.example']);
    expect(again.membership.notices['-15']?.notices.map(({ to, added }) => [to, added?.runId])).toEqual([
      ['kim@contoso.example', undefined],
      ['bo@contoso.example', 'run-2027-08-20'],
    ]);
    const repeated = resend(alone, '2027-08-20', 'kim@contoso.example', 'C-2', both);
    if (repeated.outcome !== 'resent') throw new Error('refused');
    const [kim] = repeated.membership.notices['-15']?.notices ?? [];
    expect(kim?.earlier?.map((past) => [past.state.status, 'to' in past])).toEqual([['sent', false]]);
  });
});
