/** Finds the invoice lines that both partners have, with other values: both count, and are reported (R-MRG-5). */
import { type InvoiceLine, isSameLine, lineName } from '../../domain/kpi/invoice-line.ts';
import { partnerPartition } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';

/** Lines that are compared at a time: they fit into one batch of reads. */
const BATCH_SIZE = 100;

/** A line at the partner that stays, and the one of the same number that is moved. */
export type DifferingLine = { into: InvoiceLine; from: InvoiceLine };

/** In the order of their numbers. @throws CorruptItem */
export async function readDifferingLines(store: Store, into: string, from: string): Promise<DifferingLine[]> {
  const differing: DifferingLine[] = [];
  let batch: MovingLine[] = [];
  let first: InvoiceLine | null = null;
  for await (const { value: line } of store.invoiceLines.list(partnerPartition(from), 'INVOICE#')) {
    // Those that differ from the first of their number come right after it.
    if (!line.cameFrom?.differs) first = line;
    batch.push({ line, first: first ?? line });
    if (batch.length < BATCH_SIZE) continue;
    differing.push(...(await compareLines(store, into, batch)));
    batch = [];
  }
  return [...differing, ...(await compareLines(store, into, batch))];
}

/** `first`: the merged partner's first line of the same number, or the line itself. */
type MovingLine = { line: InvoiceLine; first: InvoiceLine };

async function compareLines(store: Store, into: string, batch: readonly MovingLine[]): Promise<DifferingLine[]> {
  const names = batch.map(({ line: { invoiceNumber, line } }) => ({ partnerId: into, invoiceNumber, line }));
  const others = await store.invoiceLines.getAll(names);
  const otherByName = new Map(others.map(({ value }) => [lineName(value), value]));
  return batch.flatMap(({ line, first }) => {
    const other = otherByName.get(lineName(line));
    // The same as the first: it is the copy of that one.
    const isOne = other === undefined || isSameLine(other, line) || isSameLine(other, first);
    return isOne ? [] : [{ into: other, from: line }];
  });
}
