import { describe, expect, it } from 'vitest';
import type { Eligibility } from '../../../../shared/domain/eligibility/eligibility.ts';
import type { Standing } from '../../../../shared/domain/memberships/membership.ts';
import { isOtherStanding, standingFor } from '../../../../shared/domain/renewal/standing.ts';
import { date } from '../support.ts';

const MET: Eligibility = { state: 'met' };
const WAIVED: Eligibility = { state: 'waived', extension: 'X' };
const UNKNOWN: Eligibility = { state: 'undecidable', missing: 'DevOps gold' };
const shortOf = (need: number): Eligibility => ({ state: 'not-met', shortfalls: [{ code: 'mct', have: 0, need }] });
const awaiting = (...shortfalls: { code: 'mct'; have: number; need: number }[]): Eligibility => ({
  state: 'pending',
  decidesOn: date('2027-09-15'),
  shortfalls,
});
const since = date('2027-03-01');

describe('R-COMP-5: the standing by an eligibility', () => {
  it.each<[Standing['state'], boolean, Eligibility]>([
    ['met', false, MET],
    ['met', false, WAIVED],
    ['at-risk', false, shortOf(2)],
    ['pending', true, awaiting()],
    ['at-risk', true, awaiting({ code: 'mct', have: 0, need: 2 })],
    ['unknown', false, UNKNOWN],
  ])('is %s, with KPI awaited: %s', (state, awaitsKpi, eligibility) => {
    expect(standingFor(eligibility, since)).toMatchObject({ state, awaitsKpi, since });
  });

  it('is another one if its state or what it awaits is another, whatever is missing', () => {
    expect(isOtherStanding(standingFor(MET, since), WAIVED)).toBe(false);
    expect(isOtherStanding(standingFor(MET, since), shortOf(1))).toBe(true);
    expect(isOtherStanding(standingFor(shortOf(1), since), shortOf(2))).toBe(false);
    expect(isOtherStanding(standingFor(shortOf(1), since), awaiting({ code: 'mct', have: 0, need: 1 }))).toBe(true);
    expect(isOtherStanding(standingFor(awaiting(), since), MET)).toBe(true);
  });
});
