import type { Sweep } from '../../sweep/sweep.ts';
import type { SweepDeps } from '../deliveries/mailing-deps.ts';
import { readEndingMemberships } from '../reads/ending-memberships.ts';
import { readMembershipFacts, type StoredMembership } from '../reads/membership-facts.ts';
import { readMembershipKeys } from '../reads/memberships.ts';
import { actOnMembership, type MembershipWorkflow } from './act-on-membership.ts';
import { recordItemFailure } from './record-item-failure.ts';

/** How renewal-notices and grace-expiry go through the due memberships; `work.decide` is what differs between them. */
export function membershipSweep(work: MembershipWorkflow, deps: SweepDeps): Sweep<StoredMembership> {
  const { store, config, reports, itemsInFlight, closedUntil } = deps;
  const read = work.workflow === 'grace-expiry' ? readEndingMemberships : readMembershipFacts;
  return {
    workflow: work.workflow,
    itemsInFlight,
    closedUntil,
    table: store.table,
    reports,
    read: (keys) => read(store, config, keys),
    keysOf: (partnerId) => readMembershipKeys(store, partnerId),
    keyOf: ({ stored }) => store.memberships.key(stored.value),
    act: (item, call) => actOnMembership(work, item, call, deps),
    policy: config,
    recordFailure: (item, call) => recordItemFailure(item, call, deps),
  };
}
