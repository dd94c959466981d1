/** `correct-membership` (R-MEM-9). */

import type { CorrectMembership } from '../../../domain/commands/command.ts';
import { withSuccessors } from '../../../domain/enrolment/holding.ts';
import { anniversary, type Membership } from '../../../domain/memberships/membership.ts';
import { type CorrectionOutcome, decideCorrection } from '../../../domain/merge/correct-membership.ts';
import type { RenewalFacts } from '../../../domain/renewal/renewal-facts.ts';
import type { Stored } from '../../../store/collection.ts';
import { retryOnConflict } from '../../../store/write-conflicts.ts';
import { redoMergesOfOthers } from '../../changes/redo-merges.ts';
import { recordDeliveries } from '../../deliveries/record-deliveries.ts';
import { makeMonthlyWorkDue } from '../../due/make-monthly-work-due.ts';
import { makePartnerDue } from '../../due/make-partner-due.ts';
import { writeAndMakeDue } from '../../due/write-and-make-due.ts';
import { readMembershipFacts } from '../../reads/membership-facts.ts';
import { readMemberships } from '../../reads/memberships.ts';
import { readMerges } from '../../reads/merged/merges.ts';
import {
  type CommandCall,
  type CommandDeps,
  type CommandResult,
  done,
  refused,
  unknownMembership,
} from '../command-call.ts';

/**
 * One conditional write corrects the membership; whoever writes it first, it is decided anew. What a merge made of the
 * partner's other memberships follows, each in a write of its own: a command that was stopped in between does the rest
 * when it is repeated.
 */
export async function correctMembership(
  command: CorrectMembership,
  call: CommandCall,
  deps: CommandDeps,
): Promise<CommandResult> {
  const { store, config } = deps;
  const { partnerId, membershipId } = command;
  return retryOnConflict(async () => {
    const [item] = await readMembershipFacts(store, config, [store.memberships.key({ partnerId, membershipId })]);
    if (item === undefined)
      return refused({ ...unknownMembership(partnerId, membershipId), rule: 'R-MEM-9' }, membershipId);
    const { facts } = item;
    const before = correctionOf(facts.membership, call.commandId);
    if (before !== null) {
      await recordDeliveries(store, item.stored, []);
      await correctOthers(facts, call, deps);
      return result(facts.membership, before);
    }
    const outcome = await decide(command, facts, call, deps);
    if (outcome.outcome === 'refused') return refused(outcome.refusal, membershipId, facts.membership.cycle);
    await save(item.stored, outcome.membership, call, deps);
    await correctOthers({ ...facts, membership: outcome.membership }, call, deps);
    return result(outcome.membership, outcome);
  });
}

async function decide(
  command: CorrectMembership,
  facts: RenewalFacts,
  { commandId, ...call }: CommandCall,
  { store, operators }: CommandDeps,
): Promise<CorrectionOutcome> {
  const { partnerId, membershipId, ticket, reason } = command;
  const all = withSuccessors(await readMemberships(store, partnerId));
  const others = all.filter((other) => other.membershipId !== membershipId);
  const history = { others, merges: await readMerges(store, facts.partner) };
  return decideCorrection(facts, history, command, { ticket, reason, commandId }, { ...call, operators });
}

/**
 * Directory and KPI may concern the partner otherwise than before. A closed cycle or an upgrade that an interrupted
 * command left inside the membership gets its own item, as it was.
 */
async function save(
  stored: Stored<Membership>,
  membership: Membership,
  { asOf }: CommandCall,
  { store }: CommandDeps,
): Promise<void> {
  if (membership === stored.value) return;
  const { partnerId, terms } = membership;
  const makeDue = async (): Promise<void> => {
    await makeMonthlyWorkDue(store, partnerId, terms, asOf);
    await makePartnerDue(store, partnerId, asOf);
  };
  const saved = await writeAndMakeDue(makeDue, () => store.memberships.replace(stored, membership));
  await recordDeliveries(store, saved, []);
}

/** The others of the partner, as merges would have planned them with the corrected one (R-MRG-2). */
async function correctOthers(facts: RenewalFacts, call: CommandCall, { store, operators }: CommandDeps): Promise<void> {
  const merges = await readMerges(store, facts.partner);
  const [first] = merges.map(({ on }) => on).toSorted();
  if (first === undefined) return;
  await redoMergesOfOthers(store, facts, { merges, since: first }, { ...call, operators });
}

type Corrected = Pick<Extract<CorrectionOutcome, { outcome: 'corrected' }>, 'reason' | 'inputs'>;

/** What the command did to the membership, if it was stopped before it was recorded as done. */
function correctionOf({ history }: Membership, commandId: string): Corrected | null {
  const change = history.changes.findLast(({ what, inputs }) => what === 'corrected' && inputs.commandId === commandId);
  if (change === undefined) return null;
  const { commandId: _, ...inputs } = change.inputs;
  return { reason: change.reason, inputs };
}

const result = (membership: Membership, { reason, inputs }: Corrected): CommandResult =>
  done('R-MEM-9', reason, {
    membershipId: membership.membershipId,
    cycle: membership.cycle,
    inputs: { ...inputs, anniversary: anniversary(membership) },
  });
