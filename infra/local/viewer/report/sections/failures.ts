/** Commands that a rule refused, and runs that failed. */
import { compareTexts } from '../../../../../shared/domain/core/text.ts';
import { type Content, html, isolate } from '../../html.ts';
import { hasFailures, type RunLine } from '../../results/run-line.ts';
import { barTable } from '../bars.ts';
import { badge, dateCell, partnerCell } from '../cells.ts';
import type { Refusal, ReportInput } from '../data/input.ts';
import { listTable, ROWS_OF_LISTS, section } from '../table.ts';

/** Rules that are shown, those that refuse most first. */
const RULES_SHOWN = 8;

export function refusedSection(input: ReportInput): Content {
  const items = input.refusals.toReversed();
  const list = {
    caption: 'Refused commands',
    items,
    file: 'report/refused.csv',
    rows: ROWS_OF_LISTS,
    empty: 'No command was refused.',
  };
  const table = listTable<Refusal>(list, [
    { head: 'Given on', cell: ({ asOf }) => dateCell(asOf) },
    { head: 'Partner', cell: ({ partnerId }) => partnerCell(partnerId, input) },
    { head: 'Membership', cell: ({ membershipId }) => html`<span class="id">${membershipId}</span>` },
    { head: 'Command', cell: ({ what }) => what.replace(/-?refused$/, '').replaceAll('-', ' ') },
    { head: 'Why', cell: ({ reason, rule }) => html`${isolate(reason)} <span class="rule">${rule}</span>` },
  ]);
  const part = { id: 'refused', title: 'Refused commands', count: items.length, noun: 'command' };
  return section(part, [items.length === 0 ? null : byRule(items), table]);
}

function byRule(refusals: readonly Refusal[]): Content {
  const rules = [...Map.groupBy(refusals, ({ rule }) => rule)].sort(
    ([a, of], [b, others]) => others.length - of.length || compareTexts(a, b),
  );
  const bars = rules.slice(0, RULES_SHOWN).map(([rule, { length }]) => ({
    name: rule,
    parts: [{ tone: 'tone', name: rule, value: length }],
  }));
  return barTable('By the rule that refused them', ['Rule', 'Commands'], bars);
}

export function failedSection(input: ReportInput): Content {
  const items = input.runs.filter(hasFailures);
  const list = {
    caption: 'Runs that failed',
    items,
    file: 'runs.jsonl',
    rows: ROWS_OF_LISTS,
    empty: 'Every run succeeded.',
  };
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
