/** Copies the invoice lines of a partner to the one that stays, so that they count for its KPI (R-MRG-1, R-KPI-1). */

import { isSameLine } from '../../domain/kpi/invoice-line.ts';
import type { OngoingMerge } from '../../domain/partners/partner.ts';
import { partnerPartition } from '../../store/keys.ts';
import { mapConcurrently } from '../../store/map-concurrently.ts';
import type { Store } from '../../store/store.ts';
import type { Item, Page } from '../../store/table.ts';
import type { MergeCall, MergeDeps, Progress, StepResult } from './merge-call.ts';

const PAGE_SIZE = 200;

export async function copyInvoiceLines(
  merging: OngoingMerge,
  cursor: Progress['cursor'],
  call: MergeCall,
  { store }: MergeDeps,
): Promise<StepResult> {
  const range = { partition: partnerPartition(merging.from), prefix: 'INVOICE#', limit: PAGE_SIZE };
  let from = cursor;
  let copied = 0;
  do {
    const page: Page = await store.table.query({ ...range, cursor: from });
    await mapConcurrently(page.items, (item) => copyLine(item, merging, store));
    copied += page.items.length;
    from = page.cursor;
  } while (from !== null && !call.isLate());
  return { next: from === null ? 'people' : 'invoice-lines', cursor: from, moved: { invoiceLines: copied } };
}

/** A line that exists already has the same values: otherwise the merge would have been refused. */
async function copyLine(item: Item, { into }: OngoingMerge, { invoiceLines }: Store): Promise<void> {
  const line = { ...invoiceLines.parse(item).value, partnerId: into };
  const conflict = await invoiceLines.createIfAbsent(line);
  if (conflict === null) return;
  const present = await invoiceLines.get(line);
  if (present === null || !isSameLine(present.value, line)) throw conflict;
}
