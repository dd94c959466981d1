/** The forecast of a renewal: when and why it will be at risk if nothing happens (R-COMP-5, R-KPI-7). */

import Big from 'big.js';
import { addDays, addMonths, type CivilDate, type CivilMonth, windowOf } from '../core/calendar.ts';
import { compareTexts } from '../core/text.ts';
import { type Eligibility, type Evidence, requirementFor } from '../eligibility/eligibility.ts';
import { extensionFor } from '../eligibility/extensions.ts';
import { isPublished, type KpiLedger, sumOver } from '../kpi/kpi.ts';
import { decidingRefresh, renewalWindow } from '../kpi/kpi-window.ts';
import { anniversary, type Membership, renewedTerms } from '../memberships/membership.ts';
import { isInForce } from '../memberships/status.ts';
import { type Shortfall, type SingleShortfall, smallestFix } from '../offers/shortfall.ts';
import type { Terms } from '../offers/terms.ts';
import { changesAfter } from '../people/skills.ts';
import { eligibilityOn } from './renewal-facts.ts';

export type Forecast = {
  anniversary: CivilDate;
  /** The last day on which the fee can be paid. */
  windowCloses: CivilDate;
  /** The day from which the renewal is at risk; it is already, if this is the day of the forecast or before it. */
  riskOn: CivilDate;
  /** The shortfalls from that day on, by the path that takes the fewest changes; KPI as projected. */
  lacks: SingleShortfall[];
  /**
   * The cause: missing now, achievements that cease to count, the trend of KPI, or that the partner leaves (R-REN-8).
   */
  because: 'now' | 'achievements' | 'kpi-trend' | 'declined';
};

/** The facts that a forecast is made of. */
export type ForecastFacts = Evidence & { membership: Membership };

const MONTHS_OF_TREND = 12;
const KPI_DECIMALS = 2;

/**
 * The forecast on a day; null if no risk is known, or if the membership is not in force or has no renewal of its own.
 */
export function forecastOf(facts: ForecastFacts, asOf: CivilDate): Forecast | null {
  const { membership } = facts;
  const ad = anniversary(membership);
  // Without a renewal of its own: it is renewed together with another membership (R-MRG-2).
  if (!isInForce(membership, asOf) || membership.consolidation !== null) return null;
  const { declined } = membership;
  const dates = { anniversary: ad, windowCloses: windowOf(ad).closes };
  if (declined !== null) return { ...dates, riskOn: declined.on, lacks: [], because: 'declined' };
  const judged = renewedTerms(membership).filter((terms) => extensionFor(terms, ad, facts.config) === null);
  const risks = [currentRisk(facts, asOf), skillsRisk(facts, asOf), kpiRisk(facts, judged, asOf)];
  const first = risks.filter((risk) => risk !== null).sort((a, b) => compareTexts(a.riskOn, b.riskOn))[0];
  return first === undefined ? null : { ...dates, ...first };
}

type Risk = Pick<Forecast, 'riskOn' | 'lacks' | 'because'>;

function currentRisk(facts: ForecastFacts, asOf: CivilDate): Risk | null {
  const lacks = shortfallsOf(eligibilityOn(facts, asOf));
  if (lacks.length === 0) return null;
  const { standing } = facts.membership;
  return { riskOn: standing?.state === 'at-risk' ? standing.since : asOf, lacks: smallestFix(lacks), because: 'now' };
}

/**
 * The risk that achievements or figures will not suffice in the window: on its first day, or on a later day on which
 * they change.
 */
function skillsRisk(facts: ForecastFacts, asOf: CivilDate): Risk | null {
  const { opens, closes } = windowOf(anniversary(facts.membership));
  const days = changesAfter(facts.skills, asOf).filter((day) => day <= closes);
  const shortfallsOn = (day: CivilDate) => shortfallsOf(eligibilityOn(facts, day));
  const windowDays = [opens, ...days.filter((day) => day > opens)].filter((day) => day > asOf);
  const riskDay = windowDays.find((day) => shortfallsOn(day).length > 0);
  if (riskDay === undefined) return null;
  // The first day from which shortfalls last without a break until the day of the risk.
  const until = [...days.filter((day) => day <= riskDay)].reverse();
  const start = until.findIndex((day) => shortfallsOn(addDays(day, -1)).length === 0);
  return {
    riskOn: until[Math.max(start, 0)] ?? riskDay,
    lacks: smallestFix(shortfallsOn(riskDay)),
    because: 'achievements',
  };
}

function shortfallsOf(eligibility: Eligibility): Shortfall[] {
  return eligibility.state === 'not-met' || eligibility.state === 'pending' ? eligibility.shortfalls : [];
}

/** The risk that KPI will not suffice if the months not published yet are like the average of the last twelve. */
function kpiRisk(facts: ForecastFacts, judged: readonly Terms[], asOf: CivilDate): Risk | null {
  const { membership, kpi, config } = facts;
  const ad = anniversary(membership);
  const window = renewalWindow(ad);
  if (isPublished(kpi, window) || kpi.publishedThrough === null) return null;
  const have = projectKpi(kpi, kpi.publishedThrough, window);
  const isJoint = renewedTerms(membership).length > 1;
  const lacks = judged.flatMap((terms): SingleShortfall[] => {
    const need = requirementFor(terms, ad, config)?.kpi;
    if (need === undefined || new Big(have).gte(need)) return [];
    return [{ code: 'kpi', have, need, ...window, ...(isJoint && { terms }) }];
  });
  if (lacks.length === 0) return null;
  const decidesOn = decidingRefresh(ad);
  return { riskOn: decidesOn > asOf ? decidesOn : asOf, lacks, because: 'kpi-trend' };
}

function projectKpi(
  kpi: Pick<KpiLedger, 'months'>,
  through: CivilMonth,
  { from, to }: { from: CivilMonth; to: CivilMonth },
) {
  const trend = sumOver(kpi, { from: addMonths(through, 1 - MONTHS_OF_TREND), to: through }).kpi;
  const published = sumOver(kpi, { from, to: through }).kpi;
  const first = through < from ? from : addMonths(through, 1);
  const rest = Math.max(0, monthsBetween(first, to) + 1);
  return new Big(published).plus(new Big(trend).times(rest).div(MONTHS_OF_TREND)).round(KPI_DECIMALS).toFixed();
}

function monthsBetween(from: CivilMonth, to: CivilMonth): number {
  const number = (month: CivilMonth): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return number(to) - number(from);
}
