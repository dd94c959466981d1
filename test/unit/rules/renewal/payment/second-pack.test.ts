import { describe, expect, it } from 'vitest';
import type { Membership } from '../../../../../shared/domain/memberships/membership.ts';
import { decidePaymentAmong } from '../../../../../shared/domain/merge/late-payment.ts';
import type { PastMerge } from '../../../../../shared/domain/merge/redo-merges.ts';
import { competency, pack } from '../../merge/merge-facts.ts';
import { ACTION_PACK, config, date, dates, facts, LAP, on, partner } from '../../support.ts';

/** Silver takes ten trainers, a LAP one: with nine it can come down to the LAP alone (R-MEM-4). */
const requirements = [{ competency: 'DevOps', level: 'silver', learningOption: false, mct: 10 }];
const years = config({ programYears: [{ from: '2026-07-01', to: '2028-06-30', requirements }] });
const reviewed = partner({ mctCount: 9, profileReviews: dates('2027-02-01') });

/** Of AD 2027-02-10: its window is 02-11 … 03-12. */
const silver = pack('S-1', '2027-02-10', { terms: competency('DevOps') });

const pay = (
  others: Membership[],
  given: { merges?: PastMerge[]; paid?: Partial<Membership>; paidOn?: string } = {},
) => {
  const payment = { reference: 'wire', commandId: 'C', acceptFallback: 'learning-action-pack' as const };
  const outcome = decidePaymentAmong(
    facts({ membership: { ...silver, ...given.paid }, partner: reviewed, config: years, others }),
    { others, merges: given.merges ?? [] },
    { ...payment, paidOn: date(given.paidOn ?? '2027-03-01') },
    on('2027-04-20'),
  );
  return outcome.outcome === 'refused' ? outcome.refusal : outcome.membership.terms.offer;
};

describe('R-MEM-6: a renewal that comes down to the LAP', () => {
  it('is refused while the partner has a LAP, its window included', () => {
    expect(pay([pack('L-1', '2027-10-23', { terms: LAP })])).toMatchObject({
      rule: 'R-MEM-6',
      reason: 'one Learning Action Pack per partner: L-1 (Learning Action Pack) is in force through 2027-11-22',
      inputs: { membershipId: 'L-1', paidOn: '2027-03-01' },
    });
    expect(pay([pack('L-1', '2027-01-30', { terms: LAP })])).toMatchObject({ rule: 'R-MEM-6' });
  });

  it('is done where the LAP had ended, was bought later, or is another pack', () => {
    expect(pay([pack('L-1', '2027-01-29', { terms: LAP })])).toBe('learning-action-pack');
    expect(pay([pack('L-1', '2028-03-02', { terms: LAP })])).toBe('learning-action-pack');
    expect(pay([pack('A-1', '2027-10-23', { terms: ACTION_PACK })])).toBe('learning-action-pack');
  });

  it('is done where the LAP came by a merge after the payment, which is decided anew (R-REN-6)', () => {
    const theirs = pack('L-1', '2027-10-23', {
      terms: LAP,
      formerIds: [{ partnerId: 'P-2', membershipId: 'L-1' }],
    });
    const merges = [{ into: 'P-1', from: 'P-2', on: date('2027-03-05') }];
    expect(pay([theirs], { merges })).toBe('learning-action-pack');
    expect(pay([theirs], { merges: [{ ...merges[0], on: date('2027-02-20') } as PastMerge] })).toMatchObject({
      rule: 'R-MEM-6',
    });
  });

  it('is refused after its window on an override, too', () => {
    const stamp = { at: '2027-04-01T00:00:00.000Z', runId: 'run' };
    const granted = {
      ticket: 'T',
      until: date('2027-04-30'),
      grantedBy: 'Kim',
      reason: 'bank',
      grantedOn: date('2027-04-01'),
    };
    const paid = { override: { ...granted, stamp } } as Partial<Membership>;
    expect(pay([pack('L-1', '2027-10-23', { terms: LAP })], { paid, paidOn: '2027-04-20' })).toMatchObject({
      rule: 'R-MEM-6',
    });
    expect(pay([], { paid, paidOn: '2027-04-20' })).toBe('learning-action-pack');
  });
});
