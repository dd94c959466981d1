/** Records of items that fail, and the items that they are about. */
import { ONLY } from '../../domain/core/ids.ts';
import type { Workflow } from '../../domain/core/workflow.ts';
import type { Trouble, TroubleOf } from '../../domain/notices/failure-record.ts';
import { isSetAside, keys, partnerPartition } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import type { Key } from '../../store/table.ts';

/** Of a membership its id; a partner has only one KPI ledger and one listing. */
export function troubleOf({ pk, sk }: Key, workflow: Workflow): TroubleOf {
  const [, membershipId] = sk.split('#');
  return { partnerId: pk.replace(/^PARTNER#/, ''), workflow, subject: membershipId ?? ONLY };
}

/** The key of the item that a trouble is about. */
export function itemKeyOf({ partnerId, workflow, subject }: TroubleOf): Key {
  if (workflow === 'kpi-refresh') return keys.kpiLedger(partnerId);
  if (workflow === 'directory-submission') return keys.listing(partnerId);
  return keys.membership({ partnerId, membershipId: subject });
}

export const membershipOf = ({ subject }: TroubleOf): string | null => (subject === ONLY ? null : subject);

export type Told = { trouble: Trouble; isAside: boolean };

/** Everything of a partner that failed one day, and whether it is set aside now. */
export async function troublesOf(store: Store, partnerId: string): Promise<Told[]> {
  const troubles: Trouble[] = [];
  for await (const { value } of store.troubles.list(partnerPartition(partnerId), 'TROUBLE#')) troubles.push(value);
  const items = await store.table.getAll(troubles.map(itemKeyOf));
  const bySk = new Map(items.map((item) => [item.sk, item]));
  return troubles.map((trouble) => {
    const item = bySk.get(itemKeyOf(trouble).sk);
    return { trouble, isAside: item !== undefined && isSetAside(trouble.workflow, item) };
  });
}
