/** Shortfalls and other conditions that a renewal still lacks (R-REN-1, R-REN-3, R-NOT-5). */
import type { CivilDate, CivilMonth } from '../core/calendar.ts';
import type { Metric } from './metric.ts';
import { type Terms, termsName } from './terms.ts';

/** Which of the terms that are renewed together lack it (R-MRG-4); not given where one alone is renewed. */
type OfTerms = { terms?: Terms | undefined };

/** A requirement that is not reached: what there is and what it takes. */
export type Shortfall = Lack & OfTerms;

type Lack =
  /** KPI of the 12 months `from` … `to`, both inclusive; decimal strings (R-KPI-7). */
  | { code: 'kpi'; have: string; need: string; from: CivilMonth; to: CivilMonth }
  /** Microsoft Certified Trainers (R-MEM-2, R-MEM-3). */
  | { code: 'mct'; have: number; need: number }
  /** Employees with a certification or assessment: no path of the level is satisfied (R-COMP-1). */
  | { code: 'exams'; have: number; need: number; certification: string }
  /** A performance goal; decimal strings (R-COMP-1). */
  | { code: 'performance'; have: string; need: string; metric: Metric };

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
  | ({ code: 'kpi-pending'; decidesOn: CivilDate } & OfTerms)
  /** The program configuration has no such requirement; `missing` names it (R-REN-3). */
  | ({ code: 'undecidable'; missing: string } & OfTerms);

/** A shortfall in words, for operators. */
export function shortfallText(shortfall: Shortfall): string {
  const { terms } = shortfall;
  return terms === undefined ? lackText(shortfall) : `${termsName(terms)}: ${lackText(shortfall)}`;
}

/** The same without the terms that lack it. */
export function lackText(shortfall: Lack): string {
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
