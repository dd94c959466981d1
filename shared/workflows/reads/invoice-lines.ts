import { sumByMonth } from '../../domain/kpi/kpi.ts';
import { partnerPartition } from '../../store/keys.ts';
import type { StoredInvoiceLine } from '../../store/schemas/kpi.ts';
import type { Store } from '../../store/store.ts';

/** All recorded invoice lines of a partner, in the order of their keys. @throws CorruptItem */
export async function readInvoiceLines(store: Store, partnerId: string): Promise<StoredInvoiceLine[]> {
  const lines: StoredInvoiceLine[] = [];
  for await (const { value } of store.invoiceLines.list(partnerPartition(partnerId), 'INVOICE#')) lines.push(value);
  return lines;
}

/** Monthly sums of everything that is recorded. @throws CorruptItem */
export async function readMonthlySums(store: Store, partnerId: string) {
  return sumByMonth(await readInvoiceLines(store, partnerId));
}
