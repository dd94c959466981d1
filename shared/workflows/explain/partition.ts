/**
 * Reads everything that is stored of a partner, in one query; an item that cannot be parsed does not stop the others.
 */
import type { Benefits } from '../../domain/benefits/benefit.ts';
import type { Listing } from '../../domain/directory/listing.ts';
import type { KpiLedger } from '../../domain/kpi/kpi.ts';
import type { ClosedCycle, Membership } from '../../domain/memberships/membership.ts';
import type { FailureRecord } from '../../domain/notices/failure-record.ts';
import type { Partner } from '../../domain/partners/partner.ts';
import type { SkillsLedger } from '../../domain/people/skills.ts';
import { CorruptItem, NewerItem } from '../../errors.ts';
import { partnerPartition } from '../../store/keys.ts';
import type { StoredInvoiceLine, StoredKpiReport } from '../../store/schemas/kpi.ts';
import type { CommandRecord } from '../../store/schemas/records.ts';
import type { AssociatedEmployee } from '../../store/schemas/skills.ts';
import type { Store } from '../../store/store.ts';
import type { Item } from '../../store/table.ts';

export type Partition = {
  partnerId: string;
  partners: Partner[];
  memberships: Membership[];
  cycles: ClosedCycle[];
  kpiLedgers: KpiLedger[];
  kpiReports: StoredKpiReport[];
  invoiceLines: StoredInvoiceLine[];
  listings: Listing[];
  commands: CommandRecord[];
  failureRecords: FailureRecord[];
  benefits: Benefits[];
  skills: SkillsLedger[];
  associatedEmployees: AssociatedEmployee[];
  /** As they are stored, with the attributes beside their values. */
  items: Item[];
  unreadable: { sk: string; reason: string }[];
};

type Kind = Exclude<keyof Partition, 'partnerId' | 'items' | 'unreadable'>;

/** By the beginning of the sort keys; one that ends with `#` is followed by ids. */
const KINDS: readonly [string, Kind][] = [
  ['PARTNER', 'partners'],
  ['MEMBERSHIP#', 'memberships'],
  ['CYCLE#', 'cycles'],
  ['KPI', 'kpiLedgers'],
  ['KPIREPORT#', 'kpiReports'],
  ['INVOICE#', 'invoiceLines'],
  ['LISTING', 'listings'],
  ['COMMAND#', 'commands'],
  ['FAILURE#', 'failureRecords'],
  ['BENEFITS', 'benefits'],
  ['SKILLS', 'skills'],
  ['EMPLOYEE#', 'associatedEmployees'],
];

export async function readPartition(store: Store, partnerId: string): Promise<Partition> {
  const partition: Partition = {
    partnerId,
    partners: [],
    memberships: [],
    cycles: [],
    kpiLedgers: [],
    kpiReports: [],
    invoiceLines: [],
    listings: [],
    commands: [],
    failureRecords: [],
    benefits: [],
    skills: [],
    associatedEmployees: [],
    items: [],
    unreadable: [],
  };
  for await (const item of store.table.all(partnerPartition(partnerId))) addItem(store, partition, item);
  return partition;
}

/** `read` is changed. Items of kinds that decide nothing are left out. */
function addItem(store: Store, partition: Partition, item: Item): void {
  const sk = String(item.sk);
  const kind = KINDS.find(([start]) => (start.endsWith('#') ? sk.startsWith(start) : sk === start))?.[1];
  if (kind === undefined) return;
  partition.items.push(item);
  try {
    const list: unknown[] = partition[kind];
    list.push(store[kind].parse(item).value);
  } catch (error) {
    if (!(error instanceof CorruptItem || error instanceof NewerItem)) throw error;
    partition.unreadable.push({ sk, reason: error.message });
  }
}
