import { addDays, civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { type Content, html } from '../html.ts';
import type { MembershipLine } from '../results/lines.ts';
import { badge, dateCell, membershipColumns } from './cells.ts';
import { compare } from './data/compare.ts';
import type { ReportInput } from './data/input.ts';
import { forecastTable, sortForecasts } from './forecast.ts';
import { listTable, section } from './table.ts';

/** Days after the last simulated day within which an anniversary counts as coming. */
export const COMING_DAYS = 60;

const NOT_READY = new Set(['not-met', 'pending', 'undecidable']);

/** The key of `ReportInput.unreviewed`: a membership in a cycle. */
export function cycleKey(membership: { partnerId: string; membershipId: string; cycle: number }): string {
  return `${membership.partnerId} ${membership.membershipId} ${membership.cycle}`;
}

/**
 * Memberships in their window, or with an anniversary in the next `COMING_DAYS` days, that could not be renewed today.
 */
export function atRisk(input: ReportInput): MembershipLine[] {
  const horizon = addDays(civilDateOf(input.period.to), COMING_DAYS);
  return input.memberships
    .filter(({ status, anniversary }) => status === 'in-window' || (status === 'active' && anniversary <= horizon))
    .filter((each) => NOT_READY.has(each.eligibility ?? '') || input.unreviewed.has(cycleKey(each)))
    .sort((a, b) => compare(a.anniversary, b.anniversary) || compare(a.partnerId, b.partnerId));
}

/** Counts memberships that are not ready or have a forecast; each counts once. */
function countAtRisk(input: ReportInput): number {
  return new Set([...atRisk(input), ...sortForecasts(input)].map(cycleKey)).size;
}

/** The section about memberships at risk. */
export function atRiskSection(input: ReportInput): Content {
  const lead = html`<p>On ${dateCell(input.period.to)} in the renewal window, or with an anniversary in the ${COMING_DAYS} days after it, and not
ready: requirements not met or not decided, or the company profile not reviewed (R-REN-1, R-ROLE-3).</p>`;
  const list = {
    caption: 'Memberships at risk',
    items: atRisk(input),
    file: 'memberships.jsonl',
    empty: input.forecasts === null ? 'Nobody is at risk.' : 'Nobody is at risk now.',
  };
  const table = listTable(list, [
    ...membershipColumns(input),
    { head: 'Last day to pay', cell: ({ windowCloses }) => dateCell(windowCloses) },
    { head: 'Status', cell: ({ status }) => badge(status) },
    { head: 'Eligibility', cell: ({ eligibility }) => badge(eligibility) },
    { head: 'Profile review', cell: (each) => (input.unreviewed.has(cycleKey(each)) ? badge('missing') : 'no remark') },
  ]);
  const part = { id: 'at-risk', title: 'Who is at risk', count: countAtRisk(input), noun: 'membership' };
  return section(part, [lead, table, forecastTable(input)]);
}
