import { formatNumber, monthName } from '../format.ts';
import { type Content, html, isolate } from '../html.ts';
import { partnerCell } from './cells.ts';
import type { Batch, BatchLine, ReportInput } from './data/input.ts';
import { listTable, section } from './table.ts';

/** The directory's batches (R-DIR-4): one line a month that opens the listings. */
export function batchesSection(input: ReportInput): Content {
  const body =
    input.batches.length === 0
      ? html`<p class="empty">No batch was submitted.</p>`
      : input.batches.map((batch) => batchDetails(batch, input));
  return section({ id: 'directory', title: 'Directory batches', count: input.batches.length, noun: 'month' }, body);
}

function batchDetails(batch: Batch, input: ReportInput): Content {
  const count = (action: string): string => formatNumber(batch.lines.filter((line) => line.action === action).length);
  const list = {
    caption: `Batch of ${monthName(batch.month)}`,
    items: batch.lines,
    file: `directory/${batch.month}.csv`,
    empty: 'Nothing changed.',
  };
  const table = listTable<BatchLine>(list, [
    { head: 'Action', cell: ({ action }) => html`<span class="badge ${action}">${action}</span>` },
    { head: 'Partner', cell: ({ partnerId }) => partnerCell(partnerId, input) },
    { head: 'Shown as', cell: ({ displayName }) => isolate(displayName) },
    { head: 'Country', cell: ({ country }) => country },
    { head: 'Landing page', cell: ({ url }) => html`<span class="url">${isolate(url)}</span>` },
  ]);
  return html`<details class="batch"><summary><b class="month-name">${monthName(batch.month)}</b> <span>${count('add')} added, ${count('update')} changed, ${count('remove')} withdrawn</span></summary>${table}</details>
`;
}
