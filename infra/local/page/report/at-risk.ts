import { addDays, civilDateOf } from '../../../../shared/domain/calendar.ts';
import { type Content, html } from '../html.ts';
import type { MembershipLine } from '../output/lines.ts';
import type { ReportInput } from './input.ts';
import { badge, date, membershipColumns } from './people.ts';
import { listTable, section } from './table.ts';

/** How many days ahead of the last simulated day an anniversary counts as coming. */
export const COMING_DAYS = 60;

const AT_RISK = new Set(['not-met', 'pending', 'undecidable']);

/** The key of `ReportInput.unreviewed`: a membership in a cycle. */
export function cycleKey(of: { partnerId: string; membershipId: string; cycle: number }): string {
  return `${of.partnerId} ${of.membershipId} ${of.cycle}`;
}

/** Memberships in their window, or with an anniversary in the next `COMING_DAYS` days, that could not be renewed today. */
export function atRisk(input: ReportInput): MembershipLine[] {
  const horizon = addDays(civilDateOf(input.period.to), COMING_DAYS);
  return input.memberships
    .filter(({ status, anniversary }) => status === 'in-window' || (status === 'active' && anniversary <= horizon))
    .filter((each) => AT_RISK.has(each.eligibility ?? '') || input.unreviewed.has(cycleKey(each)))
    .sort((a, b) => compare(a.anniversary, b.anniversary) || compare(a.partnerId, b.partnerId));
}

/** Orders codes and dates by their characters, whatever the machine's language. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The section about them. */
export function atRiskSection(input: ReportInput): Content {
  const items = atRisk(input);
  const lead = html`<p>On ${date(input.period.to)} in the renewal window, or with an anniversary in the ${COMING_DAYS} days after it, and not
ready: requirements not met or not decided, or the company profile not reviewed (R-REN-1, R-ROLE-3).</p>`;
  const list = { caption: 'Memberships at risk', items, file: 'memberships.jsonl', empty: 'Nobody is at risk.' };
  const table = listTable(list, [
    ...membershipColumns(input),
    { head: 'Last day to pay', cell: ({ windowCloses }) => date(windowCloses) },
    { head: 'Status', cell: ({ status }) => badge(status) },
    { head: 'Eligibility', cell: ({ eligibility }) => badge(eligibility) },
    { head: 'Profile review', cell: (each) => (input.unreviewed.has(cycleKey(each)) ? badge('missing') : 'no remark') },
  ]);
  return section({ id: 'at-risk', title: 'Who is at risk', count: items.length, noun: 'membership' }, [lead, table]);
}
