/** When and why a renewal will be at risk if nothing happens, and the smallest change that would mend it (R-COMP-5, R-KPI-7). */
import Big from 'big.js';
import { addDays, addMonths, type CivilDate, type CivilMonth, windowOf } from '../core/calendar.ts';
import { type Eligibility, type Evidence, requirementFor } from '../eligibility/eligibility.ts';
import { extensionFor } from '../eligibility/extensions.ts';
import { isPublished, type KpiLedger, sumOver } from '../kpi/kpi.ts';
import { decidingRefresh, renewalWindow } from '../kpi/kpi-window.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import { isInForce } from '../memberships/status.ts';
import type { Shortfall } from '../offers/shortfall.ts';
import { hasRequirements } from '../offers/terms.ts';
import { changesAfter } from '../people/skills.ts';
import { eligibilityOn } from './renewal-facts.ts';

export type Forecast = {
  anniversary: CivilDate;
  /** The last day on which the fee can be paid. */
  windowCloses: CivilDate;
  /** The day from which the renewal is at risk; the day of the forecast or one before it: it is already. */
  riskOn: CivilDate;
  /** What is missing from that day on: each the smallest change that mends it. KPI: as the trend has it. */
  lacks: Shortfall[];
  /** Why it comes to this, for a person. */
  because: 'now' | 'achievements' | 'kpi-trend';
};

/** What a forecast looks at. */
export type ForecastFacts = Evidence & { membership: Membership };

const MONTHS_OF_TREND = 12;
const KPI_DECIMALS = 2;

/** Null: as far as anybody knows, it can be renewed, or nobody can say; the membership is over, or has no requirements. */
export function forecastOf(facts: ForecastFacts, asOf: CivilDate): Forecast | null {
  const { membership } = facts;
  const ad = anniversary(membership);
  if (!hasRequirements(membership.terms) || !isInForce(membership, asOf)) return null;
  // It has no renewal of its own (R-MRG-2).
  if (membership.consolidation !== null) return null;
  if (extensionFor(membership.terms, ad, facts.config) !== null) return null;
  const { closes } = windowOf(ad);
  const risks = [currentRisk(facts, asOf), skillsRisk(facts, asOf), kpiRisk(facts, asOf)];
  const first = risks.filter((risk) => risk !== null).sort((a, b) => (a.riskOn < b.riskOn ? -1 : 1))[0];
  return first === undefined ? null : { anniversary: ad, windowCloses: closes, ...first };
}

type Risk = Pick<Forecast, 'riskOn' | 'lacks' | 'because'>;

function currentRisk(facts: ForecastFacts, asOf: CivilDate): Risk | null {
  const lacks = shortfallsOf(eligibilityOn(facts, asOf));
  if (lacks.length === 0) return null;
  const { standing } = facts.membership;
  return { riskOn: standing?.state === 'at-risk' ? standing.since : asOf, lacks, because: 'now' };
}

/** The first known day, up to the window's last, from which something is missing on the day the renewal opens, or later. */
function skillsRisk(facts: ForecastFacts, asOf: CivilDate): Risk | null {
  const { opens, closes } = windowOf(anniversary(facts.membership));
  const days = changesAfter(facts.skills, asOf).filter((day) => day <= closes);
  const missing = (day: CivilDate) => shortfallsOf(eligibilityOn(facts, day));
  const decisive = [opens, ...days.filter((day) => day > opens)].filter((day) => day > asOf);
  const riskDay = decisive.find((day) => missing(day).length > 0);
  if (riskDay === undefined) return null;
  // Since when it has been so without a break, as seen from the day that decides.
  const until = [...days.filter((day) => day <= riskDay)].reverse();
  const whole = until.findIndex((day) => missing(addDays(day, -1)).length === 0);
  return { riskOn: until[Math.max(whole, 0)] ?? riskDay, lacks: missing(riskDay), because: 'achievements' };
}

function shortfallsOf(eligibility: Eligibility): Shortfall[] {
  return eligibility.state === 'not-met' || eligibility.state === 'pending' ? eligibility.shortfalls : [];
}

/** The months that are not published yet go on as the last twelve did, on average. */
function kpiRisk(facts: ForecastFacts, asOf: CivilDate): Risk | null {
  const { membership, kpi, config } = facts;
  const ad = anniversary(membership);
  const window = renewalWindow(ad);
  const need = requirementFor(membership.terms, ad, config)?.kpi;
  if (need === undefined || isPublished(kpi, window) || kpi.publishedThrough === null) return null;
  const have = projectKpi(kpi, kpi.publishedThrough, window);
  if (new Big(have).gte(need)) return null;
  const decides = decidingRefresh(ad);
  const riskOn = decides > asOf ? decides : asOf;
  return { riskOn, lacks: [{ code: 'kpi', have, need, ...window }], because: 'kpi-trend' };
}

function projectKpi(
  kpi: Pick<KpiLedger, 'months'>,
  through: CivilMonth,
  { from, to }: { from: CivilMonth; to: CivilMonth },
) {
  const trend = sumOver(kpi, { from: addMonths(through, 1 - MONTHS_OF_TREND), to: through }).kpi;
  const known = sumOver(kpi, { from, to: through < to ? through : to }).kpi;
  const first = through < from ? from : addMonths(through, 1);
  const rest = Math.max(0, monthsBetween(first, to) + 1);
  return new Big(known).plus(new Big(trend).times(rest).div(MONTHS_OF_TREND)).round(KPI_DECIMALS).toFixed();
}

function monthsBetween(from: CivilMonth, to: CivilMonth): number {
  const number = (month: CivilMonth): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return number(to) - number(from);
}
