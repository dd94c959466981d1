import { formatNumber } from '../../format.ts';
import { type Content, html } from '../../html.ts';
import type { MembershipLine } from '../../results/lines.ts';
import { barTable } from '../bars.ts';
import { dateCell, membershipName, partnerCell } from '../cells.ts';
import { cycleKey, type ReportInput } from '../data/input.ts';
import { COMING_DAYS, notReady, type Risk, risksOf } from '../data/risks.ts';
import { listTable, ROWS_OF_LISTS, section } from '../table.ts';

/** Who is at risk, and why; then who is not, and could not renew today all the same. */
export function atRiskSection(input: ReportInput): Content {
  const risks = risksOf(input);
  const part = { id: 'at-risk', title: 'At risk, and why', count: risks.length, noun: 'renewal' };
  return section(part, [
    html`<p>As of ${dateCell(input.period.to)}, if nothing happens: renewals that are at risk or will be, and the smallest change that mends
it, which has to count when the fee is paid (R-COMP-5, R-KPI-7).</p>`,
    risks.length === 0 ? null : barTable('Why', ['Cause', 'Renewals'], causeBars(risks)),
    riskTable(input, risks),
    notReadyPart(input, new Set(risks.map(cycleKey))),
  ]);
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const causeBars = (risks: readonly Risk[]) =>
  [...Map.groupBy(risks, ({ cause }) => cause)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([cause, { length }]) => ({
      name: capital(cause),
      parts: [{ tone: 'tone renewal-at-risk', name: cause, value: length }],
    }));

function riskTable(input: ReportInput, items: readonly Risk[]): Content {
  const memberships = new Map(input.memberships.map((each) => [`${each.partnerId} ${each.membershipId}`, each]));
  const list = {
    caption: 'Renewals at risk',
    items,
    file: 'report/at-risk.csv',
    rows: ROWS_OF_LISTS,
    empty: input.forecasts === null ? 'Nobody is at risk.' : 'As far as is known, every renewal can take place.',
  };
  return listTable<Risk>(list, [
    { head: 'Last day to pay', cell: ({ windowCloses }) => dateCell(windowCloses) },
    { head: 'Partner', cell: ({ partnerId }) => partnerCell(partnerId, input) },
    {
      head: 'Membership',
      cell: (each) => membershipName(each.membershipId, memberships.get(`${each.partnerId} ${each.membershipId}`)),
    },
    { head: 'At risk from', cell: ({ riskOn }) => riskDate(riskOn, input.period.to) },
    { head: 'Why', cell: ({ reason }) => reason },
    {
      head: 'What would mend it',
      cell: ({ fixes }) => html`<ul class="fixes">${fixes.map((fix) => html`<li>${fix}</li>`)}</ul>`,
    },
  ]);
}

const riskDate = (riskOn: string, lastDay: string): Content =>
  html`${dateCell(riskOn)} ${riskOn <= lastDay ? html`<span class="badge not-met">Already</span>` : null}`;

/** What keeps memberships from being renewed that are not at risk. */
function notReadyPart(input: ReportInput, atRisk: ReadonlySet<string>): Content {
  const items = notReady(input).filter((each) => !atRisk.has(cycleKey(each)));
  if (items.length === 0) return null;
  const bars = REASONS.map(({ name, holds }) => ({
    name,
    parts: [{ tone: 'tone pending', name, value: items.filter((each) => holds(each, input)).length }],
  })).filter(({ parts }) => parts[0] !== undefined && parts[0].value > 0);
  return html`<h3>Not at risk, and not ready</h3>
<p>${formatNumber(items.length)} in their window, or with an anniversary in the ${COMING_DAYS} days after the last one, that could not be paid for today (R-REN-1, R-ROLE-3).</p>
${barTable('What is missing', ['What', 'Memberships'], bars)}
<p class="more">Each of them in <code>report/not-ready.csv</code></p>`;
}

type Reason = { readonly name: string; readonly holds: (membership: MembershipLine, input: ReportInput) => boolean };

const REASONS: readonly Reason[] = [
  { name: 'Profile review', holds: (each, { unreviewed }) => unreviewed.has(cycleKey(each)) },
  { name: 'KPI, not all published', holds: ({ eligibility }) => eligibility === 'pending' },
  { name: 'Requirements', holds: ({ eligibility }) => eligibility === 'not-met' },
  { name: 'A configured requirement', holds: ({ eligibility }) => eligibility === 'undecidable' },
];
