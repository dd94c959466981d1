/** Renewals at risk, and those that are merely not ready. */
import { addDays, civilDateOf } from '../../../../../shared/domain/core/calendar.ts';
import { compareTexts } from '../../../../../shared/domain/core/text.ts';
import { fixesOf, reasonOf } from '../../results/forecasts.ts';
import type { ForecastLine, MembershipLine } from '../../results/lines.ts';
import { cycleKey, type ReportInput } from './input.ts';

/** Days after the last simulated day within which an anniversary counts as coming. */
export const COMING_DAYS = 60;

const NOT_READY = new Set(['not-met', 'pending', 'undecidable']);

/** A renewal that is at risk on the last day, or will be if nothing happens (R-COMP-5). Dates are civil dates. */
export type Risk = {
  readonly partnerId: string;
  readonly membershipId: string;
  readonly cycle: number;
  readonly anniversary: string;
  readonly windowCloses: string;
  /** Since when, or from when on. */
  readonly riskOn: string;
  /** What kind of risk it is, in a few words. */
  readonly cause: string;
  readonly reason: string;
  /** All of them together mend it; none where the partner leaves, or where none is known. */
  readonly fixes: readonly string[];
};

/** Those that the forecast knows, and those of which a decision said so; the window that closes first before the others. */
export function risksOf({ forecasts, toldAtRisk }: Pick<ReportInput, 'forecasts' | 'toldAtRisk'>): Risk[] {
  const known = new Set((forecasts ?? []).map(cycleKey));
  const told = [...toldAtRisk].flatMap(([key, renewal]) => {
    if (known.has(key)) return [];
    const riskOn = renewal.standing?.since ?? renewal.anniversary;
    return [{ ...renewal, riskOn, cause: CAUSES.get('now') ?? '', reason: reasonOf({ because: 'now' }), fixes: [] }];
  });
  const risks = [...(forecasts ?? []).map(ofForecast), ...told];
  return risks.sort((a, b) => compareTexts(a.windowCloses, b.windowCloses) || compareTexts(a.partnerId, b.partnerId));
}

const CAUSES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    kpi: 'KPI are below the requirement',
    mct: 'trainers are missing',
    exams: 'certified people are missing',
    performance: 'a performance goal is not reached',
    now: 'a requirement is not met',
    achievements: 'an achievement expires, or somebody leaves',
    'kpi-trend': 'KPI will fall short if it goes on as it does',
    declined: 'has declared that it will not renew',
  }),
);

const ofForecast = (forecast: ForecastLine): Risk => {
  const { because, lacks } = forecast;
  const cause = because === 'now' ? (lacks[0]?.code ?? because) : because;
  return { ...forecast, cause: CAUSES.get(cause) ?? cause, reason: reasonOf(forecast), fixes: fixesOf(forecast) };
};

/**
 * Memberships in their window, or with an anniversary in the next `COMING_DAYS` days, that could not be renewed today.
 */
export function notReady(input: Pick<ReportInput, 'period' | 'memberships' | 'unreviewed'>): MembershipLine[] {
  const horizon = addDays(civilDateOf(input.period.to), COMING_DAYS);
  return input.memberships
    .filter(({ status, anniversary }) => status === 'in-window' || (status === 'active' && anniversary <= horizon))
    .filter((each) => NOT_READY.has(each.eligibility ?? '') || input.unreviewed.has(cycleKey(each)))
    .sort((a, b) => compareTexts(a.anniversary, b.anniversary) || compareTexts(a.partnerId, b.partnerId));
}
