/**
 * What the operators read of a mail that nobody at the partner can get (R-ROLE-4): which mail it was, for which
 * anniversary date.
 */
import { describe, expect, it } from 'vitest';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { newClaims } from '../../../../shared/domain/notices/ledger.ts';
import { decideExpiry } from '../../../../shared/domain/renewal/expiry.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import { decideStanding } from '../../../../shared/domain/renewal/standing.ts';
import { membershipContent } from '../../../../shared/workflows/deliveries/membership-content.ts';
import { compose } from '../../mail/samples/all-contents.ts';
import { date, dates, facts, LAP, membership, on, partner } from '../support.ts';

const alone = partner({ contacts: [], profileReviews: dates('2027-08-20'), mctCount: 0 });
const given = (of: Membership, mctCount = 0) => facts({ membership: of, partner: { ...alone, mctCount } });

/** The alert of the only claim. Anniversary 2027-09-01. */
function alertOf(before: Membership, after: Membership, day: string): string {
  const [claim, ...others] = newClaims(before.notices, after.notices);
  if (claim === undefined || others.length > 0) throw new Error('not one claim');
  return compose(membershipContent(given(after), claim, date(day))).text;
}

function paidOn(paid: string, recorded: string, before: Membership): Membership {
  const payment = { paidOn: date(paid), reference: 'wire', commandId: 'P' };
  const outcome = decidePayment(given(before), payment, on(recorded));
  if (outcome.outcome !== 'renewed') throw new Error(JSON.stringify(outcome));
  return outcome.membership;
}

describe('R-NOT-9: the alert about a mail that nobody got', () => {
  const pack = membership();
  const expired = decideExpiry(given(pack), on('2027-10-02')).membership;
  const looked = decideStanding(given(membership({ terms: LAP, evaluateOn: date('2027-02-01') }), 1), on('2027-02-01'));
  const eligible = { ...looked.membership, evaluateOn: date('2027-03-01') };

  it.each([
    ['renewal notice of stage −15', pack, decideNotices(given(pack), on('2027-08-17')).membership, '2027-08-17'],
    ['expiry notice of stage +31', pack, expired, '2027-10-02'],
    ['confirmation of the renewal', pack, paidOn('2027-09-20', '2027-09-20', pack), '2027-09-20'],
    [
      'confirmation of the reinstatement',
      { ...expired, notices: {} },
      paidOn('2027-09-20', '2027-10-20', { ...expired, notices: {} }),
      '2027-10-20',
    ],
    [
      'message that the renewal is at risk',
      eligible,
      decideStanding(given(eligible), on('2027-03-01')).membership,
      '2027-03-01',
    ],
  ])('names the %s', (name, before, after, day) => {
    const text = alertOf(before, after, day);
    expect(text).toContain(`The ${name}`);
    expect(text).toContain('for the anniversary date September 1, 2027, was not sent');
    expect(text.includes('stage')).toBe(name.includes('stage'));
  });
});
