/**
 * Copies the invoice lines of a partner to the one that stays, so that they count for its KPI (R-MRG-1, R-MRG-5,
 * R-KPI-1).
 */

import { isSameLine } from '../../domain/kpi/invoice-line.ts';
import type { OngoingMerge } from '../../domain/partners/partner.ts';
import { partnerPartition } from '../../store/keys.ts';
import { mapConcurrently } from '../../store/map-concurrently.ts';
import type { Store } from '../../store/store.ts';
import type { Item, Page } from '../../store/table.ts';
import { readLinesOfNumber } from '../reads/invoice-lines.ts';
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

/**
 * A line that the partner has already with the same values counts once; with other values both are kept, the moved one
 * beside the other. A line that stood beside another before is copied as such: the other one is copied, too.
 */
async function copyLine(item: Item, { into, from }: OngoingMerge, { invoiceLines }: Store): Promise<void> {
  const { value } = invoiceLines.parse(item);
  const partnerId = value.cameFrom?.partnerId ?? from;
  const line = { ...value, partnerId: into };
  if (!value.cameFrom?.differs) {
    const conflict = await invoiceLines.createIfAbsent({ ...line, cameFrom: { partnerId, differs: false } });
    if (conflict === null) return;
  }
  const present = await readLinesOfNumber({ invoiceLines }, line);
  if (present.some((other) => isSameLine(other, line))) return;
  await invoiceLines.createIfAbsent({ ...line, cameFrom: { partnerId, differs: true } });
}
