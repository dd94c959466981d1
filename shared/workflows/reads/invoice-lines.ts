import { type InvoiceLine, withoutRepeated } from '../../domain/kpi/invoice-line.ts';
import { sumByMonth } from '../../domain/kpi/kpi.ts';
import { keys, partnerPartition } from '../../store/keys.ts';
import type { StoredInvoiceLine } from '../../store/schemas/kpi.ts';
import type { Store } from '../../store/store.ts';

/**
 * All recorded invoice lines of a partner, in the order of their keys; one that says the same as another of its number
 * once.
 *
 * @throws CorruptItem
 */
export async function readInvoiceLines(store: Store, partnerId: string): Promise<StoredInvoiceLine[]> {
  const lines: StoredInvoiceLine[] = [];
  for await (const { value } of store.invoiceLines.list(partnerPartition(partnerId), 'INVOICE#')) lines.push(value);
  return withoutRepeated(lines);
}

/**
 * The lines of one number, the partner's own first: after merges there may be several, each from another partner
 * (R-MRG-5).
 *
 * @throws CorruptItem
 */
export async function readLinesOfNumber(
  { invoiceLines }: Pick<Store, 'invoiceLines'>,
  { partnerId, invoiceNumber, line }: Pick<InvoiceLine, 'partnerId' | 'invoiceNumber' | 'line'>,
): Promise<StoredInvoiceLine[]> {
  const name = { partnerId, invoiceNumber, line };
  const own = await invoiceLines.get(name);
  const lines = own === null ? [] : [own.value];
  const { pk, sk } = keys.invoiceLine(name);
  for await (const { value } of invoiceLines.list(pk, `${sk}#`)) lines.push(value);
  return lines;
}

/** Monthly sums of everything that is recorded. @throws CorruptItem */
export async function readMonthlySums(store: Store, partnerId: string) {
  return sumByMonth(await readInvoiceLines(store, partnerId));
}
