/** What a declaration that it will not renew says (R-REN-8). AD 2027-09-01. */
import { describe, expect, it } from 'vitest';
import type { Membership } from '../../../../../shared/domain/memberships/membership.ts';
import { decideDecline, declinedReason } from '../../../../../shared/domain/renewal/corrections/decline.ts';
import { date, membership, on } from '../../support.ts';

const consolidation = { into: 'L', on: date('2027-09-02'), anniversary: date('2027-12-01') };

describe('R-REN-8: a declared leave', () => {
  const declare = (given: Membership, asOf = '2027-09-10', withdraw = false, ticket: string | null = '4711') =>
    decideDecline(given, { withdraw, ticket } as never, on(asOf));
  const declined = { on: date('2027-08-01'), ticket: '4711', stamp: null };

  it('says what follows, in its history, too', () => {
    const outcome = declare(membership());
    expect(outcome).toMatchObject({
      reason: 'declared on 2027-09-10: no further renewal notice, and it ends on 2027-10-02',
      membership: {
        history: {
          changes: [{ what: 'renewal-declined', rule: 'R-REN-8', reason: 'the partner says so, on ticket 4711' }],
        },
      },
    });
    expect(declare(membership(), '2027-09-10', false, null)).toMatchObject({
      membership: { history: { changes: [{ reason: 'the partner says so' }] } },
    });
    expect([declinedReason(declined), declinedReason({ ...declined, ticket: null })]).toEqual([
      'the partner declared on 2027-08-01 that it will not renew (ticket 4711)',
      'the partner declared on 2027-08-01 that it will not renew',
    ]);
  });

  it('can be withdrawn', () => {
    expect(declare(membership({ declined }), '2027-09-10', true)).toMatchObject({
      reason: 'the renewal is not declined: its notices go out as they are due',
      membership: {
        declined: null,
        history: {
          changes: [{ what: 'decline-withdrawn', inputs: { declinedOn: '2027-08-01', ticket: '4711', cycle: 7 } }],
        },
      },
    });
  });

  it('is refused with the dates, and with what it is renewed with', () => {
    const inputs = { anniversary: '2027-09-01', windowCloses: '2027-10-01', status: 'active', asOf: '2027-10-02' };
    expect(declare(membership(), '2027-10-01').outcome).toBe('declared');
    expect(declare(membership(), '2027-10-02')).toEqual({
      outcome: 'refused',
      refusal: { rule: 'R-REN-8', reason: 'the window closed on 2027-10-01: no renewal is to come', inputs },
    });
    expect(declare(membership({ consolidation }))).toMatchObject({
      refusal: { rule: 'R-MRG-2', inputs: { ...inputs, asOf: '2027-09-10', renewedWith: 'L' } },
    });
  });
});
