import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Evidence } from '../../domain/eligibility/eligibility.ts';
import { renewalEligibility } from '../../domain/eligibility/joint-renewal.ts';
import type { Membership, Standing } from '../../domain/memberships/membership.ts';
import { hasRequirements } from '../../domain/offers/terms.ts';
import { isOtherStanding, standingFor } from '../../domain/renewal/standing.ts';
import { partnerPartition } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';

/**
 * Makes the partner's memberships whose renewal has requirements due for the daily run on `asOf` (R-COMP-5). Safe to
 * repeat.
 */
export async function makeMembershipsDue(store: Store, partnerId: string, asOf: CivilDate): Promise<void> {
  for await (const { value } of store.memberships.list(partnerPartition(partnerId), 'MEMBERSHIP#'))
    if (isNotEvaluated(value, asOf)) await makeMembershipDue(store, value, asOf);
}

/** A membership that is renewed with another has no renewal of its own at risk (R-MRG-2). */
const isRenewed = ({ status, terms, consolidation }: Membership): boolean =>
  status.name === 'active' && hasRequirements(terms) && consolidation === null;

const isDue = ({ evaluateOn }: Membership, asOf: CivilDate): boolean => evaluateOn !== null && evaluateOn <= asOf;

const isNotEvaluated = (membership: Membership, asOf: CivilDate): boolean =>
  isRenewed(membership) && !isDue(membership, asOf);

/** The same for one membership. */
async function makeMembershipDue(store: Store, membership: Membership, asOf: CivilDate): Promise<void> {
  await retryOnConflict(async () => {
    const [stored] = await store.memberships.getAll([membership]);
    if (stored && isNotEvaluated(stored.value, asOf))
      await store.memberships.replace(stored, { ...stored.value, evaluateOn: asOf });
  });
}

/**
 * Makes those due that stand otherwise than before. One that nobody has looked at yet is given the standing that it had
 * before: else its admins would never hear of the loss. `before`, `after`: the partner's facts. Safe to repeat.
 */
export async function makeChangedStandingsDue(
  store: Store,
  memberships: readonly Membership[],
  before: Evidence,
  after: Evidence,
  asOf: CivilDate,
): Promise<void> {
  for (const membership of memberships) {
    const standing = membership.standing ?? standingFor(renewalEligibility(membership, before, asOf), asOf);
    const isChanged = isOtherStanding(standing, renewalEligibility(membership, after, asOf));
    if (isChanged) await makeStandingDue(store, membership, standing, asOf);
  }
}

async function makeStandingDue(store: Store, read: Membership, before: Standing, asOf: CivilDate): Promise<void> {
  await retryOnConflict(async () => {
    const [stored] = await store.memberships.getAll([read]);
    if (stored === undefined || stored.value.cycle !== read.cycle || !isRenewed(stored.value)) return;
    const { standing, evaluateOn } = stored.value;
    const alreadyDue = isDue(stored.value, asOf);
    if (alreadyDue && standing !== null) return;
    const due = { standing: standing ?? before, evaluateOn: alreadyDue ? evaluateOn : asOf };
    await store.memberships.replace(stored, { ...stored.value, ...due });
  });
}
