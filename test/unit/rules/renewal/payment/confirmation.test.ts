/** What a confirmation says, and whether a notice still holds (R-REN-2, R-MRG-4, R-NOT-3). AD 2027-09-01. */
import { describe, expect, it } from 'vitest';
import type { Membership, Renewal } from '../../../../../shared/domain/memberships/membership.ts';
import { isCurrent, noticeKindOf } from '../../../../../shared/domain/renewal/is-current.ts';
import {
  confirmationKey,
  renewedContent,
  withScope,
} from '../../../../../shared/domain/renewal/payment/confirmation.ts';
import { decidePayment } from '../../../../../shared/domain/renewal/payment/decide-payment.ts';
import { latePaymentAlert } from '../../../../../shared/domain/renewal/payment/late-payment-alert.ts';
import { competency } from '../../merge/merge-facts.ts';
import { config, date, dates, facts, membership, on, partner } from '../../support.ts';

const consolidation = { into: 'L', on: date('2027-09-02'), anniversary: date('2027-12-01') };
const lastRenewal: Renewal = {
  ...{ cycle: 6, kind: 'renewed', paidOn: date('2026-10-01'), recordedOn: date('2026-10-01'), reference: 'w' },
  ...{ commandId: 'c', ended: [], stamp: null },
};

describe('R-REN-2, R-MRG-4: the confirmation of a payment', () => {
  const draft = { reason: 'paid', inputs: { paidOn: '2027-09-05' } } as never;
  const scope = {
    terms: competency('A'),
    covers: [competency('B'), competency('C')],
    ended: [] as Membership['covers'],
  };

  it('names what it covers, and what has ended', () => {
    expect(withScope(draft, { ...scope, covers: [] })).toBe(draft);
    expect(withScope(draft, scope)).toMatchObject({
      reason: 'paid; it covers B silver, C silver',
      inputs: { paidOn: '2027-09-05', terms: competency('A'), covers: scope.covers, ended: [] },
    });
    expect(withScope(draft, { ...scope, covers: [], ended: [competency('D')] }).reason).toBe(
      'paid; not met, and ended: D silver',
    );
    expect(withScope(draft, { ...scope, covers: [competency('B')], ended: [competency('D')] }).reason).toBe(
      'paid; it covers B silver; not met, and ended: D silver',
    );
  });

  it('R-REN-9: has another key for each time that the cycle is paid', () => {
    const reversal = { paid: 'renewal', payment: { cycle: 6 } } as never;
    expect([[], [reversal], [reversal, reversal]].map((reversals) => confirmationKey({ reversals }, 6))).toEqual([
      ...['confirmation', 'confirmation-2', 'confirmation-3'],
    ]);
  });

  it.each([
    ['2026-10-01', true],
    ['2026-10-02', false],
  ])('says whether it was paid in time, on %s: %s', (paidOn, isInTime) => {
    const given = membership({ lastRenewal: { ...lastRenewal, paidOn: date(paidOn) } });
    expect(renewedContent(given, partner(), { inputs: {} } as never)).toMatchObject({
      ...{ isInTime, nextAnniversary: '2027-09-01', cycle: 6, continuesIn: null },
    });
  });

  it('says in what the membership goes on', () => {
    const continues = (fields: Partial<Membership>) =>
      renewedContent(membership({ lastRenewal, ...fields }), partner(), { inputs: {} } as never).continuesIn;
    expect(continues({ consolidation })).toEqual({ membershipId: 'L', on: '2027-09-02' });
    const status = { name: 'superseded', on: date('2027-03-01'), by: 'G', stamp: null } as const;
    expect(continues({ consolidation, status })).toEqual({ membershipId: 'G', on: '2027-03-01' });
  });

  it('R-REN-4: is refused with what is attained, of a joint renewal', () => {
    const requirements = ['A', 'B'].map((name) => ({
      competency: name,
      level: 'silver',
      learningOption: false,
      mct: name === 'A' ? 1 : 9,
    }));
    const years = config({ programYears: [{ from: '2027-07-01', to: '2028-06-30', requirements }] });
    const refusal = (covers: Membership['covers'], terms = competency('A')) => {
      const given = facts({
        ...{ membership: membership({ terms, covers }), config: years },
        partner: partner({ mctCount: 1, profileReviews: dates('2027-08-20') }),
      });
      const outcome = decidePayment(
        given,
        { paidOn: date('2027-09-02'), reference: 'w', commandId: 'c' },
        on('2027-09-02'),
      );
      return outcome.outcome === 'refused' ? outcome.refusal.inputs : null;
    };
    expect(refusal([competency('B')])).toMatchObject({
      attained: { terms: competency('A'), covers: [], ended: [competency('B')] },
    });
    expect(refusal([], competency('B'))).not.toHaveProperty('attained');
  });

  it('R-MEM-6: has an alert of two paid packs', () => {
    expect(
      latePaymentAlert({ inputs: { kept: 'A', ended: 'B', on: '2027-03-01', anniversary: 'x' } } as never),
    ).toEqual({
      ...{ code: 'second-pack', kept: 'A', ended: 'B', on: '2027-03-01' },
    });
  });
});

describe('R-NOT-3, R-NOT-9: whether a notice still holds', () => {
  const current = (key: string, fields: Partial<Membership> = {}) =>
    isCurrent(facts({ membership: membership(fields) }), key, date('2027-09-10'));
  const stage = (number: number, period = '7') => ({ [number]: { stage: number, period } as never });

  it.each<[string, string, Partial<Membership>, boolean]>([
    ['about a reversal', 'payment-reversed-1', { consolidation }, true],
    ['about a reversal, to operators', 'reversal-alert-1', { consolidation }, true],
    ['of a stage', '1', {}, true],
    ['of a stage, before a later one', '1', { notices: stage(15) }, false],
    ['of a stage, before a later one of another cycle', '1', { notices: stage(15, '6') }, true],
    ['of a stage that is renewed with another', '1', { consolidation }, false],
    ['of an earlier anniversary', '1@2027-08-01', {}, false],
  ])('%s', (_, key, fields, is) => expect(current(key, fields)).toBe(is));

  it.each([
    ['payment-reversed-2', 'payment-reversed'],
    ['confirmation', 'renewed'],
    ['upgraded', 'upgraded'],
    ['at-risk-2027-03-01', 'renewal-at-risk'],
    ['delivery-lost-2027-03-01', 'delivery-lost'],
    ['31', 'expired'],
    ['31@2027-08-01', 'expired'],
    ['15', 'renewal'],
  ])('a record of the key %s is of the kind %s', (key, kind) => {
    expect(noticeKindOf(membership(), key, { inputs: {} } as never)).toBe(kind);
    const reinstated = membership({ lastRenewal: { ...lastRenewal, kind: 'reinstated' } });
    if (key === 'confirmation') expect(noticeKindOf(reinstated, key, { inputs: {} } as never)).toBe('reinstated');
  });
});
