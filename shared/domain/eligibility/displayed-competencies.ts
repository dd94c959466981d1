/** The competencies that a partner may display, and at which level (R-MEM-7). */

import Big from 'big.js';
import type { CivilDate } from '../core/calendar.ts';
import { compareTexts } from '../core/text.ts';
import { allTerms, type Membership } from '../memberships/membership.ts';
import { isInForce } from '../memberships/status.ts';
import { type Level, levelRank, type Terms } from '../offers/terms.ts';
import { type Evidence, purchaseEligibility, type Requirement } from './eligibility.ts';

export type DisplayedCompetency = {
  competency: string;
  level: Level;
  /** The membership that allows the display. */
  through: string;
  /**
   * `membership`: the membership is of that competency, displayed until it ends (R-COMP-5); `attained`: the level is
   * met on the day.
   */
  because: 'membership' | 'attained';
};

/**
 * The competencies that a partner may display on a day, each once and at its highest level: with a silver membership
 * those attained, at silver; with a gold membership those attained at silver or gold.
 *
 * A level is attained when a requirement of it, with or without the Learning option, in the program year of the day is
 * met; who attains gold has attained silver. A requirement that asks for nothing attains nothing.
 */
export function displayedCompetencies(
  memberships: readonly Membership[],
  evidence: Evidence,
  on: CivilDate,
): DisplayedCompetency[] {
  const holders = memberships
    .filter((membership) => membership.terms.offer === 'competency' && isInForce(membership, on))
    .toSorted((a, b) => levelRank(b.terms.level) - levelRank(a.terms.level));
  const [highest] = holders;
  if (highest === undefined) return [];
  const candidates = [
    ...holders.flatMap(ownCompetencies),
    ...attainedLevels(evidence, on).map((candidate) => displayThrough(highest, candidate)),
  ];
  const best = new Map<string, DisplayedCompetency>();
  for (const candidate of candidates) {
    const highestYet = best.get(candidate.competency);
    if (highestYet === undefined || levelRank(candidate.level) > levelRank(highestYet.level))
      best.set(candidate.competency, candidate);
  }
  return [...best.values()].sort((a, b) => compareTexts(a.competency, b.competency));
}

/** The competencies of a membership: after a merge, it may cover several (R-MRG-2). */
function ownCompetencies(membership: Membership): DisplayedCompetency[] {
  const through = membership.membershipId;
  return allTerms(membership).flatMap(({ competency, level }): DisplayedCompetency[] =>
    competency === null || level === null ? [] : [{ competency, level, through, because: 'membership' }],
  );
}

type AttainedLevel = { competency: string; level: Level };

/**
 * A gold membership displays an attained level as it is; a silver membership displays it at silver, which gold implies.
 */
function displayThrough(
  { terms, membershipId }: Membership,
  { competency, level }: AttainedLevel,
): DisplayedCompetency {
  const displayed = terms.level === 'gold' ? level : 'silver';
  return { competency, level: displayed, through: membershipId, because: 'attained' };
}

function attainedLevels(evidence: Evidence, on: CivilDate): AttainedLevel[] {
  const year = evidence.config.programYears.find(({ from, to }) => from <= on && on <= to);
  return (year?.requirements ?? []).flatMap((requirement) => {
    const { competency, level, learningOption } = requirement;
    if (level === null || !asksForSomething(requirement)) return [];
    const terms: Terms = { offer: 'competency', competency, level, learningOption };
    return purchaseEligibility(terms, on, evidence).state === 'met' ? [{ competency, level }] : [];
  });
}

const asksForSomething = ({ kpi = '0', mct = 0, paths }: Requirement): boolean =>
  new Big(kpi).gt(0) || mct > 0 || paths.length > 0;
