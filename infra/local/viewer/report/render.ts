import { dayName, formatCount, formatNumber } from '../format.ts';
import { type Content, html } from '../html.ts';
import type { ReportInput } from './data/input.ts';
import { framedPage } from './frame.ts';
import { atRiskSection } from './sections/at-risk.ts';
import { batchesSection } from './sections/batches.ts';
import { calendar } from './sections/calendar.ts';
import { expiringSection } from './sections/expiring.ts';
import { failedSection, refusedSection } from './sections/failures.ts';
import { groupsSection } from './sections/groups.ts';
import { kpiSection } from './sections/kpi.ts';
import { mailsSection } from './sections/mails.ts';
import { noticesSection } from './sections/notices.ts';
import { renewalsSection } from './sections/renewals.ts';
import { summarySection } from './sections/summary.ts';
import { section } from './table.ts';

/** The business first; how the program worked for it after that. */
const CHAPTERS = [
  ['summary', 'In brief'],
  ['renewals', 'By month'],
  ['notices', 'Notices'],
  ['groups', 'By offer and country'],
  ['kpi', 'KPI'],
  ['at-risk', 'At risk'],
  ['expiring', 'Expired'],
  ['mails', 'Mails'],
  ['directory', 'Directory'],
  ['refused', 'Refused'],
  ['failed', 'Failed runs'],
  ['calendar', 'Calendar'],
] as const;

/** `report.html` of a simulation. Pure: the same input gives the same bytes. */
export function renderReport(input: ReportInput): string {
  return framedPage({
    title: `Partner program, ${input.period.from} to ${input.period.to}`,
    what: 'report',
    styles: [new URL('../client/styles/calendar.css', import.meta.url)],
    head: masthead(input),
    main: [
      summarySection(input),
      renewalsSection(input),
      noticesSection(input),
      groupsSection(input),
      kpiSection(input),
      atRiskSection(input),
      expiringSection(input),
      mailsSection(input),
      batchesSection(input),
      refusedSection(input),
      failedSection(input),
      section({ id: 'calendar', title: 'Calendar' }, calendar(input)),
    ],
    foot: html`<p>Made from the other files of the same folder; lists in full in <code>report/</code>. Rule numbers are those of the program rules.</p>`,
  }).markup;
}

function masthead(input: ReportInput): Content {
  const { merged } = input.counts;
  const partners = input.partners + merged;
  const mergedText = merged === 0 ? '' : ` (${formatNumber(merged)} merged into others)`;
  return html`<p class="kicker">Partner program, simulation</p>
<h1>${dayName(input.period.from)} <span class="to">to</span> ${dayName(input.period.to)}</h1>
<p>${formatCount(input.days.length, 'day')}, ${formatCount(partners, 'partner')}${mergedText}, ${formatCount(input.memberships.length, 'membership')}</p>
${input.assumption === null ? '' : html`<p>Payments are assumed: ${input.assumption}. Where “assumed” is their reference, nobody has paid.</p>`}
<nav aria-label="Sections"><ul>${CHAPTERS.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>`;
}
