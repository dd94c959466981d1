import { describe, expect, it } from 'vitest';
import { contactKey } from '../../../../shared/domain/partners/contact-key.ts';
import type { Partner, Unreachable } from '../../../../shared/domain/partners/partner.ts';
import { isStronger, mergeReachability, reachabilityOf } from '../../../../shared/domain/partners/reachability.ts';
import { isOfSmokeTest } from '../../../../shared/domain/partners/smoke-test.ts';
import { date, partner } from '../support.ts';

const [EARLY, LATE] = ['2027-08-01T08:00:00.000Z', '2027-08-02T08:00:00.000Z'];

const mark = (fields: Partial<Unreachable> = {}): Unreachable => ({
  address: 'kim@contoso.example',
  since: date('2027-08-01'),
  cause: 'bounce',
  at: EARLY,
  noticeId: 'N-1',
  stamp: null,
  ...fields,
});

describe('R-NOT-8: two marks of one address', () => {
  it.each([
    ['the later complaint', { cause: 'complaint', at: LATE }, { cause: 'complaint', at: EARLY }],
    ['the earlier bounce', { at: EARLY }, { at: LATE }],
    ['the earlier of what is suppressed', { cause: 'suppressed', at: EARLY }, { cause: 'suppressed', at: LATE }],
    ['at the same instant the first by notice', { noticeId: 'N-1' }, { noticeId: 'N-2' }],
    ['the bounce rather than the complaint', { cause: 'bounce', at: LATE }, { cause: 'complaint', at: EARLY }],
    ['the bounce rather than bounces in a row', { cause: 'bounce', at: LATE }, { cause: 'bounces-in-a-row' }],
    ['what is suppressed rather than the bounce', { cause: 'suppressed', at: LATE }, { cause: 'bounce' }],
  ] as [string, Partial<Unreachable>, Partial<Unreachable>][])('leave %s', (_, kept, other) => {
    expect([isStronger(mark(kept), mark(other)), isStronger(mark(other), mark(kept))]).toEqual([true, false]);
    for (const [into, from] of [
      [kept, other],
      [other, kept],
    ])
      expect(merged({ unreachable: [mark(into)] }, { unreachable: [mark(from)] })).toEqual({
        unreachable: [mark(kept)],
      });
  });

  it('a mark does not replace itself', () => {
    expect(isStronger(mark(), mark())).toBe(false);
  });
});

const merged = (into: Partial<Partner>, from: Partial<Partner>) => mergeReachability(partner(into), partner(from));

describe('R-MRG-1: the addresses of two merged partners', () => {
  const told = (name: string, at: string) => ({ address: `${name}@contoso.example`, at });

  it('have the marks of both', () => {
    const [kim, lee] = [mark(), mark({ address: 'lee@fabrikam.example' })];
    expect(merged({ unreachable: [kim] }, { unreachable: [lee] })).toEqual({ unreachable: [kim, lee] });
  });

  it('R-NOT-8: keep the later report of each that a mail was no spam', () => {
    const [early, late, lee] = [told('kim', EARLY), told('kim', LATE), told('lee', EARLY)];
    expect(merged({ notSpam: [early] }, { notSpam: [lee, late] })).toEqual({ unreachable: [], notSpam: [late, lee] });
    expect(merged({ notSpam: [late, lee] }, { notSpam: [early] })).toEqual({ unreachable: [], notSpam: [late, lee] });
  });

  it('R-NOT-7: keep the later day on which an operator set the contacts', () => {
    expect(merged({ vouchedAt: EARLY }, { vouchedAt: LATE })).toEqual({ unreachable: [], vouchedAt: LATE });
    expect(merged({ vouchedAt: LATE }, { vouchedAt: EARLY })).toEqual({ unreachable: [], vouchedAt: LATE });
    expect(merged({ vouchedAt: EARLY }, {})).toEqual({ unreachable: [], vouchedAt: EARLY });
    expect(merged({}, { vouchedAt: EARLY })).toEqual({ unreachable: [], vouchedAt: EARLY });
  });
});

describe('R-NOT-8: the reachability that an import keeps', () => {
  it('is who cannot be reached, who withdrew a complaint, and when the contacts were set', () => {
    const known = {
      unreachable: [mark()],
      notSpam: [{ address: 'kim@contoso.example', at: EARLY }],
      vouchedAt: LATE,
    };
    expect(reachabilityOf(partner(known))).toEqual(known);
  });

  it('is nothing where nothing is known', () => {
    expect(reachabilityOf(null)).toEqual({ unreachable: [] });
    expect(Object.keys(reachabilityOf(partner()))).toEqual(['unreachable']);
  });
});

it('R-IMP-2: one contact has one key in each role, whatever the letter case of its address', () => {
  expect(contactKey({ role: 'mpn-admin', email: 'Kim@Contoso.example' })).toBe('mpn-admin kim@contoso.example');
});

it('partners of the smoke test are those whose ids begin as theirs', () => {
  expect(['SMOKE-TEST-1', 'P-SMOKE-TEST-', 'P-1'].map(isOfSmokeTest)).toEqual([true, false, false]);
});
