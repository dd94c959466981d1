/** `list-benefits`: what is left of a partner's benefits, from the table alone (R-LIC-8). */
import { type BenefitStatus, benefitStatuses } from '../../domain/benefits/benefit-status.ts';
import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Store } from '../../store/store.ts';
import { readMemberships } from '../reads/memberships.ts';
import { readSurvivor } from '../reads/merged/lineage.ts';
import { readPresentName } from '../reads/merged/present-name.ts';

/**
 * `partnerId`: the partner that has the benefits, which after a merge may be another than the one asked for. A
 * membership may be asked for by a former id (R-MRG-5, R-MEM-9).
 */
export async function listBenefits(
  store: Store,
  config: ProgramConfig,
  { partnerId: asked, membershipId }: { partnerId: string; membershipId?: string | undefined },
  asOf: CivilDate,
): Promise<{ partnerId: string; benefits: BenefitStatus[] }> {
  const present = membershipId === undefined ? null : await readPresentName(store, { partnerId: asked, membershipId });
  const partnerId = await readSurvivor(store, present?.partnerId ?? asked);
  const stored = await store.benefits.get({ partnerId });
  if (stored === null) return { partnerId, benefits: [] };
  const all = benefitStatuses(stored.value, await readMemberships(store, partnerId), asOf, config);
  const benefits = all.filter((benefit) => present === null || benefit.membershipId === present.membershipId);
  return { partnerId, benefits };
}
