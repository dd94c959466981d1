/** `upgrade-to-gold` (R-MEM-5). */

import type { UpgradeToGold } from '../../domain/commands/command.ts';
import { withSuccessors } from '../../domain/enrolment/holding.ts';
import { decideUpgrade, describeUpgrade } from '../../domain/enrolment/upgrade.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import { newClaims } from '../../domain/notices/ledger.ts';
import type { RenewalFacts } from '../../domain/renewal/renewal-facts.ts';
import type { Claim } from '../../mail/deliver.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { recordDeliveries } from '../deliveries/record-deliveries.ts';
import { sendClaims } from '../deliveries/send-claims.ts';
import { readMembershipFacts, type StoredMembership } from '../reads/membership-facts.ts';
import { readMemberships } from '../reads/memberships.ts';
import { readPartnerEvidence } from '../reads/partner-evidence.ts';
import {
  type CommandCall,
  type CommandDeps,
  type CommandResult,
  done,
  refused,
  unknownMembership,
} from './command-call.ts';
import { derivedMembershipId } from './command-id.ts';

/**
 * One conditional write supersedes silver and stores gold inside it, until gold has its own item: if stopped there, the
 * daily run creates it.
 */
export async function upgradeToGold(
  command: UpgradeToGold,
  call: CommandCall,
  deps: CommandDeps,
): Promise<CommandResult> {
  const { store, config } = deps;
  const { partnerId, membershipId } = command;
  const key = store.memberships.key({ partnerId, membershipId });
  return retryOnConflict(async () => {
    const [item] = await readMembershipFacts(store, config, [key]);
    if (item === undefined)
      return refused({ ...unknownMembership(partnerId, membershipId), rule: 'R-MEM-5' }, membershipId);
    const all = withSuccessors(await readMemberships(store, partnerId));
    const before = all.find((membership) => isOfCommand(membership, call));
    if (before === undefined) return upgrade(command, item, all, call, deps);
    await recordDeliveries(store, item.stored, []);
    return upgradeResult(before, item.stored.value);
  });
}

const isOfCommand = ({ origin }: Membership, { commandId }: CommandCall): boolean =>
  origin.kind === 'upgrade' && origin.commandId === commandId;

async function upgrade(
  command: UpgradeToGold,
  { stored, facts }: StoredMembership,
  all: Membership[],
  call: CommandCall,
  deps: CommandDeps,
): Promise<CommandResult> {
  const { partnerId, membershipId, paidOn, reference } = command;
  const { commandId } = call;
  const goldMembershipId = command.goldMembershipId ?? derivedMembershipId('G', partnerId, commandId);
  const others = all.filter((other) => other.membershipId !== membershipId);
  const request = { goldMembershipId, paidOn, reference, commandId };
  const days = { on: paidOn, asOf: call.asOf };
  const { kpi } = await readPartnerEvidence(deps.store, deps.config, partnerId, days);
  const outcome = decideUpgrade({ ...facts, kpi }, others, request, { ...call, operators: deps.operators });
  if (outcome.outcome === 'refused') return refused(outcome.refusal, membershipId, facts.membership.cycle);
  const saved = await deps.store.memberships.replace(stored, outcome.silver);
  await recordDeliveries(deps.store, saved, []);
  const lines = await sendUpgradeNotice(facts, outcome.gold, call, deps);
  return { ...upgradeResult(outcome.gold, outcome.silver), lines };
}

/** The mail is claimed in gold's ledger: if stopped before it is sent, the daily run settles it. */
async function sendUpgradeNotice(
  facts: RenewalFacts,
  { partnerId, membershipId }: Membership,
  { asOf, runId }: CommandCall,
  deps: CommandDeps,
): Promise<CommandResult['lines']> {
  const stored = await deps.store.memberships.get({ partnerId, membershipId });
  if (stored === null) return [];
  const isOwn = ({ entry: { state } }: Claim): boolean => state.status === 'claimed' && state.runId === runId;
  const claims = newClaims({}, stored.value.notices).filter(isOwn);
  return (await sendClaims(claims, stored, facts, asOf, deps)).lines;
}

function upgradeResult(gold: Membership, { membershipId, cycle }: Membership): CommandResult {
  const { rule, reason, inputs } = describeUpgrade(gold);
  return done(rule, reason, { membershipId, cycle, inputs });
}
