/** Sends what a command has claimed in a membership's ledger, and records the answers. */
import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import type { RenewalFacts } from '../../domain/renewal/renewal-facts.ts';
import { type Claim, type Delivery, deliver } from '../../mail/deliver.ts';
import type { Stored } from '../../store/collection.ts';
import type { DecisionLine } from '../../sweep/report.ts';
import { deliveryLine } from './delivery-report.ts';
import type { MailingDeps } from './mailing-deps.ts';
import { membershipContent } from './membership-content.ts';
import { recordDeliveries } from './record-deliveries.ts';

/**
 * The claims are in the ledger that is stored: a command that is stopped here leaves them to the next daily run.
 *
 * @param saved the membership as it was written with the claims
 * @param facts of the membership before that; its partner, benefits and evidence are taken
 * @param cycle that the lines of the report name; default: the membership's
 */
export async function sendClaims(
  claims: Claim[],
  saved: Stored<Membership>,
  facts: RenewalFacts,
  asOf: CivilDate,
  { store, post }: Pick<MailingDeps, 'store' | 'post'>,
  cycle: number = saved.value.cycle,
): Promise<{ deliveries: Delivery[]; lines: DecisionLine[] }> {
  const { partnerId, membershipId } = saved.value;
  const present = { ...facts, membership: saved.value };
  const deliveries = await deliver(claims, (claim) => membershipContent(present, claim, asOf), asOf, post);
  await recordDeliveries(store, saved, deliveries);
  return { deliveries, lines: deliveries.map((one) => deliveryLine({ partnerId, membershipId, cycle }, one)) };
}
