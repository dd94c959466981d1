/** Commands that a rule refused, and runs that failed. */
import { type Content, html, isolate } from '../html.ts';
import { hasFailures, type RunLine } from '../results/run-line.ts';
import { badge, dateCell, partnerCell } from './cells.ts';
import type { Refusal, ReportInput } from './data/input.ts';
import { listTable, section } from './table.ts';

export function refusedSection(input: ReportInput): Content {
  const items = input.refusals;
  const list = { caption: 'Refused commands', items, file: 'decisions.jsonl', empty: 'No command was refused.' };
  const table = listTable<Refusal>(list, [
    { head: 'Given on', cell: ({ asOf }) => dateCell(asOf) },
    { head: 'Partner', cell: ({ partnerId }) => partnerCell(partnerId, input) },
    { head: 'Membership', cell: ({ membershipId }) => html`<span class="id">${membershipId}</span>` },
    { head: 'Decision', cell: ({ what }) => what.replaceAll('-', ' ') },
    { head: 'Why', cell: ({ reason, rule }) => html`${isolate(reason)} <span class="rule">${rule}</span>` },
  ]);
  return section({ id: 'refused', title: 'Refused commands', count: items.length, noun: 'command' }, table);
}

export function failedSection(input: ReportInput): Content {
  const items = input.runs.filter(hasFailures);
  const list = { caption: 'Runs that failed', items, file: 'runs.jsonl', empty: 'Every run succeeded.' };
  const table = listTable<RunLine>(list, [
    { head: 'Day', cell: ({ asOf }) => dateCell(asOf) },
    { head: 'Workflow', cell: ({ workflow }) => workflow },
    { head: 'Status', cell: ({ status }) => badge(status.toLowerCase()) },
    { head: 'Failed', cell: ({ failed }) => failed },
    { head: 'Uncertain', cell: ({ uncertain }) => uncertain },
    { head: 'Cause', cell: ({ error, cause }) => isolate([error, cause].filter(Boolean).join(': ')) },
  ]);
  return section({ id: 'failed', title: 'Runs that failed', count: items.length, noun: 'run' }, table);
}
