import { describe, expect, it } from 'vitest';
import type { Benefit } from '../../../../shared/domain/benefits/benefit.ts';
import type { Membership, Renewal, Standing } from '../../../../shared/domain/memberships/membership.ts';
import { isInForce } from '../../../../shared/domain/memberships/status.ts';
import { type Correction, decideCorrection } from '../../../../shared/domain/merge/correct-membership.ts';
import type { PastMerge } from '../../../../shared/domain/merge/redo-merges.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import { ACTION_PACK, date, facts, GOLD_LEARNING, LAP, membership, on } from '../support.ts';
import { competency } from './merge-facts.ts';

const CAUSE = { ticket: '4711', reason: 'typed wrongly', commandId: 'C-1' };
const STAMP = { at: '2027-03-01T08:00:00Z', runId: 'run-2027-03-01' };
const ASKED = { ticket: '4711', reason: 'typed wrongly' };

type Given = {
  membership?: Membership;
  others?: Membership[];
  merges?: PastMerge[];
  benefits?: Benefit[];
  asOf?: string;
};

/** AD 2027-09-01, paid through cycle 6, unless said otherwise. */
const correct = (correction: Correction, given: Given = {}) => {
  const { others = [], merges = [], benefits = [], asOf = '2027-03-01' } = given;
  const all = facts({
    membership: given.membership ?? membership(),
    benefits: { partnerId: 'P-1', entries: benefits },
  });
  return decideCorrection(all, { others, merges }, correction, CAUSE, on(asOf));
};
const correctedOf = (correction: Correction, given: Given = {}): Membership => {
  const outcome = correct(correction, given);
  if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
  return outcome.membership;
};
const refusalOf = (correction: Correction, given: Given = {}) => {
  const outcome = correct(correction, given);
  return outcome.outcome === 'refused' ? outcome.refusal : outcome.outcome;
};

const token = (fields: Partial<Benefit>): Benefit =>
  ({
    ...{ kind: 'token', tokenId: 'T-1', membershipId: 'M1', recordedOn: date('2026-01-01'), commandId: null },
    ...{ product: 'Office', seats: 25, activation: null, replaces: null, replacedBy: null },
    issuedOn: date('2026-01-01'),
    ...fields,
  }) as Benefit;

const standing: Standing = { state: 'met', since: date('2027-01-01'), shortfalls: [], awaitsKpi: false };

describe('R-MEM-9: the terms of a corrected membership', () => {
  const specialization: Terms = {
    offer: 'advanced-specialization',
    competency: 'DevOps',
    level: null,
    learningOption: false,
  };

  it.each<[string, Terms, Correction, Terms]>([
    ['a competency that was a pack', GOLD_LEARNING, { offer: 'action-pack' }, ACTION_PACK],
    ['a competency that was a LAP', GOLD_LEARNING, { offer: 'learning-action-pack' }, LAP],
    ['a competency that was a specialization', GOLD_LEARNING, { offer: 'advanced-specialization' }, specialization],
    ['a pack that was a competency', ACTION_PACK, { ...competency('AI'), learningOption: undefined }, competency('AI')],
    ['a level that was another', GOLD_LEARNING, { level: 'silver' }, { ...GOLD_LEARNING, level: 'silver' }],
    ['without its Learning option', GOLD_LEARNING, { learningOption: false }, competency('DevOps', 'gold')],
    ['of another competency', GOLD_LEARNING, { competency: 'AI' }, { ...GOLD_LEARNING, competency: 'AI' }],
  ])('%s has what the offer has', (_, terms, correction, expected) => {
    expect(correctedOf(correction, { membership: membership({ terms }) }).terms).toEqual(expected);
  });

  it('are refused where they do not fit, with each field', () => {
    expect(refusalOf({ competency: 'AI', level: 'gold' })).toMatchObject({
      rule: 'R-MEM-1',
      reason: expect.stringMatching(/^competency: got AI; allowed: .+; level: got gold; allowed: /),
      inputs: { ...ASKED, terms: { ...ACTION_PACK, competency: 'AI', level: 'gold' } },
    });
  });

  it('are evaluated anew, on the day of the correction, while it is active', () => {
    const evaluateOn = date('2027-06-01');
    const silver = { terms: competency('DevOps'), standing, evaluateOn };
    expect(correctedOf({ level: 'gold' }, { membership: membership(silver) })).toMatchObject({
      ...{ standing: null, evaluateOn: '2027-03-01', firstPurchasedOn: null },
    });
    expect(correctedOf({ offer: 'action-pack' }, { membership: membership(silver) }).evaluateOn).toBeNull();
    const consolidation = { into: 'L', on: date('2027-09-02'), anniversary: date('2027-12-01') };
    expect(
      correctedOf({ level: 'gold' }, { membership: membership({ ...silver, consolidation }) }).evaluateOn,
    ).toBeNull();
    const expired = { ...silver, status: { name: 'expired', expiredOn: date('2027-02-01') } as const };
    expect(correctedOf({ level: 'gold' }, { membership: membership(expired) })).toMatchObject({ standing, evaluateOn });
  });
});

describe('R-MEM-9: the dates of a corrected membership', () => {
  const day = { on: date('2027-02-01'), ticket: 'D', stamp: null };

  it('move its anniversary; what was decided about the earlier one does not hold, the plan of the partner does', () => {
    const override = {
      ...{ ticket: 'O', until: date('2027-12-01'), grantedBy: 'Lee', reason: 'r' },
      ...{ grantedOn: date('2027-11-01'), stamp: null },
    };
    const before = membership({ terms: GOLD_LEARNING, standing, override, declined: day });
    expect(correctedOf({ purchasedOn: date('2020-10-01') }, { membership: before })).toMatchObject({
      ...{ purchasedOn: '2020-10-01', firstPurchasedOn: '2020-09-01', cycle: 7, status: { name: 'active' } },
      ...{ override: null, standing: null, evaluateOn: '2027-03-01', declined: day },
    });
  });

  it('end, with another cycle, what was declared of this one', () => {
    const outcome = correct({ paidThroughCycle: 5 }, { membership: membership({ declined: day }) });
    expect(outcome).toMatchObject({
      outcome: 'corrected',
      membership: { cycle: 6, declined: null, status: { name: 'active' }, evaluateOn: null },
      reason:
        'paid through cycle 5, not 6; the anniversary is 2026-09-01, not 2027-09-01; ' +
        'its window closed on 2026-10-01: the next run of grace-expiry ends it, with its notice',
      inputs: {
        ...ASKED,
        before: {
          ...ACTION_PACK,
          purchasedOn: '2020-09-01',
          paidThroughCycle: 6,
          anniversary: '2027-09-01',
          status: 'active',
        },
        after: {
          ...{ ...ACTION_PACK, purchasedOn: '2020-09-01', paidThroughCycle: 5, anniversary: '2026-09-01' },
          ...{ status: 'active', eligibility: 'met' },
        },
      },
    });
  });

  it('are as they were recorded first, however often they are corrected', () => {
    const once = correctedOf({ purchasedOn: date('2020-10-01') });
    const twice = correctedOf({ purchasedOn: date('2020-11-01') }, { membership: once });
    expect(twice).toMatchObject({ purchasedOn: '2020-11-01', firstPurchasedOn: '2020-09-01' });
  });

  it('leave what ended by another membership ended', () => {
    const status = { name: 'superseded', on: date('2027-02-01'), by: 'G', stamp: null } as const;
    expect(correctedOf({ purchasedOn: date('2020-10-01') }, { membership: membership({ status }) })).toMatchObject({
      ...{ status, evaluateOn: null },
    });
  });

  it('are in its history, with why and by which command', () => {
    expect(correctedOf({ purchasedOn: date('2020-10-01') }).history.changes).toMatchObject([
      {
        ...{ on: '2027-03-01', stamp: STAMP, what: 'corrected', rule: 'R-MEM-9' },
        reason: 'bought on 2020-10-01, not 2020-09-01; the anniversary is 2027-10-01, not 2027-09-01',
        inputs: {
          ...ASKED,
          commandId: 'C-1',
          before: { purchasedOn: '2020-09-01' },
          after: { purchasedOn: '2020-10-01' },
        },
      },
    ]);
  });

  it.each<[string, Correction]>([
    ['nothing', {}],
    ['what is stored', { purchasedOn: date('2020-09-01'), paidThroughCycle: 6, offer: 'action-pack' }],
  ])('change nothing if they say %s', (_, correction) => {
    const before = membership();
    const outcome = correct(correction, { membership: before });
    expect(outcome).toEqual({
      outcome: 'corrected',
      membership: before,
      reason: 'the membership says so already',
      inputs: ASKED,
    });
    if (outcome.outcome === 'corrected') expect(outcome.membership).toBe(before);
  });
});

describe('R-IMP-3: a corrected purchase', () => {
  it('lies on or before the day of the correction', () => {
    expect(correctedOf({ purchasedOn: date('2027-03-01'), paidThroughCycle: 0 }).purchasedOn).toBe('2027-03-01');
    expect(refusalOf({ purchasedOn: date('2027-03-02'), paidThroughCycle: 0 })).toEqual({
      rule: 'R-IMP-3',
      reason: '2027-03-02 lies after 2027-03-01, the day of the correction',
      inputs: { ...ASKED, purchasedOn: '2027-03-02', asOf: '2027-03-01' },
    });
  });

  it('has at most as many paid cycles as anniversaries were reached by that day', () => {
    expect(correctedOf({ paidThroughCycle: 7 }, { asOf: '2027-09-01' }).cycle).toBe(8);
    expect(refusalOf({ paidThroughCycle: 7 }, { asOf: '2027-08-31' })).toEqual({
      rule: 'R-IMP-3',
      reason: 'bought on 2020-09-01, it has reached 6 anniversaries by 2027-08-31: 7 cannot be paid',
      inputs: { ...ASKED, purchasedOn: '2020-09-01', paidThroughCycle: 7, reached: 6, asOf: '2027-08-31' },
    });
  });

  it('is not after a token of it was issued', () => {
    const moved = { purchasedOn: date('2021-01-01'), paidThroughCycle: 6 };
    const issued = (fields: Partial<Benefit>) => ({ benefits: [token(fields)] });
    expect(correctedOf(moved, issued({ issuedOn: date('2021-01-01') })).purchasedOn).toBe('2021-01-01');
    expect(correctedOf(moved, issued({ issuedOn: date('2020-12-31'), membershipId: 'M2' })).cycle).toBe(7);
    expect(refusalOf(moved, issued({ issuedOn: date('2020-12-31') }))).toEqual({
      rule: 'R-IMP-3',
      reason: 'T-1 was issued on 2020-12-31, before 2021-01-01',
      inputs: { ...ASKED, tokenId: 'T-1', issuedOn: '2020-12-31', purchasedOn: '2021-01-01' },
    });
  });

  it.each([
    ['ordered', { name: 'ordered', createdOn: date('2027-02-01') } as const],
    ['lapsed', { name: 'lapsed', createdOn: date('2027-01-01'), on: date('2027-02-01') } as const],
  ])('R-MEM-8: is refused where it is only %s', (_, status) => {
    expect(refusalOf({ purchasedOn: date('2020-10-01') }, { membership: membership({ status }) })).toEqual({
      rule: 'R-MEM-8',
      reason: 'M1 is an order: what is wrong with it is put right by another one',
      inputs: ASKED,
    });
  });
});

describe('R-REN-9: the payment of a corrected membership', () => {
  const lastRenewal: Renewal = {
    ...{ cycle: 6, kind: 'renewed', paidOn: date('2026-09-03'), recordedOn: date('2026-09-03'), reference: 'wire' },
    ...{ commandId: 'P', ended: [], stamp: null },
  };
  const paid = membership({ lastRenewal });

  it('is taken back by its own command only', () => {
    expect(correctedOf({ purchasedOn: date('2020-08-20') }, { membership: paid }).cycle).toBe(7);
    expect(refusalOf({ paidThroughCycle: 5 }, { membership: paid })).toEqual({
      rule: 'R-REN-9',
      reason: 'cycle 6 was paid on 2026-09-03 (wire): reverse-payment takes a payment back',
      inputs: { ...ASKED, cycle: 6, paidOn: '2026-09-03', reference: 'wire', paidThroughCycle: 5 },
    });
  });
});

describe('R-MEM-6: a corrected membership beside others', () => {
  const other = membership({ membershipId: 'M2' });
  const expired = membership({ status: { name: 'expired', expiredOn: date('2026-10-02') }, cycle: 6 });

  it('is no second pack that comes into force by the correction', () => {
    expect(refusalOf({ paidThroughCycle: 6 }, { membership: expired, others: [other] })).toMatchObject({
      rule: 'R-MEM-6',
      inputs: ASKED,
    });
    const ending = correctedOf({ paidThroughCycle: 5 }, { membership: membership(), others: [other] });
    expect(isInForce(ending, date('2027-03-01'))).toBe(false);
  });

  it('stays beside one that it was in force beside before', () => {
    expect(correctedOf({ purchasedOn: date('2020-10-01') }, { others: [other] }).status.name).toBe('active');
  });

  it('is beside what is renewed together with it, in either direction (R-MRG-2)', () => {
    const consolidation = { into: 'M1', on: date('2027-09-02'), anniversary: date('2027-09-01') };
    const led = { ...other, consolidation };
    expect(correctedOf({ paidThroughCycle: 6 }, { membership: expired, others: [led] }).status.name).toBe('active');
    const covered = { ...expired, consolidation: { ...consolidation, into: 'M2' } };
    expect(correctedOf({ paidThroughCycle: 6 }, { membership: covered, others: [other] }).status.name).toBe('active');
  });
});

describe('R-MRG-2: a corrected membership after merges', () => {
  const merges = [
    { into: 'P-1', from: 'P-3', on: date('2027-02-01') },
    { into: 'P-1', from: 'P-2', on: date('2027-01-10') },
  ];
  const theirs = membership({
    ...{ membershipId: 'C-2', terms: competency('AI'), purchasedOn: date('2020-10-01') },
    ...{ covers: [competency('DevOps')], formerIds: [{ partnerId: 'P-2', membershipId: 'C-2' }] },
  });
  const led = membership({
    terms: competency('DevOps'),
    consolidation: { into: 'C-2', on: date('2027-09-02'), anniversary: date('2027-10-01') },
  });

  it('leads, by the earliest of them on, where its anniversary is the later one by then', () => {
    const after = correctedOf({ purchasedOn: date('2020-11-01') }, { membership: led, others: [theirs], merges });
    expect(after).toMatchObject({ consolidation: null, covers: [competency('AI')] });
  });

  it('goes on as it is where no merge was', () => {
    const after = correctedOf({ purchasedOn: date('2020-11-01') }, { membership: led, others: [theirs] });
    expect(after.consolidation).toEqual(led.consolidation);
  });
});
