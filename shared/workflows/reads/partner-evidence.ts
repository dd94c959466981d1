/** Reads what the rules of a purchase decide by. */
import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { Evidence } from '../../domain/eligibility/eligibility.ts';
import type { KpiLedger } from '../../domain/kpi/kpi.ts';
import { MissingItem } from '../../errors.ts';
import { keys } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { readCurrentKpi } from './kpi-ledgers.ts';
import { readSkills } from './skills.ts';

<<<<<<< HEAD
/** In one batch of reads. @throws CorruptItem; MissingItem if the partner is not there */
export async function readPartnerEvidence(store: Store, config: ProgramConfig, partnerId: string): Promise<Evidence> {
  const itemKeys = [keys.partner(partnerId), keys.kpiLedger(partnerId), keys.skills(partnerId)];
  const items = await store.table.getAll(itemKeys);
  const [partner, ledger, skills] = itemKeys.map(({ sk }) => items.find((item) => item.sk === sk));
=======
/** In one batch of reads. `known`: instead of the stored one. @throws CorruptItem; MissingItem if the partner is not there */
export async function readPartnerEvidence(
  store: Store,
  config: ProgramConfig,
  partnerId: string,
  known: KpiLedger | null = null,
): Promise<Evidence> {
  const wanted = [keys.partner(partnerId), keys.kpiLedger(partnerId), keys.skills(partnerId)];
  const items = await store.table.getAll(wanted);
  const [partner, ledger, skills] = wanted.map(({ sk }) => items.find((item) => item.sk === sk));
>>>>>>> 0713efe (KPI: credit notes, and late lines count at once)
  if (partner === undefined) throw new MissingItem(`there is no partner ${partnerId}`, { ids: { partnerId } });
  return {
    partner: store.partners.parse(partner).value,
    kpi: known ?? (await readCurrentKpi(store, partnerId, ledger)),
    skills: (await readSkills(store, partnerId, skills)).skills,
    config,
  };
}
