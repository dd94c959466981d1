import { describe, expect, it } from 'vitest';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { changedByRedoing, decidePaymentAmong } from '../../../../shared/domain/merge/late-payment.ts';
import type { PastMerge } from '../../../../shared/domain/merge/redo-merges.ts';
import { config, date, dates, facts, LAP, on, partner } from '../support.ts';
import { competency, pack } from './merge-facts.ts';

const reviewed = partner({ mctCount: 9, profileReviews: dates('2027-02-01', '2028-02-20') });
const requirements = [{ competency: 'DevOps', level: 'silver', learningOption: false, mct: 1 }];
const years = config({ programYears: [{ from: '2026-07-01', to: '2028-06-30', requirements }] });
const MERGED_ON = '2027-03-15';
const MERGES: PastMerge[] = [{ into: 'P-1', from: 'P-2', on: date(MERGED_ON) }];
const endedBy = (by: string, day: string) => ({ name: 'superseded', on: date(day), by, stamp: null }) as const;

/** A-1 of AD 2027-02-10, window 02-11 … 03-12; A-2, which the merge brought, of AD 2027-03-20. */
const ours = pack('A-1', '2027-02-10');
const theirs = pack('A-2', '2027-03-20', { formerIds: [{ partnerId: 'P-2', membershipId: 'A-2' }] });
const waiting = {
  ...ours,
  consolidation: { into: 'A-2', on: date(MERGED_ON), anniversary: date('2027-03-20') },
};

const pay = (
  membership: Membership,
  paidOn: string,
  {
    others = [],
    merges = [],
    asOf = '2027-03-20',
  }: { others?: Membership[]; merges?: PastMerge[]; asOf?: string } = {},
) => {
  const payment = { paidOn: date(paidOn), reference: 'wire', commandId: 'C' };
  return decidePaymentAmong(
    facts({ membership, partner: reviewed, config: years }),
    { others, merges },
    payment,
    on(asOf),
  );
};
const paidOf = (...given: Parameters<typeof pay>): Membership => {
  const outcome = pay(...given);
  if (outcome.outcome !== 'renewed') throw new Error(JSON.stringify(outcome));
  return outcome.membership;
};
const refusalOf = (...given: Parameters<typeof pay>) => {
  const outcome = pay(...given);
  return outcome.outcome === 'refused' ? outcome.refusal : outcome.outcome;
};

describe('R-REN-6: a payment recorded after a merge', () => {
  it.each(['2027-02-11', '2027-03-12'])('renews, of a day of the window, %s, what the merge would end', (paidOn) => {
    const paid = paidOf(waiting, paidOn, { others: [theirs], merges: MERGES });
    expect(paid).toMatchObject({ cycle: 2, consolidation: null, status: { name: 'active' } });
  });

  it.each(['2027-02-10', '2027-03-13'])('is refused, of a day outside of it, %s, by what holds now', (paidOn) => {
    expect(refusalOf(waiting, paidOn, { others: [theirs], merges: MERGES })).toMatchObject({
      rule: 'R-MRG-2',
      reason: 'renewed together with A-2, on the anniversary 2027-03-20: its fee is the only one',
    });
  });

  it('R-MRG-7: is refused with the name of what leads now, and its AD', () => {
    const leader = pack('A-3', '2027-06-01');
    const others = [{ ...theirs, status: endedBy('A-3', '2027-03-16') }, leader];
    expect(refusalOf(waiting, '2027-03-13', { others, merges: MERGES })).toMatchObject({
      reason: 'renewed together with A-3, on the anniversary 2027-06-01: its fee is the only one',
    });
    const unknown = { ...waiting, consolidation: { ...waiting.consolidation, into: 'A-9' } };
    expect(refusalOf(unknown, '2027-03-13', { others: [theirs], merges: MERGES })).toMatchObject({
      reason: 'renewed together with A-9, on the anniversary 2027-03-20: its fee is the only one',
    });
  });

  it('does not mind what is only ordered', () => {
    const order = { ...theirs, status: { name: 'ordered', createdOn: date('2027-03-01') } as const };
    expect(paidOf(ours, '2027-03-01', { others: [order], merges: MERGES })).toMatchObject({ consolidation: null });
  });
});

describe('R-REN-6: a payment of silver recorded after its upgrade', () => {
  const gold = pack('G', '2028-03-05', {
    ...{ terms: competency('DevOps', 'gold'), loadedOn: date('2027-03-05') },
    origin: { kind: 'upgrade', commandId: 'c', from: 'A-1', reference: 'w', discountPercent: 25 },
  });
  const silver = pack('A-1', '2027-02-10', { terms: competency('DevOps'), status: endedBy('G', '2027-03-05') });

  it.each(['2027-03-04', '2027-03-05'])(
    'closes the cycle if it was made on %s; silver has ended all the same',
    (paidOn) => {
      expect(paidOf(silver, paidOn, { others: [gold] })).toMatchObject({
        ...{ cycle: 2, status: endedBy('G', '2027-03-05'), evaluateOn: null },
      });
    },
  );

  it('is refused if it was made on the day after', () => {
    expect(refusalOf(silver, '2027-03-06', { others: [gold] })).toMatchObject({ rule: 'R-MEM-5' });
  });

  it('is refused if something else has taken its place', () => {
    expect(refusalOf(silver, '2027-03-04', { others: [{ ...gold, origin: { kind: 'import' } }] })).toMatchObject({
      rule: 'R-MEM-5',
    });
  });
});

describe('R-MEM-6: a payment recorded after another pack was bought', () => {
  const bought = (membershipId: string, on_: string, fields: Partial<Membership> = {}) =>
    pack(membershipId, `2028${on_.slice(4)}`, { purchasedOn: date(on_), ...fields });
  const expired = { ...ours, status: { name: 'expired', expiredOn: date('2027-03-13') } as const };
  const endOf = (others: Membership[], merges: PastMerge[] = [], asOf = '2028-03-20') => {
    const { status } = paidOf(expired, '2027-03-12', { others, merges, asOf });
    return status.name === 'superseded' ? `${status.on} by ${status.by}` : status.name;
  };

  it.each([
    ['2027-03-12', 'expired'],
    ['2027-03-13', '2027-03-13 by A-9'],
    ['2028-03-11', '2028-03-11 by A-9'],
    ['2028-03-12', 'expired'],
  ])('ends the paid one if it was bought on %s, while that would have been in force: %s', (day, end) => {
    expect(endOf([bought('A-9', day)])).toBe(end);
  });

  it('ends by the first of them, and by no other offer', () => {
    expect(endOf([bought('A-9', '2027-05-01'), bought('A-8', '2027-04-01')])).toBe('2027-04-01 by A-8');
    expect(endOf([bought('A-8', '2027-04-01'), bought('A-9', '2027-05-01')])).toBe('2027-04-01 by A-8');
    expect(endOf([bought('L', '2027-04-01', { terms: LAP })])).toBe('expired');
  });

  it('does not end by what a merge brought that is decided anew', () => {
    const brought = bought('A-9', '2027-04-01', { formerIds: [{ partnerId: 'P-2', membershipId: 'A-9' }] });
    const merge = (day: string): PastMerge[] => [{ into: 'P-1', from: 'P-2', on: date(day) }];
    const paid = (day: string) =>
      paidOf(expired, '2027-03-12', { others: [brought], merges: merge(day), asOf: '2027-05-01' });
    expect(paid('2027-03-31').status).toMatchObject({ name: 'superseded', by: 'A-9' });
    expect(paid('2027-04-01').status).toEqual({ name: 'active' });
  });

  it('tells the operators which is kept, and when the other one ends', () => {
    const paid = paidOf(expired, '2027-03-12', { others: [bought('A-9', '2027-03-15')], asOf: '2027-03-20' });
    const alert = Object.values(paid.notices).find(({ rule }) => rule === 'R-MEM-6');
    expect(alert).toMatchObject({
      reason: 'A-9 has the later anniversary and is kept; A-1 ends on 2027-03-15',
      inputs: { kept: 'A-9', ended: 'A-1', on: '2027-03-15', anniversary: '2028-03-15' },
    });
  });
});

describe('R-REN-6: a payment recorded after the next window, too', () => {
  it('says once that it has expired again: there is no confirmation', () => {
    const paid = paidOf(ours, '2027-03-01', { asOf: '2028-03-20' });
    expect(paid).toMatchObject({
      ...{ cycle: 2, evaluateOn: null, status: { name: 'expired', expiredOn: '2028-03-12' } },
      notices: {
        confirmation: {
          reason: expect.stringContaining('its next window has closed, too'),
          notices: [{ state: { status: 'skipped' } }],
        },
        31: { rule: 'R-EXP-1' },
      },
    });
    expect(paidOf(ours, '2027-03-01', { asOf: '2028-03-11' }).status).toEqual({ name: 'active' });
  });
});

describe('R-REN-6: the others, as a payment leaves them', () => {
  const paid = { ...ours, cycle: 2 };
  const changed = (all: Membership[], asOf: string) =>
    changedByRedoing(
      { all, merges: MERGES },
      { membershipId: 'A-1' },
      date('2027-03-01'),
      facts({ partner: reviewed }),
      on(asOf),
    );

  it('are renewed with it, without notices of their own', () => {
    const [change, ...more] = changed([paid, theirs], '2027-03-20');
    expect(more).toEqual([]);
    expect(change?.before).toBe(theirs);
    expect(change?.after).toMatchObject({
      ...{ status: { name: 'active' }, consolidation: { into: 'A-1', on: '2027-03-21', anniversary: '2028-02-10' } },
      notices: { 1: { rule: 'R-MRG-2', notices: [{ state: { status: 'skipped', reason: 'consolidated' } }] } },
    });
  });

  it('R-LIC-6: have a mail of their end that the next run sends, if they end by it now', () => {
    const [change] = changed([paid, theirs], '2027-03-21');
    expect(change?.after.status).toMatchObject({ name: 'superseded', by: 'A-1', on: '2027-03-21' });
    expect(change?.after.notices['ended-2027-03-21']).toMatchObject({
      ...{ rule: 'R-LIC-6', reason: 'A-1 goes on in its place, to be renewed on 2028-02-10' },
      notices: [{ state: { status: 'pending', unanswered: 0 } }],
    });
  });

  it('have none if they had expired before: what the partner was told holds', () => {
    const expired = { ...theirs, status: { name: 'expired', expiredOn: date('2027-04-20') } as const };
    const [change] = changed([paid, expired], '2027-04-25');
    expect(change?.after.status).toMatchObject({ name: 'superseded', on: '2027-03-21' });
    expect(change?.after.notices).not.toHaveProperty('ended-2027-03-21');
  });

  it('are none but those that change, and never the paid one or what is only ordered', () => {
    const order = pack('A-0', '2027-06-01', { status: { name: 'ordered', createdOn: date('2027-03-01') } });
    const lap = pack('L', '2027-06-01', { terms: LAP });
    const led = { ...paid, consolidation: { into: 'A-2', on: date(MERGED_ON), anniversary: date('2027-03-20') } };
    expect(changed([led, order, lap, theirs], '2027-03-20').map(({ before }) => before.membershipId)).toEqual(['A-2']);
  });
});
