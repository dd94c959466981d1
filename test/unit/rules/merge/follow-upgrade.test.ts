import { describe, expect, it } from 'vitest';
import type { Consolidation, Membership } from '../../../../shared/domain/memberships/membership.ts';
import { followUpgrade, isUpgraded } from '../../../../shared/domain/merge/follow-upgrade.ts';
import { date, membership } from '../support.ts';
import { competency, pack } from './merge-facts.ts';

const [SILVER, SECURITY, AI] = [competency('DevOps'), competency('Security'), competency('AI')];
const renewedWith = (into: string, on = '2027-02-11'): Consolidation => ({
  ...{ into, on: date(on), anniversary: date('2027-05-20') },
});
const endedBy = (by: string, on = '2027-01-20') => ({ name: 'superseded', on: date(on), by, stamp: null }) as const;

/** S of AD 2027-02-10, upgraded to G on 2027-01-20, which has AD 2028-01-20. */
const gold = membership({
  ...{ membershipId: 'G', terms: competency('DevOps', 'gold'), purchasedOn: date('2027-01-20'), cycle: 1 },
  ...{ loadedOn: date('2027-01-20') },
  origin: { kind: 'upgrade', commandId: 'c', from: 'S', reference: 'wire', discountPercent: 25 },
});
const silverWith = (fields: Partial<Membership> = {}) =>
  pack('S', '2027-02-10', { terms: SILVER, status: endedBy('G'), ...fields });

const followed = (silver: Membership, ...others: Membership[]): Membership[] =>
  followUpgrade([silver, gold, ...others], { silver, gold }).slice(2);

describe('R-MRG-7: a membership that was to be renewed with silver', () => {
  const leader = silverWith({ covers: [SECURITY] });
  const other = pack('O', '2027-01-10', { terms: SECURITY, consolidation: renewedWith('S') });

  it('is renewed with gold, on its anniversary', () => {
    expect(followed(leader, other)).toEqual([
      { ...other, consolidation: { into: 'G', on: '2027-02-11', anniversary: '2028-01-20' } },
    ]);
  });

  it.each([
    ['2027-01-19', 'S'],
    ['2027-01-20', 'G'],
  ])('follows if it ends on %s, with %s: what silver had taken the place of before stays so', (on, into) => {
    const [after] = followed(leader, { ...other, consolidation: renewedWith('S', on) });
    expect(after?.consolidation?.into).toBe(into);
  });

  it('goes on in gold where silver had taken its place on the day; where another did, in that', () => {
    const ended = { ...other, status: endedBy('S', '2027-02-11') };
    expect(followed(leader, ended)[0]?.status).toEqual(endedBy('G', '2027-02-11'));
    const elsewhere = { ...other, status: endedBy('X', '2027-02-11') };
    expect(followed(leader, elsewhere)[0]?.status).toEqual(elsewhere.status);
  });

  it('leaves every other membership the same, and is the same when it is done again', () => {
    const apart = [pack('A', '2027-06-01'), pack('B', '2027-06-01', { consolidation: renewedWith('A') })];
    const all = [leader, gold, other, ...apart];
    const once = followUpgrade(all, { silver: leader, gold });
    expect(once.map((after, index) => after === all[index])).toEqual([true, true, false, true, true]);
    const again = followUpgrade(once, { silver: leader, gold });
    expect(again).toEqual(once);
    expect(again.every((after, index) => after === once[index])).toBe(true);
  });
});

describe('R-MRG-7: a covered silver that is upgraded', () => {
  const covered = silverWith({ consolidation: renewedWith('L') });
  const leader = pack('L', '2027-05-20', { terms: AI, covers: [SILVER, SECURITY] });

  it('leaves the group; its leader is evaluated anew', () => {
    expect(followed(covered, leader)).toEqual([{ ...leader, covers: [SECURITY], evaluateOn: '2027-01-20' }]);
  });

  it('leaves what has taken the place of the leader', () => {
    const [before, after] = followed(
      covered,
      { ...leader, status: endedBy('L-2'), covers: [] },
      { ...leader, membershipId: 'L-2' },
    );
    expect(before?.covers).toEqual([]);
    expect(after).toMatchObject({ membershipId: 'L-2', covers: [SECURITY] });
  });

  it('stays covered for another one of the group with the same terms, unless that was upgraded, too', () => {
    const same = pack('D', '2027-03-01', { terms: SILVER, consolidation: renewedWith('L') });
    expect(followed(covered, leader, same)[0]).toBe(leader);
    const elsewhere = { ...same, consolidation: renewedWith('X') };
    expect(followed(covered, leader, elsewhere)[0]?.covers).toEqual([SECURITY]);
    const another = { ...same, terms: SECURITY };
    expect(followed(covered, leader, another)[0]?.covers).toEqual([SECURITY]);
    const origin = { kind: 'upgrade', commandId: 'c', from: 'D', reference: 'w', discountPercent: 25 } as const;
    const itsGold = pack('G-2', '2028-01-10', { terms: competency('DevOps', 'gold'), origin });
    expect(followed(covered, leader, same, itsGold)[0]?.covers).toEqual([SECURITY]);
  });

  it('changes no leader that does not cover it, and none that it leads itself', () => {
    const without = { ...leader, covers: [SECURITY] };
    expect(followed(covered, without)[0]).toBe(without);
    const ended = { ...leader, status: endedBy('S') };
    const goldThatCovers = { ...gold, covers: [SILVER] };
    const all = [covered, goldThatCovers, ended];
    expect(followUpgrade(all, { silver: covered, gold: goldThatCovers })[1]).toBe(goldThatCovers);
  });

  it('is upgraded if a membership came from it by an upgrade (R-MEM-5)', () => {
    expect(isUpgraded(covered, [covered, gold])).toBe(true);
    expect(isUpgraded(leader, [covered, gold, leader])).toBe(false);
    expect(isUpgraded(covered, [covered, pack('S', '2027-02-10')])).toBe(false);
  });
});
