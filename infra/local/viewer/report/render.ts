import { readFileSync } from 'node:fs';
import { dayName, formatCount, formatNumber } from '../format.ts';
import { type Html, html, trustedHtml } from '../html.ts';
import { atRiskSection } from './at-risk.ts';
import { batchesSection } from './batches.ts';
import { calendar } from './calendar.ts';
import { chartsSection } from './charts.ts';
import type { ReportInput } from './data/input.ts';
import { expiringSection } from './expiring.ts';
import { failedSection, refusedSection } from './failures.ts';
import { summarySection } from './summary.ts';
import { section } from './table.ts';

const styleSheet = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const STYLE = trustedHtml(
  ['../client/styles/theme.css', '../client/styles/calendar.css', './report.css'].map(styleSheet).join(''),
);

/** Nothing may be loaded and no script may run, even if escaping should fail. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const CHAPTERS = [
  ['summary', 'Summary'],
  ['calendar', 'Calendar'],
  ['charts', 'Charts'],
  ['expiring', 'Who expires'],
  ['at-risk', 'At risk'],
  ['directory', 'Directory'],
  ['refused', 'Refused'],
  ['failed', 'Failed runs'],
] as const;

/**
 * `report.html` of a simulation: one file that needs no other, no script and no network, and is readable on a phone and
 * on paper. Pure: the same input gives the same bytes.
 */
export function renderReport(input: ReportInput): string {
  const title = `Partner program, ${input.period.from} to ${input.period.to}`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>
${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${masthead(input)}
<main id="main">
${summarySection(input)}${section({ id: 'calendar', title: 'Calendar' }, calendar(input))}${chartsSection(input)}${expiringSection(input)}${atRiskSection(input)}${batchesSection(input)}${refusedSection(input)}${failedSection(input)}</main>
<footer><p>Made from <code>emails.jsonl</code>, <code>memberships.jsonl</code>, <code>forecast.jsonl</code>, <code>decisions.jsonl</code>, <code>runs.jsonl</code> and <code>directory/</code> of the same folder. Rule numbers are those of the program rules.</p></footer>
</body>
</html>
`.markup;
}

function masthead(input: ReportInput): Html {
  const { merged } = input.counts;
  const partners = input.partners + merged;
  const mergedText = merged === 0 ? '' : ` (${formatNumber(merged)} merged into others)`;
  return html`<header>
<p class="kicker">Partner program, simulation</p>
<h1>${dayName(input.period.from)} <span class="to">to</span> ${dayName(input.period.to)}</h1>
<p>${formatCount(input.days.length, 'day')}, ${formatCount(partners, 'partner')}${mergedText}, ${formatCount(input.memberships.length, 'membership')}</p>
${input.assumption === null ? '' : html`<p>Payments are assumed: ${input.assumption}. Where “assumed” is their reference, nobody has paid.</p>`}
<nav aria-label="Sections"><ul>${CHAPTERS.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
</header>`;
}
