/**
 * What a merge came to: its record among the partner's commands, the output of its execution, and the lines of its
 * report.
 */
import type { MergePartners } from '../../domain/commands/command.ts';
import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Conflict } from '../../domain/merge/merge-conflicts.ts';
import type { Store } from '../../store/store.ts';
import type { DecisionLine } from '../../sweep/report.ts';
import { reportPrefix } from '../../sweep/run.ts';
import type { CommandResult } from '../commands/command-call.ts';
import { commandIdOf } from '../commands/command-id.ts';
import { lastDoneOutcome, recordOutcome } from '../commands/execute-command.ts';
import type { MergeCall, MergeDeps, Progress, StepResult } from './merge-call.ts';
import type { Note } from './merge-plan.ts';

export const WORKFLOW = 'merge-partners';

/** Conflicts and memberships in the output of an execution; the report has all of them. */
const MAX_OUTPUT_ENTRIES = 50;

export type MergeOutcome = {
  outcome: 'done' | 'refused';
  repeated: boolean;
  rule: string;
  reason: string;
  conflicts: Conflict[];
  notes: Note[];
  memberships: DecisionLine[];
  moved: Progress['moved'];
};

/** Records it as a command of the partner, so that `explain` shows it, whoever started the merge. */
export async function recordMerge(
  partnerId: string,
  { outcome, rule, reason, conflicts, notes, memberships, moved }: MergeOutcome,
  call: MergeCall,
  store: Store,
  since: CivilDate,
): Promise<void> {
  const { input, asOf, runId, startedAt: now } = call;
  const commandId = commandIdOfMerge(call);
  const command: MergePartners = { command: WORKFLOW, partnerId, ...commandFields(input) };
  const plan = memberships
    .map(({ membershipId, reason: then }) => ({ membershipId, then }))
    .slice(0, MAX_OUTPUT_ENTRIES);
  const inputs = {
    ...commandFields(input),
    since,
    conflicts: conflicts.slice(0, MAX_OUTPUT_ENTRIES),
    notes: notes.slice(0, MAX_OUTPUT_ENTRIES).map(({ reason: note }) => note),
    memberships: plan,
    moved,
  };
  const result: CommandResult = { outcome, membershipId: null, cycle: null, rule, reason, inputs, lines: [] };
  const before = await store.commands.get({ partnerId, commandId });
  // An earlier attempt was stopped right after it.
  if (lastDoneOutcome(before) !== undefined) return;
  await recordOutcome(before, command, result, { asOf, runId, now, commandId }, store);
}

const commandFields = ({ into, from, ticket }: MergeCall['input']) => ({
  into,
  from,
  ...(ticket !== undefined && { ticket }),
});

/**
 * The id of the command that started the workflow, or the one that command would have: an operator may start the
 * workflow directly.
 */
function commandIdOfMerge({ input, asOf }: MergeCall): string {
  const { into } = input;
  return input.commandId ?? commandIdOf({ command: WORKFLOW, partnerId: into, ...commandFields(input) }, asOf);
}

/** The last step: the output of the execution, and the lines of its report. */
export function lastStep(outcome: MergeOutcome, call: MergeCall, { reports }: MergeDeps): StepResult {
  const { input, asOf, runId } = call;
  const { into, from, dryRun } = input;
  const run = { runId, workflow: WORKFLOW, asOf };
  const { conflicts, notes, memberships, ...summary } = outcome;
  return {
    next: null,
    lines: outcome.repeated ? [] : reportLines(outcome, call),
    output: {
      ...run,
      command: WORKFLOW,
      commandId: commandIdOfMerge(call),
      partnerId: into,
      membershipId: null,
      cycle: null,
      dryRun,
      into,
      from,
      ...summary,
      conflicts: conflicts.slice(0, MAX_OUTPUT_ENTRIES).map(({ inputs: _inputs, ...conflict }) => conflict),
      conflictCount: conflicts.length,
      notes: notes.slice(0, MAX_OUTPUT_ENTRIES).map((note) => ({ rule: note.rule, reason: note.reason })),
      memberships: memberships
        .slice(0, MAX_OUTPUT_ENTRIES)
        .map(({ partnerId, membershipId, reason }) => ({ partnerId, membershipId, reason })),
      report: `s3://${reports.bucket}/${reportPrefix(run)}`,
    },
  };
}

function reportLines(
  { outcome, rule, reason, conflicts, notes, memberships, moved }: MergeOutcome,
  call: MergeCall,
): DecisionLine[] {
  const { into, from, dryRun, ticket } = call.input;
  const about = { partnerId: into, membershipId: null, cycle: null, stage: null };
  const inputs = { into, from, dryRun, ticket, moved };
  return [
    { what: `${WORKFLOW}-${outcome}`, ...about, rule, reason, inputs },
    ...conflicts.map(({ code, ...conflict }) => ({
      what: 'merge-conflict',
      ...about,
      ...conflict,
      inputs: { code, ...conflict.inputs },
    })),
    ...notes.map((note) => ({ what: 'merge-note', ...about, ...note, inputs: { into, from, ...note.inputs } })),
    // A refused merge and a dry run change no membership.
    ...memberships.map((line) => (outcome === 'done' && !dryRun ? line : { ...line, what: `${line.what}-if-merged` })),
  ];
}
