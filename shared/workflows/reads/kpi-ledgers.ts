import type { CivilDate } from '../../domain/core/calendar.ts';
import { emptyKpiLedger, type KpiLedger } from '../../domain/kpi/kpi.ts';
import { recountLedger } from '../../domain/kpi/late-lines.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import type { Partner } from '../../domain/partners/partner.ts';
import type { SkillsLedger } from '../../domain/people/skills.ts';
import type { Stored } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import type { Item, Key } from '../../store/table.ts';
import { readMonthlySums } from './invoice-lines.ts';
import { readMemberships } from './memberships.ts';
import { withPublishedMonths } from './published-month.ts';
import { readSkills } from './skills.ts';
import { readWithPartners } from './with-partners.ts';

/** A KPI ledger as it was read, with everything that a refresh decides by. */
export type KpiFacts = { stored: Stored<KpiLedger>; partner: Partner; skills: SkillsLedger; memberships: Membership[] };

/** @throws CorruptItem; MissingItem */
export async function readKpiLedgers(store: Store, keys: readonly Key[]): Promise<KpiFacts[]> {
  const itemsWithPartners = await readWithPartners(store, keys);
  const items = await store.table.getAll(itemsWithPartners.map(({ partner }) => store.skills.key(partner)));
  const skillsOf = new Map(items.map((item) => [item.pk, item]));
  return Promise.all(
    itemsWithPartners.map(async ({ item, partner }) => {
      const { partnerId } = partner;
      const { skills } = await readSkills(store, partnerId, skillsOf.get(item.pk));
      return {
        stored: store.kpiLedgers.parse(item),
        partner,
        skills,
        memberships: await readMemberships(store, partnerId),
      };
    }),
  );
}

/**
 * The ledger by which something is judged now. Lines that are recorded and not counted yet, while an import is under
 * way, count in months that are published (R-KPI-12). `item`: the ledger as it was read. @throws CorruptItem
 */
export async function readCurrentKpi(store: Store, partnerId: string, item: Item | undefined): Promise<KpiLedger> {
  return countRecorded(store, ledgerOf(store, partnerId, item));
}

/** The same for a purchase on a day, at or before `asOf`: every refresh that has run counts. @throws CorruptItem */
export async function readPurchaseKpi(
  store: Store,
  partnerId: string,
  item: Item | undefined,
  { on, asOf }: PurchaseDays,
): Promise<KpiLedger> {
  return countRecorded(store, await withPublishedMonths(store, ledgerOf(store, partnerId, item), on, asOf));
}

/** The day of a purchase, and that on which it is recorded. */
export type PurchaseDays = { on: CivilDate; asOf: CivilDate };

const ledgerOf = (store: Store, partnerId: string, item: Item | undefined): KpiLedger =>
  item === undefined ? emptyKpiLedger(partnerId) : store.kpiLedgers.parse(item).value;

async function countRecorded(store: Store, ledger: KpiLedger): Promise<KpiLedger> {
  if (!ledger.dirty || ledger.publishedThrough === null) return ledger;
  return recountLedger(ledger, await readMonthlySums(store, ledger.partnerId));
}
