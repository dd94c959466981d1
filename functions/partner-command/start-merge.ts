/** `merge-partners`: the command starts the workflow of that name, or reports that the merge was done before. */
import type { MergePartners } from '../../shared/domain/commands/command.ts';
import type { CivilDate } from '../../shared/domain/core/calendar.ts';
import type { Store } from '../../shared/store/store.ts';
import { commandIdOf } from '../../shared/workflows/commands/command-id.ts';
import { lastDoneOutcome } from '../../shared/workflows/commands/execute-command.ts';

type CommandRun = { runId: string; workflow: string; asOf: CivilDate };

/** `unknownPartner`: a refusal of the input. `merge`: the input of the execution to start. */
export async function startMerge(command: MergePartners, run: CommandRun, { store }: { store: Store }) {
  const { partnerId, into, from, dryRun = false, ticket } = command;
  const commandId = commandIdOf(command, run.asOf);
  if ((await store.table.get(store.partners.key({ partnerId: from }))) === null) return unknownPartner(from);
  const before = dryRun ? undefined : lastDoneOutcome(await store.commands.get({ partnerId, commandId }));
  if (before !== undefined) {
    const { outcome, rule, reason } = before;
    const noMembership = { membershipId: null, cycle: null };
    const outcomeFields = {
      command: command.command,
      commandId,
      partnerId,
      ...noMembership,
      outcome,
      repeated: true,
      rule,
      reason,
    };
    return { merges: false, output: { ...run, ...outcomeFields, into, from } };
  }
  const input = { into, from, dryRun, commandId, ...(ticket !== undefined && { ticket }) };
  return { merges: true, merge: { input } };
}

const unknownPartner = (from: string) => ({
  valid: false,
  cause: `from: got "${from}", an unknown partner; allowed: a partner that was imported`,
});
