/**
 * How a membership stands to each requirement of its next renewal, reached or not, and what the next level asks for
 * (R-REN-3, R-COMP-1).
 */
import type { CivilDate, CivilMonth } from '../core/calendar.ts';
import { renewalWindow } from '../kpi/kpi-window.ts';
import { anniversary, type Membership, renewedTerms } from '../memberships/membership.ts';
import type { Metric } from '../offers/metric.ts';
import type { SingleShortfall } from '../offers/shortfall.ts';
import { LEVELS, levelRank, type Terms } from '../offers/terms.ts';
import { type Evidence, kpiFigure, LAP_MCT, type Requirement, requirementFor } from './eligibility.ts';
import { goalsOf } from './paths.ts';

/** A requirement: what there is, and what it takes. */
export type Score = Pick<SingleShortfall, 'code' | 'have' | 'terms'> & {
  /** 0: the next level alone asks for it. */
  need: string | number;
  certification?: string;
  metric?: Metric;
  /** Of `kpi`: the months that count, both inclusive. */
  from?: CivilMonth;
  to?: CivilMonth;
  /** Which of several paths asks for it, from 1: one of them is enough (R-COMP-1); null: it takes this in any case. */
  path: number | null;
  /** What the next level takes of it; null: there is no higher level, or it asks for none of this. */
  next: string | number | null;
};

/**
 * The requirements of a renewal, of each of the terms that are renewed together, in the order KPI, trainers, paths; none
 * where only the fee counts, or where the configuration does not have them. An extension changes none of them: it waives
 * them (R-EXT-1).
 *
 * @param on the day for which employees and figures count
 */
export function scorecardOf(membership: Membership, evidence: Evidence, on: CivilDate): Score[] {
  const all = renewedTerms(membership);
  return all.flatMap((terms) =>
    scoresOf(terms, anniversary(membership), evidence, on).map((score) =>
      all.length > 1 ? { ...score, terms } : score,
    ),
  );
}

function scoresOf(terms: Terms, ad: CivilDate, evidence: Evidence, on: CivilDate): Score[] {
  const { mctCount } = evidence.partner;
  if (terms.offer === 'learning-action-pack')
    return [{ code: 'mct', have: mctCount, need: LAP_MCT, path: null, next: null }];
  const requirement = requirementFor(terms, ad, evidence.config);
  if (requirement === null) return [];
  const asked = figuresOf(requirement, ad, evidence, on);
  const higher = higherFigures(terms, ad, evidence, on);
  const nextOf = (figure: SingleShortfall): Score['next'] =>
    higher.filter((each) => isOfSame(each, figure)).map(({ need }) => need)[0] ?? null;
  // What the next level alone asks for, too.
  const more = higher.filter((figure) => !asked.some((each) => isOfSame(each, figure)));
  return [
    ...asked.map((figure) => ({ ...figure, next: nextOf(figure) })),
    ...more.map((figure) => ({ ...figure, ...NOTHING, next: figure.need })),
  ];
}

const NOTHING = { need: 0, path: null } as const;

function higherFigures(terms: Terms, ad: CivilDate, evidence: Evidence, on: CivilDate): FigureOf[] {
  const level = LEVELS[levelRank(terms.level) + 1];
  const higher =
    terms.level === null || level === undefined ? null : requirementFor({ ...terms, level }, ad, evidence.config);
  return higher === null ? [] : figuresOf(higher, ad, evidence, on);
}

const isOfSame = (a: Figure, b: Figure): boolean =>
  a.code === b.code && a.certification === b.certification && a.metric === b.metric;

type Figure = Pick<SingleShortfall, 'code'> & { certification?: string; metric?: Metric };

type FigureOf = SingleShortfall & Pick<Score, 'path'>;

function figuresOf(
  requirement: Requirement,
  ad: CivilDate,
  { partner, kpi, skills }: Evidence,
  on: CivilDate,
): FigureOf[] {
  const { mct, paths, competency } = requirement;
  const trainers = mct ? [{ code: 'mct' as const, have: partner.mctCount, need: mct }] : [];
  const always = [...kpiFigure(requirement, renewalWindow(ad), kpi), ...trainers];
  const goals = paths.flatMap((path, index) =>
    goalsOf(path, competency, skills, on).map((goal) => ({ ...goal, path: paths.length > 1 ? index + 1 : null })),
  );
  return [...always.map((figure) => ({ ...figure, path: null })), ...goals];
}
