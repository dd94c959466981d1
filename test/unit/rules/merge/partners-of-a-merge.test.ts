import { describe, expect, it } from 'vitest';
import type { Benefit, BenefitReversal } from '../../../../shared/domain/benefits/benefit.ts';
import { isBeingSent, isMergeDone, isMergeUnderWay, mergeRefusal } from '../../../../shared/domain/merge/merge.ts';
import { mergedBenefits } from '../../../../shared/domain/merge/merge-benefits.ts';
import { benefitConflicts, partnerConflicts } from '../../../../shared/domain/merge/merge-conflicts.ts';
import {
  leftOutBefore,
  leftOutBy,
  leftOutReason,
  mergeContacts,
  mergeKpiLedgers,
  mergePartnerRecords,
  movedMembership,
  movedStub,
  sharedAddresses,
  tombstone,
} from '../../../../shared/domain/merge/merge-records.ts';
import type { Contact, OngoingMerge } from '../../../../shared/domain/partners/partner.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { config, contact, date, kpi, partner } from '../support.ts';
import { pack } from './merge-facts.ts';

const AT = { on: date('2021-03-01'), stamp: null };

const MARK = {
  since: date('2021-02-01'),
  cause: 'bounce',
  at: '2021-02-01T08:00:00.000Z',
  noticeId: 'n',
  stamp: null,
} as const;
const MERGING: OngoingMerge = { mergeId: 'm-1', into: 'P-1', from: 'P-2', since: date('2021-03-01') };
const STAMP = { at: '2021-03-01T08:00:00.000Z', runId: 'merge-1' };

describe('R-MRG-1, R-MRG-3: the partners of a merge', () => {
  const into = partner({ merge: MERGING });
  const from = partner({ partnerId: 'P-2', merge: MERGING });

  it('are left alone while they are merging, and replaced by the partner that stays after it', () => {
    expect(mergeRefusal(partner())).toBeNull();
    expect(mergeRefusal(into)).toMatchObject({ rule: 'R-MRG-3' });
    expect(mergeRefusal(tombstone(from, MERGING))).toMatchObject({
      rule: 'R-MRG-1',
      reason: 'merged into P-1 on 2021-03-01',
    });
  });

  it('are merged after a stop, once the last of the writes is done', () => {
    expect(partnerConflicts(into, from)).toEqual([]);
    expect(partnerConflicts(into, tombstone(from, MERGING))).toEqual([]);
    expect(isMergeDone(into, tombstone(from, MERGING))).toBe(false);
    expect(isMergeDone({ ...into, merge: null }, tombstone(from, MERGING))).toBe(true);
  });

  it('are not merged while another merge of one of them is under way', () => {
    const elsewhere = partner({ partnerId: 'P-2', merge: { ...MERGING, into: 'P-3' } });
    expect(partnerConflicts(partner(), elsewhere)).toMatchObject([{ code: 'merging', rule: 'R-MRG-3' }]);
    const gone = partner({ mergedInto: { partnerId: 'P-3', on: date('2021-01-01') } });
    expect(partnerConflicts(gone, partner({ partnerId: 'P-2' }))).toMatchObject([{ code: 'merged', rule: 'R-MRG-1' }]);
  });

  it('have one contact per role and address, those of the partner that stays first', () => {
    const mine = [contact({ name: 'Kim' }), contact({ role: 'mpn-admin', email: 'lee@contoso.example' })];
    const theirs = [contact({ name: 'Kimberley', email: 'KIM@contoso.example' }), contact({ email: 'bo@f.example' })];
    expect(mergeContacts(partner({ contacts: mine }), partner({ contacts: theirs }))).toEqual([...mine, theirs[1]]);
  });

  const many = (count: number, host: string, fields: Partial<Contact> = {}): Contact[] =>
    Array.from({ length: count }, (_, index) => contact({ email: `${index}@${host}`, ...fields }));

  it('R-IMP-6: have at most fifty contacts, those of the partner that stays first, and tell whom they leave out', () => {
    const [mine, theirs] = [many(50, 'contoso.example'), many(50, 'fabrikam.example')];
    const [into, from] = [partner({ contacts: mine }), partner({ partnerId: 'P-2', contacts: theirs })];
    expect(mergeContacts(into, from)).toEqual(mine);
    expect(leftOutBy(into, from).contacts).toEqual(theirs.map(({ email }) => `global-admin ${email}`));
    expect(leftOutReason(leftOutBy(into, from))).toBe(
      'left out by the merge: 50 contacts (at most 50 a partner): global-admin 0@fabrikam.example, global-admin 1@fabrikam.example, global-admin 2@fabrikam.example, global-admin 3@fabrikam.example, global-admin 4@fabrikam.example and 45 more',
    );
    expect(leftOutReason(leftOutBy(into, into))).toBe('');
    const merged = mergePartnerRecords(into, from, AT);
    expect(leftOutBefore(merged, 'P-2')).toMatchObject([
      { on: '2021-03-01', rule: 'R-IMP-6', what: 'left-out-by-merge' },
    ]);
    expect(leftOutBefore(merged, 'P-3')).toEqual([]);
  });

  it('R-IMP-6: keep admins who can be reached before anybody else', () => {
    const mine = [...many(20, 'contoso.example'), ...many(30, 'office.example', { role: 'account-admin' })];
    const unreachable = [{ ...MARK, address: '3@contoso.example' }];
    const theirs = many(40, 'fabrikam.example');
    const kept = mergeContacts(partner({ contacts: mine, unreachable }), partner({ contacts: theirs }));
    expect(kept).toEqual([...mine.slice(0, 3), ...mine.slice(4, 20), ...theirs.slice(0, 31)]);
  });

  it('R-IMP-6: have at most 400 domains, those of the partner that stays first', () => {
    const domains = (count: number, host: string) => Array.from({ length: count }, (_, index) => `d${index}.${host}`);
    const into = partner({ verifiedDomains: domains(399, 'contoso.example') });
    const from = partner({ partnerId: 'P-2', verifiedDomains: domains(3, 'fabrikam.example') });
    const merged = mergePartnerRecords(into, from, AT);
    expect(merged.verifiedDomains).toEqual([...into.verifiedDomains, 'd0.fabrikam.example']);
    expect(leftOutBefore(merged, 'P-2')[0]?.reason).toBe(
      'left out by the merge: 2 domains (at most 400 a partner): d1.fabrikam.example, d2.fabrikam.example',
    );
  });

  it('have their trainers added up once, however often it is done', () => {
    const once = mergePartnerRecords(partner({ mctCount: 4 }), partner({ partnerId: 'P-2', mctCount: 3 }), AT);
    expect(once).toMatchObject({ mctCount: 7, mergedFrom: ['P-2'] });
    expect(mergePartnerRecords(once, partner({ partnerId: 'P-2', mctCount: 3 }), AT)).toBe(once);
  });

  it('keep what a refresh has published for either (R-KPI-8)', () => {
    const months = { '2021-01': { kpi: '7', revenue: {} } };
    const old = kpi({ publishedThrough: '2021-01' as never, refreshOn: date('2021-03-15') });
    expect(mergeKpiLedgers(kpi({ dirty: true }), old, months as never)).toMatchObject({
      publishedThrough: '2021-01',
      refreshOn: '2021-03-15',
      dirty: false,
      months,
    });
  });
});

describe('R-MRG-1, R-MRG-3: why a partner is left alone', () => {
  const pair = { into: 'P-1', from: 'P-2' };
  const reason = 'being merged since 2021-03-01, P-2 into P-1: once that is done, it can be tried again';
  const merging = { rule: 'R-MRG-3', reason, inputs: { ...pair, since: '2021-03-01' } };

  it('is said with both partners and the day', () => {
    expect(mergeRefusal(partner({ merge: MERGING }))).toEqual(merging);
    expect(mergeRefusal(tombstone(partner({ merge: MERGING }), MERGING))).toEqual({
      ...{ rule: 'R-MRG-1', reason: 'merged into P-1 on 2021-03-01' },
      inputs: { mergedInto: 'P-1', on: '2021-03-01' },
    });
  });

  it('is no other merge of one of them', () => {
    const [one, other] = [partner(), partner({ partnerId: 'P-3', merge: MERGING })];
    expect(partnerConflicts(one, other)).toEqual([{ ...merging, code: 'merging', reason: `P-3 is ${reason}` }]);
    expect(partnerConflicts(other, one)).toEqual([{ ...merging, code: 'merging', reason: `P-3 is ${reason}` }]);
    const gone = partner({ partnerId: 'P-2', mergedInto: { partnerId: 'P-1', on: date('2021-01-01') } });
    expect(partnerConflicts(one, gone)).toEqual([]);
    expect(partnerConflicts(gone, one)).toMatchObject([{ code: 'merged', rule: 'R-MRG-1' }]);
  });

  it('ends when the merge of the two is done, in that direction', () => {
    expect(isMergeUnderWay(partner({ merge: MERGING }), pair)).toBe(true);
    for (const other of [
      { into: 'P-1', from: 'P-3' },
      { into: 'P-3', from: 'P-2' },
    ])
      expect(isMergeUnderWay(partner({ merge: MERGING }), other)).toBe(false);
    expect(isMergeUnderWay(partner(), pair)).toBe(false);
    expect(isMergeDone(partner(), partner({ partnerId: 'P-2' }))).toBe(false);
    const gone = partner({ partnerId: 'P-2', mergedInto: { partnerId: 'P-3', on: date('2021-01-01') } });
    expect(isMergeDone(partner(), gone)).toBe(false);
  });
});

describe('R-MRG-1: all that two partners have together', () => {
  const token = (tokenId: string, fields: object = {}): Benefit =>
    ({
      ...{ kind: 'token', tokenId, membershipId: 'M1', issuedOn: date('2021-01-01'), recordedOn: date('2021-01-01') },
      ...{ commandId: null, product: 'Office', seats: 25, activation: null, replaces: null, replacedBy: null },
      ...fields,
    }) as Benefit;

  it('R-LIC-1: is at most a thousand benefits', () => {
    const many = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, index) => token(`${prefix}${index}`));
    expect(benefitConflicts(many(999, 'A'), [token('B')], 'P-2')).toEqual([]);
    expect(benefitConflicts(many(999, 'A'), many(2, 'B'), 'P-2')).toEqual([
      {
        ...{ code: 'benefit', rule: 'R-LIC-1', inputs: { all: 1001 } },
        reason: 'together they have 1001 benefits: at most 1000 for a partner',
      },
    ]);
  });

  it('R-OPS-1: is what either has taken back, once', () => {
    const reversal = (commandId: string, fields: object = {}): BenefitReversal =>
      ({ tokenId: 'T-1', membershipId: 'M1', commandId, step: 'activation', issued: token('T-1'), ...fields }) as never;
    const ids = new Map([['M1', 'M1.P-2']]);
    const into = { partnerId: 'P-1', entries: [token('T-0')] };
    const from = { partnerId: 'P-2', entries: [token('T-1')], reversals: [reversal('C-1')] };
    const once = mergedBenefits(into, from, ids);
    expect(once.entries.map(({ tokenId, membershipId }) => [tokenId, membershipId])).toEqual([
      ['T-0', 'M1'],
      ['T-1', 'M1.P-2'],
    ]);
    expect(once.reversals).toMatchObject([
      { commandId: 'C-1', membershipId: 'M1.P-2', issued: { tokenId: 'T-1', membershipId: 'M1.P-2' } },
    ]);
    expect(mergedBenefits(once, from, ids)).toEqual(once);
    const own = { ...into, reversals: [reversal('C-0')] };
    expect(mergedBenefits(own, from, ids).reversals?.map(({ commandId }) => commandId)).toEqual(['C-0', 'C-1']);
    expect(mergedBenefits(into, { ...from, reversals: undefined }, ids)).not.toHaveProperty('reversals');
  });

  it('R-MEM-10: is the account profile that was set up first', () => {
    const profileOf = (one?: string, other?: string) =>
      mergePartnerRecords(
        partner({ accountProfileOn: one === undefined ? undefined : date(one) }),
        partner({ partnerId: 'P-2', accountProfileOn: other === undefined ? undefined : date(other) }),
        AT,
      ).accountProfileOn;
    expect(profileOf('2021-02-01', '2021-01-01')).toBe('2021-01-01');
    expect(profileOf('2021-01-01', '2021-02-01')).toBe('2021-01-01');
    expect(profileOf(undefined, '2021-02-01')).toBe('2021-02-01');
    expect(profileOf('2021-01-01')).toBe('2021-01-01');
    expect(profileOf()).toBeUndefined();
  });

  it('R-KPI-8: is published through the later month of the two, and refreshed on the earlier day', () => {
    const ledger = (month: string | null, day: string | null) =>
      kpi({ publishedThrough: month as never, refreshOn: day === null ? null : date(day) });
    const both = (one: ReturnType<typeof ledger>, other: ReturnType<typeof ledger>) => {
      const { publishedThrough, refreshOn } = mergeKpiLedgers(one, other, {});
      return [publishedThrough, refreshOn];
    };
    const [early, late, none] = [ledger('2021-01', '2021-02-15'), ledger('2021-02', '2021-03-15'), ledger(null, null)];
    expect(both(early, late)).toEqual(['2021-02', '2021-02-15']);
    expect(both(late, early)).toEqual(['2021-02', '2021-02-15']);
    expect(both(late, none)).toEqual(['2021-02', '2021-03-15']);
    expect(both(none, late)).toEqual(['2021-02', '2021-03-15']);
    expect(both(none, none)).toEqual([null, null]);
  });

  it('are the addresses that both have, whatever their letter case, each once', () => {
    const [mine, theirs] = [
      [contact({ email: 'Kim@contoso.example' }), contact({ email: 'lee@contoso.example' })],
      [contact({ email: 'kim@CONTOSO.example' }), contact({ role: 'mpn-admin', email: 'kim@contoso.example' })],
    ];
    expect(sharedAddresses(mine, [...theirs, contact({ email: 'bo@f.example' })])).toEqual(['kim@contoso.example']);
  });

  it('has a history of what found no room only, which names at most five', () => {
    const [into, from] = [partner(), partner({ partnerId: 'P-2' })];
    expect(mergePartnerRecords(into, from, AT).history).toEqual(into.history);
    const leftOut = (count: number) => ({
      contacts: [],
      domains: Array.from({ length: count }, (_, index) => `d${index}`),
    });
    expect(leftOutReason(leftOut(5))).toBe(
      'left out by the merge: 5 domains (at most 400 a partner): d0, d1, d2, d3, d4',
    );
    expect(leftOutReason(leftOut(6))).toMatch(/d4 and 1 more$/);
    expect(leftOutReason({ contacts: ['mpn-admin a@b.example'], domains: ['d0'] })).toBe(
      'left out by the merge: 1 contacts (at most 50 a partner): mpn-admin a@b.example; 1 domains (at most 400 a partner): d0',
    );
  });
});

describe('R-MRG-1: the remains of a merged partner', () => {
  const theirs = pack('M1', '2021-06-01', { partnerId: 'P-2' });
  const ids = new Map([['M1', 'M1.P-2']]);

  it('R-MRG-1: a moved membership leads to its copy, and is due for nobody', () => {
    const left = movedStub(theirs, ids, MERGING, STAMP);
    expect(left.status).toEqual({ name: 'moved', to: 'P-1', as: 'M1.P-2', on: '2021-03-01', stamp: STAMP });
    expect(dueDates(left, config())).toEqual({ notices: null, expiry: null });
    expect(movedMembership(theirs, ids, MERGING)).toMatchObject({
      partnerId: 'P-1',
      membershipId: 'M1.P-2',
      status: { name: 'active' },
      cycle: 1,
    });
  });
});

it.each([
  ['2021-03-01T08:01:59Z', true],
  ['2021-03-01T08:02:00Z', false],
])('R-MRG-1: a notice claimed at 08:00 may be on its way at %s: %s', (now, isIt) => {
  const state = {
    status: 'claimed',
    attempt: 1,
    claimedAt: '2021-03-01T08:00:00Z',
    runId: 'r',
    on: date('2021-03-01'),
  };
  const ledger = { '-30': { notices: [{ state }] } } as never;
  expect(isBeingSent(ledger, now)).toBe(isIt);
});
