/** Reads what the rules of a purchase decide by. */
import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { Evidence } from '../../domain/eligibility/eligibility.ts';
import type { KpiLedger } from '../../domain/kpi/kpi.ts';
import type { Partner } from '../../domain/partners/partner.ts';
import { MissingItem } from '../../errors.ts';
import { keys } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { type PurchaseDays, readPurchaseKpi } from './kpi-ledgers.ts';
import { readSkills } from './skills.ts';

/**
 * In one batch of reads. `kpi`: the ledger, or the days of the purchase for which it is read.
 *
 * @throws CorruptItem; MissingItem if the partner is not there
 */
export async function readPartnerEvidence(
  store: Store,
  config: ProgramConfig,
  partnerId: string,
  kpi: { ledger: KpiLedger } | PurchaseDays,
): Promise<Evidence & { config: ProgramConfig; partner: Partner }> {
  const itemKeys = [keys.partner(partnerId), keys.kpiLedger(partnerId), keys.skills(partnerId)];
  const items = await store.table.getAll(itemKeys);
  const [partner, ledger, skills] = itemKeys.map(({ sk }) => items.find((item) => item.sk === sk));
  if (partner === undefined) throw new MissingItem(`there is no partner ${partnerId}`, { ids: { partnerId } });
  return {
    partner: store.partners.parse(partner).value,
    kpi: 'ledger' in kpi ? kpi.ledger : await readPurchaseKpi(store, partnerId, ledger, kpi),
    skills: (await readSkills(store, partnerId, skills)).skills,
    config,
  };
}
