/** The forecast in the section about memberships at risk: when, why, and the fixes. */

import { type Content, html } from '../html.ts';
import { fixesOf, reasonOf } from '../results/forecasts.ts';
import type { ForecastLine } from '../results/lines.ts';
import { dateCell, membershipName, partnerCell } from './cells.ts';
import { compare } from './data/compare.ts';
import type { ReportInput } from './data/input.ts';
import { listTable } from './table.ts';

/** The forecasts in the order of their days. */
export function sortForecasts({ forecasts }: Pick<ReportInput, 'forecasts'>): ForecastLine[] {
  return [...(forecasts ?? [])].sort((a, b) => compare(a.riskOn, b.riskOn) || compare(a.partnerId, b.partnerId));
}

/** The table of forecasts; null for the output of an older simulation, which has none. */
export function forecastTable(input: ReportInput): Content {
  if (input.forecasts === null) return null;
  const list = {
    caption: 'Renewals at risk if nothing happens',
    items: sortForecasts(input),
    file: 'forecast.jsonl',
    empty: 'As far as is known, every renewal can take place.',
  };
  const memberships = new Map(input.memberships.map((each) => [`${each.partnerId} ${each.membershipId}`, each]));
  const table = listTable<ForecastLine>(list, [
    { head: 'At risk from', cell: ({ riskOn }) => riskDate(riskOn, input.period.to) },
    { head: 'Partner', cell: ({ partnerId }) => partnerCell(partnerId, input) },
    {
      head: 'Membership',
      cell: (each) => membershipName(each.membershipId, memberships.get(`${each.partnerId} ${each.membershipId}`)),
    },
    { head: 'Why', cell: (each) => reasonOf(each) },
    { head: 'What would mend it', cell: (each) => html`<ul class="fixes">${fixesOf(each).map(fix)}</ul>` },
    { head: 'Last day to pay', cell: ({ windowCloses }) => dateCell(windowCloses) },
  ]);
  return html`<h3>Forecast</h3>
<p>As of ${dateCell(input.period.to)}, if nothing happens: renewals of the cycle under way that are at risk or will be, when and why, and the
smallest change that mends it, which has to count when the fee is paid (R-COMP-5, R-KPI-7).</p>
${table}`;
}

const fix = (text: string): Content => html`<li>${text}</li>`;

const riskDate = (riskOn: string, lastDay: string): Content =>
  html`${dateCell(riskOn)} ${riskOn <= lastDay ? html`<span class="badge not-met">Already</span>` : null}`;
