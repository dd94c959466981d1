/** Shortfalls and other conditions that a renewal still lacks (R-REN-1, R-REN-3, R-NOT-5). */
import type { CivilDate, CivilMonth } from '../core/calendar.ts';
import type { Metric } from './metric.ts';
import { type Terms, termsName } from './terms.ts';

/** Which of the terms that are renewed together lack it (R-MRG-4); not given where one alone is renewed. */
type OfTerms = { terms?: Terms | undefined };

/** A goal of a path that is not reached (R-COMP-1). */
type GoalLack =
  /** Employees with a certification or assessment. */
  | { code: 'exams'; have: number; need: number; certification: string }
  /** A performance goal; decimal strings. */
  | { code: 'performance'; have: string; need: string; metric: Metric };

/** One requirement that is not reached: what there is and what it takes. */
type SingleLack =
  /** KPI of the 12 months `from` … `to`, both inclusive; decimal strings (R-KPI-7). */
  | { code: 'kpi'; have: string; need: string; from: CivilMonth; to: CivilMonth }
  /** Microsoft Certified Trainers (R-MEM-2, R-MEM-3). */
  | { code: 'mct'; have: number; need: number }
  | GoalLack;

export type GoalShortfall = GoalLack & OfTerms;

export type SingleShortfall = SingleLack & OfTerms;

/**
 * `paths`: any one of several paths would do (R-COMP-1); what each lacks, the one that takes the fewest changes first.
 */
export type Shortfall = SingleShortfall | ({ code: 'paths'; paths: GoalShortfall[][] } & OfTerms);

/**
 * KPI of the months that count and are published, the first to the last of them, and what all of them take; decimal
 * strings. Null, where it may be: none of them is published.
 */
export type KpiSoFar = { have: string; need: string; from: CivilMonth; to: CivilMonth };

/** What a renewal notice lists as missing. */
export type Missing =
  | { code: 'fee' }
  /** The company profile has not been reviewed in time; null: never (R-ROLE-3). */
  | { code: 'profile-review'; lastReviewedOn: CivilDate | null; maxAgeDays: number }
  | MissingRequirement;

/** A requirement that is not met or not decided. */
export type MissingRequirement =
  | Shortfall
  /** KPI of the AD's year are not published yet; `decidesOn`: the day of the refresh that publishes them (R-KPI-8). */
  | ({ code: 'kpi-pending'; decidesOn: CivilDate; soFar: KpiSoFar | null } & OfTerms)
  /** The program configuration has no such requirement; `missing` names it (R-REN-3). */
  | ({ code: 'undecidable'; missing: string } & OfTerms);

/** The smallest change that mends the shortfalls: of several paths the first. */
export const smallestFix = (shortfalls: readonly Shortfall[]): SingleShortfall[] =>
  shortfalls.flatMap((each) => (each.code === 'paths' ? ofTerms(each.paths[0] ?? [], each) : [each]));

/** Every shortfall, on whatever path. */
export const everyShortfall = (shortfalls: readonly Shortfall[]): SingleShortfall[] =>
  shortfalls.flatMap((each) => (each.code === 'paths' ? ofTerms(each.paths.flat(), each) : [each]));

const ofTerms = (path: readonly GoalShortfall[], { terms }: OfTerms): GoalShortfall[] =>
  terms === undefined ? [...path] : path.map((each) => ({ ...each, terms }));

/** Shortfalls in words, for operators. */
export const shortfallsText = (shortfalls: readonly Shortfall[]): string => shortfalls.map(shortfallText).join('; ');

function shortfallText(shortfall: Shortfall): string {
  const { terms } = shortfall;
  return terms === undefined ? lackText(shortfall) : `${termsName(terms)}: ${lackText(shortfall)}`;
}

/** The same of one, without the terms that lack it. */
export function lackText(shortfall: Shortfall): string {
  if (shortfall.code === 'paths')
    return shortfall.paths.map((path) => path.map(singleText).join(' and ')).join(', or ');
  return singleText(shortfall);
}

function singleText(shortfall: SingleLack): string {
  const { have, need } = shortfall;
  switch (shortfall.code) {
    case 'kpi':
      return `KPI ${have} of ${need} in ${shortfall.from} … ${shortfall.to}`;
    case 'mct':
      return `${have} of ${need} MCT`;
    case 'exams':
      return `${have} of ${need} people with ${shortfall.certification}`;
    case 'performance':
      return `${shortfall.metric} ${have} of ${need}`;
  }
}
