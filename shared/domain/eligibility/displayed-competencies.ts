/** Which competencies a partner may show, and at which level (R-MEM-7). */
import Big from 'big.js';
import type { CivilDate } from '../core/calendar.ts';
import { allTerms, type Membership } from '../memberships/membership.ts';
import { isInForce } from '../memberships/status.ts';
import { type Level, levelRank, type Terms } from '../offers/terms.ts';
import { type Evidence, purchaseEligibility, type Requirement } from './eligibility.ts';

export type DisplayedCompetency = {
  competency: string;
  level: Level;
  /** The membership that lets it be shown. */
  through: string;
  /** `membership`: it is that competency's own, shown until it ends, whatever is met (R-COMP-5); `attained`: the level is met that day. */
  because: 'membership' | 'attained';
};

/**
 * What the partner's memberships let it show on a day, by competency: silver ones show what is attained at silver, gold ones what is
 * attained at silver or gold, each competency once and at its highest level.
 *
 * A level is attained when a requirement of it, with or without the Learning option, in the program year of the day is met; who attains
 * gold has attained silver. A requirement that asks for nothing attains nothing.
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
    const known = best.get(candidate.competency);
    if (known === undefined || levelRank(candidate.level) > levelRank(known.level))
      best.set(candidate.competency, candidate);
  }
  return [...best.values()].sort((a, b) => (a.competency < b.competency ? -1 : 1));
}

/** After a merge, one membership may stand for several competencies (R-MRG-2). */
function ownCompetencies(membership: Membership): DisplayedCompetency[] {
  const through = membership.membershipId;
  return allTerms(membership).flatMap(({ competency, level }): DisplayedCompetency[] =>
    competency === null || level === null ? [] : [{ competency, level, through, because: 'membership' }],
  );
}

type AttainedLevel = { competency: string; level: Level };

/** Gold shows at gold and at silver; silver shows a gold level, which implies silver, at silver. */
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
