import type { MembershipForecast } from '../../../../shared/workflows/explain/forecasts.ts';

/**
 * A line of forecast.jsonl: a renewal that is at risk on the last day, or will be if nothing happens (R-COMP-5,
 * R-KPI-7).
 */
export type ForecastLine = ReturnType<typeof forecastLine>;

/** The forecast of one of a partner's memberships. */
export function forecastLine(partnerId: string, forecast: MembershipForecast) {
  const { membershipId, cycle, anniversary, windowCloses, riskOn, because, lacks } = forecast;
  return { partnerId, membershipId, cycle, anniversary, windowCloses, riskOn, because, lacks };
}
