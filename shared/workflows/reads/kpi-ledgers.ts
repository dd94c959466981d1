import type { KpiLedger } from '../../domain/kpi/kpi.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import type { Partner } from '../../domain/partners/partner.ts';
import type { SkillsLedger } from '../../domain/people/skills.ts';
import type { Stored } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import type { Key } from '../../store/table.ts';
import { readMemberships } from './memberships.ts';
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
