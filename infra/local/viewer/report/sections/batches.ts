import { formatNumber, monthName } from '../../format.ts';
import { type Content, html } from '../../html.ts';
import { barTable, legend } from '../bars.ts';
import type { Batch, ReportInput } from '../data/input.ts';
import { section } from '../table.ts';

const ACTIONS = [
  { action: 'add', tone: 'tone met', name: 'Added' },
  { action: 'update', tone: 'tone pending', name: 'Changed' },
  { action: 'remove', tone: 'tone not-met', name: 'Withdrawn' },
] as const;

/** The directory's batches (R-DIR-4), a line a month. */
export function batchesSection({ batches }: ReportInput): Content {
  const bars = batches.map((batch) => {
    const parts = ACTIONS.map(({ action, ...part }) => ({ ...part, value: countOf(batch, action) }));
    return { name: monthName(batch.month), parts, figures: parts.map(({ value }) => formatNumber(value)) };
  });
  return section({ id: 'directory', title: 'Directory batches', count: batches.length, noun: 'month' }, [
    batches.length === 0
      ? html`<p class="empty">No batch was submitted.</p>`
      : [
          legend(ACTIONS),
          barTable('Listings by month', ['Month', ...ACTIONS.map(({ name }) => name)], bars),
          html`<p class="more">Each month’s lines in <code>directory/</code></p>`,
        ],
  ]);
}

const countOf = ({ lines }: Batch, wanted: string): number => lines.filter(({ action }) => action === wanted).length;
