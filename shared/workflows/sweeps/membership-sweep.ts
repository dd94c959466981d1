import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { ObjectStore } from '../../lambda/object-store.ts';
import type { SweepWork } from '../../sweep/page.ts';
import type { Deps } from '../deliveries/mailing.ts';
import { loadMembershipFacts, type StoredMembership } from '../reads/membership-facts.ts';
import { membershipKeysOf } from '../reads/memberships.ts';
import { actOnMembership, type MembershipWorkflow } from './act-on-membership.ts';
import { afterFailureOf } from './set-aside.ts';

/** The work of a workflow that goes through due memberships. */
export function membershipSweep(
  of: MembershipWorkflow,
  deps: Deps & { config: ProgramConfig; reports: ObjectStore },
): SweepWork<StoredMembership> {
  const { store, config, reports } = deps;
  return {
    work: of.workflow,
    table: store.table,
    reports,
    load: (keys) => loadMembershipFacts(store, config, keys),
    keysOf: (partnerId) => membershipKeysOf(store, partnerId),
    keyOf: ({ stored }) => store.memberships.key(stored.value),
    act: (item, call) => actOnMembership(of, item, call, deps),
    policy: config,
    failed: (item, call) => afterFailureOf(item, call, deps),
  };
}
