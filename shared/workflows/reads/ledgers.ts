/** Reads every ledger with notices to a partner's contacts. Items that cannot be read are skipped. */
import type { Ledger } from '../../domain/notices/notice-state.ts';
import { CorruptItem } from '../../errors.ts';
import { partnerPartition } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import type { Item } from '../../store/table.ts';

const PREFIXES = ['MEMBERSHIP#', 'CYCLE#', 'LISTING'] as const;

/**
 * Of the memberships, their closed cycles and the listing. A notice of a cycle that is being closed may be in two of
 * them.
 */
export async function readLedgers(store: Store, partnerId: string): Promise<Ledger[]> {
  const ledgers: Ledger[] = [];
  for (const prefix of PREFIXES)
    for await (const item of store.table.all(partnerPartition(partnerId), prefix))
      ledgers.push(...readable(() => ledgersIn(store, prefix, item)));
  return ledgers;
}

function ledgersIn(store: Store, prefix: (typeof PREFIXES)[number], item: Item): Ledger[] {
  if (prefix === 'CYCLE#') return [store.cycles.parse(item).value.notices];
  if (prefix === 'LISTING') return [store.listings.parse(item).value.notices];
  const { notices, closing } = store.memberships.parse(item).value;
  return closing === null ? [notices] : [notices, closing.notices];
}

function readable(read: () => Ledger[]): Ledger[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof CorruptItem) return [];
    throw error;
  }
}
