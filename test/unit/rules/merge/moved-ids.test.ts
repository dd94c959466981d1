import { describe, expect, it } from 'vitest';
import type { Benefit } from '../../../../shared/domain/benefits/benefit.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { mergeBenefits } from '../../../../shared/domain/merge/merge-benefits.ts';
import { movedMembership, movedStub } from '../../../../shared/domain/merge/merge-records.ts';
import { movedId, movedIds, movedMembershipIds } from '../../../../shared/domain/merge/moved-ids.ts';
import { formatNoticeId, parseNoticeId } from '../../../../shared/domain/notices/notice-id.ts';
import type { OngoingMerge } from '../../../../shared/domain/partners/partner.ts';
import { date, membership } from '../support.ts';

const MERGING: OngoingMerge = { mergeId: 'm-1', into: 'P-1', from: 'P-2', since: date('2021-03-01') };
const LONG = 'x'.repeat(64);

describe('R-MRG-5: the id of what a merge moves', () => {
  it.each([
    ['stays if the partner that stays has none of it', 'M-1', 'P-2', [], 'M-1'],
    ['becomes <id>.<partner it came from>', 'M-1', 'P-2', ['M-1'], 'M-1.P-2'],
    ['is told apart from one that looks like it', 'M-1', 'P-2', ['M-1', 'M-1.P-2'], 'M-1.P-2.2'],
    ['has room for two ids of the greatest length', LONG, 'y'.repeat(64), [LONG], `${LONG}.${'y'.repeat(64)}`],
  ])('%s', (_, id, from, taken, expected) => {
    expect(movedId(id, from, new Set(taken))).toBe(expected);
  });

  it('ends in a hash where it would be too long for the tag of a mail, and still differs', () => {
    const wide = `${LONG}.${'y'.repeat(64)}`;
    const one = movedId(wide, 'P-3', new Set([wide]));
    const other = movedId(wide, 'P-4', new Set([wide]));
    expect(one).toMatch(/^x{63}-[0-9a-f]{16}$/);
    expect(other).not.toBe(one);
    const key = {
      partnerId: 'p'.repeat(64),
      subject: wide,
      period: '2027-03-01',
      stage: 'renewal-notices',
      recipient: 'f'.repeat(16),
    };
    const noticeId = formatNoticeId(key);
    expect(noticeId.length).toBeLessThanOrEqual(256);
    expect(parseNoticeId(noticeId)).toEqual(key);
  });

  it('is the same when a merge that was stopped goes on, whatever was moved before', () => {
    const whole = movedIds(['A', 'B', 'A.P-2'], ['A', 'B'], 'P-2');
    expect(Object.fromEntries(whole)).toEqual({ A: 'A.P-2.2', B: 'B.P-2', 'A.P-2': 'A.P-2' });
    for (const moved of ['A', 'B', 'A.P-2']) {
      const done = new Map([[moved, whole.get(moved) as string]]);
      const taken = ['A', 'B', whole.get(moved) as string];
      expect(Object.fromEntries(movedIds(['A', 'B', 'A.P-2'], taken, 'P-2', done)), moved).toEqual(
        Object.fromEntries(whole),
      );
    }
  });

  it('is read from the copy or the stub of what was moved before', () => {
    const theirs = ['M-1', 'M-2'].map((membershipId) => membership({ partnerId: 'P-2', membershipId }));
    const ours = [membership({ membershipId: 'M-1' })];
    const ids = movedMembershipIds(ours, theirs, 'P-2');
    expect(Object.fromEntries(ids)).toEqual({ 'M-1': 'M-1.P-2', 'M-2': 'M-2' });
    const [one, two] = theirs as [(typeof theirs)[0], (typeof theirs)[0]];
    const copied = [...ours, movedMembership(one, ids, MERGING)];
    expect(Object.fromEntries(movedMembershipIds(copied, theirs, 'P-2'))).toEqual(Object.fromEntries(ids));
    const left = [movedStub(one, ids, MERGING, { at: '2021-03-01T08:00:00Z', runId: 'r' }), two];
    expect(Object.fromEntries(movedMembershipIds(copied, left, 'P-2'))).toEqual(Object.fromEntries(ids));
  });
});

describe('R-MRG-5: a membership that was moved or renamed before a merge', () => {
  const theirs = membership({ partnerId: 'P-2', membershipId: 'M-1' });
  const ours = membership({ membershipId: 'M-1' });
  const stub = (to: string, as: string, fields: Partial<Membership> = {}) =>
    membership({
      ...{ partnerId: 'P-2', membershipId: 'M-1', ...fields },
      status: { name: 'moved', to, as, on: date('2021-02-01'), stamp: null },
    });
  const idsOf = (...given: Parameters<typeof movedMembershipIds>) => Object.fromEntries(movedMembershipIds(...given));

  it('keeps the id that it was moved to; what was only renamed leads on by its own', () => {
    expect(idsOf([ours], [stub('P-1', 'X-1')], 'P-2')).toEqual({ 'M-1': 'X-1' });
    const renamed = [stub('P-2', 'M-2'), { ...theirs, membershipId: 'M-2' }];
    expect(idsOf([ours], renamed, 'P-2')).toEqual({ 'M-2': 'M-2' });
    expect(idsOf([ours], [stub('P-2', 'M-2', { successor: { ...theirs, membershipId: 'M-2' } })], 'P-2')).toEqual({
      'M-2': 'M-2',
    });
  });

  it('is no copy of what came from another partner, or came from there earlier under another name', () => {
    const copy = (movedFrom: string, former: string) => ({
      ...{ ...ours, membershipId: 'C', movedFrom: { partnerId: movedFrom, mergeId: 'm', on: date('2021-02-01') } },
      formerIds: [{ partnerId: former, membershipId: 'M-1' }],
    });
    expect(idsOf([copy('P-2', 'P-2')], [theirs], 'P-2')).toEqual({ 'M-1': 'C' });
    expect(idsOf([copy('P-3', 'P-2')], [theirs], 'P-2')).toEqual({ 'M-1': 'M-1' });
    expect(idsOf([copy('P-2', 'P-1')], [theirs], 'P-2')).toEqual({ 'M-1': 'M-1' });
    expect(idsOf([{ ...copy('P-2', 'P-2'), formerIds: [] }], [theirs], 'P-2')).toEqual({ 'M-1': 'M-1' });
  });

  it.each([
    ['of 143 characters, each of _ and . counted twice,', 13, true],
    ['longer than that', 14, false],
  ])('is written out %s', (_, underscores, isWhole) => {
    const from = `${'y'.repeat(64 - underscores)}${'_'.repeat(underscores)}`;
    expect(movedId(LONG, from, new Set([LONG])) === `${LONG}.${from}`).toBe(isWhole);
  });
});

describe('R-MRG-5: references to a membership that gets another id', () => {
  it('refers to it by that id', () => {
    const ids = new Map([
      ['S-1', 'S-1.P-2'],
      ['G-1', 'G-1.P-2'],
    ]);
    const origin = { kind: 'upgrade', commandId: 'c', from: 'S-1', reference: 'w', discountPercent: 25 } as const;
    const status = { name: 'superseded', on: date('2021-02-01'), by: 'G-1', stamp: null } as const;
    const consolidation = { into: 'G-1', on: date('2021-06-02'), anniversary: date('2021-10-01') };
    const moved = movedMembership(
      membership({ partnerId: 'P-2', membershipId: 'S-1', origin, status, consolidation }),
      ids,
      MERGING,
    );
    expect(moved).toMatchObject({
      partnerId: 'P-1',
      membershipId: 'S-1.P-2',
      origin: { from: 'S-1.P-2' },
      status: { by: 'G-1.P-2' },
      consolidation: { into: 'G-1.P-2' },
      formerIds: [{ partnerId: 'P-2', membershipId: 'S-1' }],
    });
  });
});

describe('R-MRG-5: benefits of one id', () => {
  const token = (tokenId: string, more: object = {}): Benefit => ({
    tokenId,
    membershipId: 'M-1',
    issuedOn: date('2021-01-01'),
    recordedOn: date('2021-01-01'),
    commandId: null,
    kind: 'token',
    product: 'Azure',
    seats: 5,
    activation: null,
    replaces: null,
    replacedBy: null,
    ...more,
  });
  const memberships = new Map([['M-1', 'M-1.P-2']]);

  it('are both kept, the moved one with the new ids of its membership and of its replacement', () => {
    const merged = mergeBenefits(
      [token('T-1')],
      [token('T-1', { replacedBy: 'T-2' }), token('T-2', { replaces: 'T-1' })],
      'P-2',
      memberships,
    );
    expect(merged).toMatchObject([
      { tokenId: 'T-1', membershipId: 'M-1' },
      {
        tokenId: 'T-1.P-2',
        membershipId: 'M-1.P-2',
        replacedBy: 'T-2',
        formerIds: [{ partnerId: 'P-2', tokenId: 'T-1' }],
      },
      { tokenId: 'T-2', membershipId: 'M-1.P-2', replaces: 'T-1.P-2' },
    ]);
  });

  it('go on as they are if they are of other kinds or partners', () => {
    const key = { ...token('K-1', { kind: 'mak', activations: 3, used: [] }), membershipId: 'M-9' } as Benefit;
    const [, moved] = mergeBenefits([token('T-1')], [key], 'P-2', memberships);
    expect(moved).toStrictEqual({ ...key, formerIds: [{ partnerId: 'P-2', tokenId: 'K-1' }] });
    const elsewhere = token('T-1.P-3', { formerIds: [{ partnerId: 'P-3', tokenId: 'T-1' }] });
    expect(mergeBenefits([elsewhere], [token('T-1')], 'P-2', memberships)).toHaveLength(2);
    const [, unreplaced] = mergeBenefits([], [token('T-0'), token('T-1')], 'P-2', memberships);
    expect(unreplaced).toMatchObject({ replaces: null, replacedBy: null });
  });

  it('are moved once, however often it is done', () => {
    const once = mergeBenefits([token('T-1')], [token('T-1')], 'P-2', memberships);
    expect(mergeBenefits(once, [token('T-1')], 'P-2', memberships)).toBe(once);
  });
});
