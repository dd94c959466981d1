/** Executes one operator command, once however often it is sent, and records the outcome. */
import type { Explain, ListBenefits, OperatorCommand } from '../../domain/commands/command.ts';
import { stampOf } from '../../domain/core/stamp.ts';
import type { Stored } from '../../store/collection.ts';
import type { CommandRecord } from '../../store/schemas/records.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { readMergeRefusal } from '../reads/merged/merge-refusal.ts';
import { changeBenefits } from './change-benefits.ts';
import {
  type ChangingCommand,
  type CommandCall,
  type CommandDeps,
  type CommandResult,
  refused,
} from './command-call.ts';
import { addressCommand } from './corrections/address-command.ts';
import { correctInvoiceLine } from './corrections/correct-invoice-line.ts';
import { correctMembership } from './corrections/correct-membership.ts';
import { declineRenewal } from './corrections/decline-renewal.ts';
import { erasePerson, withPseudonym } from './corrections/erase-person.ts';
import { renameMembership } from './corrections/rename-membership.ts';
import { reversePayment } from './corrections/reverse-payment.ts';
import { readReversedRefusal } from './corrections/reversed-command.ts';
import { dryRunDeps, dryRunOutcome } from './dry-run.ts';
import { associateEmployee, employeeLeft, recordAchievement } from './employee-commands.ts';
import { enrol } from './enrol.ts';
import { grantOverride } from './grant-override.ts';
import { recordAccountProfile, recordProfileReview, setContacts, setListing } from './partner-commands.ts';
import { recordPayment } from './record-payment.ts';
import { recordPerformance } from './record-performance.ts';
import { resendNotice } from './resend-notice.ts';
import { retrySetAside } from './retry-set-aside.ts';
import { upgradeToGold } from './upgrade-to-gold.ts';

/** Outcomes kept of a command that is refused again and again. */
const OUTCOMES_KEPT = 20;

export type CommandOutcome = CommandResult & { repeated: boolean };

/** As it was given; an erasure without the person (R-OPS-4). */
const recordable = (command: ChangingCommand): ChangingCommand =>
  command.command === 'erase-person' ? withPseudonym(command) : command;

const givenId = (command: ChangingCommand, result: CommandResult): CommandResult =>
  'membershipId' in command && result.membershipId !== null
    ? { ...result, membershipId: command.membershipId ?? null }
    : result;

/**
 * A command that is done is not executed again; one that was refused is decided again, because the reason may be gone.
 * A dry run is executed where nothing is written and sent, and answers the same.
 */
export async function executeCommand(
  { dryRun = false, ...command }: ChangingCommand,
  call: CommandCall,
  deps: CommandDeps,
): Promise<CommandOutcome> {
  if (!dryRun) return carryOut(command, call, deps);
  return dryRunOutcome(await carryOut(command, call, dryRunDeps(deps)));
}

async function carryOut(command: ChangingCommand, call: CommandCall, deps: CommandDeps): Promise<CommandOutcome> {
  const { commandId } = call;
  const { partnerId } = command;
  const before = await deps.store.commands.get({ partnerId, commandId });
  const last = lastDoneOutcome(before);
  // The same execution again: it was stopped before it could report what it had done.
  if (last !== undefined) {
    const undone = await readReversedRefusal(command, call, deps);
    return undone ?? { ...last, lines: [], repeated: last.runId !== call.runId };
  }
  const addressed = await addressCommand(command, deps.store);
  const refusal = await readMergeRefusal(deps.store, addressed.partnerId);
  const result = refusal === null ? await dispatch(addressed, call, deps) : refused(refusal);
  // With the id that it was given: the record is among those of the partner that it names.
  const named = 'membershipId' in addressed && addressed.membershipId !== undefined ? givenId(command, result) : result;
  await recordOutcome(before, recordable(command), named, call, deps.store);
  return { ...result, repeated: false };
}

function dispatch(command: ChangingCommand, call: CommandCall, deps: CommandDeps): Promise<CommandResult> {
  switch (command.command) {
    case 'record-payment':
      return recordPayment(command, call, deps);
    case 'record-profile-review':
      return recordProfileReview(command, call, deps);
    case 'record-account-profile':
      return recordAccountProfile(command, call, deps);
    case 'set-contacts':
      return setContacts(command, call, deps);
    case 'set-listing':
      return setListing(command, call, deps);
    case 'grant-override':
      return grantOverride(command, call, deps);
    case 'decline-renewal':
      return declineRenewal(command, call, deps);
    case 'reverse-payment':
      return reversePayment(command, call, deps);
    case 'resend-notice':
      return resendNotice(command, call, deps);
    case 'correct-invoice-line':
      return correctInvoiceLine(command, call, deps);
    case 'correct-membership':
      return correctMembership(command, call, deps);
    case 'erase-person':
      return erasePerson(command, call, deps);
    case 'rename-membership':
      return renameMembership(command, call, deps);
    case 'retry-set-aside':
      return retrySetAside(command, call, deps);
    case 'associate-employee':
      return associateEmployee(command, call, deps);
    case 'record-achievement':
      return recordAchievement(command, call, deps);
    case 'employee-left':
      return employeeLeft(command, call, deps);
    case 'record-performance':
      return recordPerformance(command, call, deps);
    case 'issue-token':
    case 'activate-token':
    case 'replace-token':
    case 'assign-subscription':
    case 'reverse-token':
      return changeBenefits(command, call, deps);
    case 'enrol':
      return enrol(command, call, deps);
    case 'upgrade-to-gold':
      return upgradeToGold(command, call, deps);
  }
}

/** The outcome of a command that is done; undefined: it is not. */
export const lastDoneOutcome = (stored: Stored<CommandRecord> | null) =>
  stored?.value.outcomes.findLast(({ outcome }) => outcome === 'done');

/** Records the outcome of a command, once for each execution. `before`: its record as it was read. */
export async function recordOutcome(
  before: Stored<CommandRecord> | null,
  command: Exclude<OperatorCommand, ListBenefits | Explain>,
  result: CommandResult,
  call: CommandCall,
  store: Store,
): Promise<void> {
  const { lines: _lines, ...outcome } = result;
  const { partnerId, command: name, ...content } = command;
  await retryOnConflict(async (tries) => {
    const stored = tries === 1 ? before : await store.commands.get({ partnerId, commandId: call.commandId });
    const earlier = stored?.value.outcomes ?? [];
    // Written by an earlier attempt, whose answer was lost.
    if (earlier.at(-1)?.runId === call.runId) return;
    const outcomesSoFar = [...earlier, { ...outcome, on: call.asOf, ...stampOf(call) }];
    const outcomes = outcomesSoFar.slice(-OUTCOMES_KEPT);
    const forgotten = (stored?.value.forgotten ?? 0) + outcomesSoFar.length - outcomes.length;
    const value = { partnerId, commandId: call.commandId, command: name, content, outcomes, forgotten };
    await store.commands.write(stored, value);
  });
}
