/**
 * The end of a merge, and what is said of it.
 *
 *   the partner that stays is united, still frozen ─► the other one is a tombstone ─► both histories tell of it ─► free again
 *
 * Stopped before the last write, the merge is under way, and asking for it again finishes it.
 */

import type { MergePartners } from '../../domain/commands/command.ts';
import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Conflict } from '../../domain/merge/merge-conflicts.ts';
import { mergePartnerRecords, tombstone } from '../../domain/merge/merge-records.ts';
import type { OngoingMerge, Partner } from '../../domain/partners/partner.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import type { DecisionLine } from '../../sweep/report.ts';
import { reportPrefix } from '../../sweep/run.ts';
import type { CommandResult } from '../commands/command-call.ts';
import { commandIdOf } from '../commands/command-id.ts';
import { lastDoneOutcome, recordOutcome } from '../commands/execute-command.ts';
import { readMemberships } from '../reads/memberships.ts';
import { endMerging } from './mark-merging.ts';
import { type MergeCall, type MergeDeps, type Progress, readPair, type StepResult } from './merge-call.ts';
import { mergedMemberships, type Note, renewalLines } from './merge-plan.ts';

export const WORKFLOW = 'merge-partners';

/** Conflicts, notes and memberships that an execution puts out; the report has all of them. */
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

export async function finishMerge(
  merging: OngoingMerge,
  moved: Progress['moved'],
  call: MergeCall,
  deps: MergeDeps,
): Promise<StepResult> {
  const { store } = deps;
  const { from } = await readPair(store, call.input);
  await changePartner(store, merging.into, (into) => mergePartnerRecords(into, from.value));
  await changePartner(store, merging.from, (partner) => (partner.mergedInto ? partner : tombstone(partner, merging)));
  const merged = mergedMemberships(await readMemberships(store, merging.into), [], merging.from);
  const memberships = renewalLines(merged, merging.since);
  const reason = `${merging.from} is part of ${merging.into} since ${merging.since}`;
  const none = { repeated: false, conflicts: [], notes: [] };
  const outcome: MergeOutcome = { outcome: 'done', rule: 'R-MRG-1', reason, memberships, moved, ...none };
  for (const partnerId of [merging.into, merging.from])
    await recordMerge(partnerId, outcome, call, store, merging.since);
  await endMerging(store, merging);
  return lastStep(outcome, call, deps);
}

/** Nothing is written that is there already. */
async function changePartner(store: Store, partnerId: string, to: (partner: Partner) => Partner): Promise<void> {
  await retryOnConflict(async () => {
    const stored = await store.partners.get({ partnerId });
    if (stored === null) return;
    const next = to(stored.value);
    if (next !== stored.value) await store.partners.replace(stored, next);
  });
}

/** As a command of the partner, so that its history tells of it whoever started the merge. */
export async function recordMerge(
  partnerId: string,
  { outcome, rule, reason, conflicts, memberships, moved }: MergeOutcome,
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
    memberships: plan,
    moved,
  };
  const result: CommandResult = { outcome, membershipId: null, cycle: null, rule, reason, inputs, lines: [] };
  const before = await store.commands.get({ partnerId, commandId });
  // An attempt before this one was stopped right after it.
  if (lastDoneOutcome(before) !== undefined) return;
  await recordOutcome(before, command, result, { asOf, runId, now, commandId }, store);
}

const commandFields = ({ into, from, ticket }: MergeCall['input']) => ({
  into,
  from,
  ...(ticket !== undefined && { ticket }),
});

/** That of the command that asked for it; an operator who starts the workflow gives the same command. */
function commandIdOfMerge({ input, asOf }: MergeCall): string {
  const { into } = input;
  return input.commandId ?? commandIdOf({ command: WORKFLOW, partnerId: into, ...commandFields(input) }, asOf);
}

/** What the execution puts out, and the lines of its report. */
export function lastStep(outcome: MergeOutcome, call: MergeCall, { reports }: MergeDeps): StepResult {
  const { input, asOf, runId } = call;
  const { into, from, dryRun } = input;
  const run = { runId, workflow: WORKFLOW, asOf };
  const { conflicts, notes, memberships, ...said } = outcome;
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
      ...said,
      conflicts: conflicts.slice(0, MAX_OUTPUT_ENTRIES).map(({ inputs: _inputs, ...conflict }) => conflict),
      conflictCount: conflicts.length,
      notes,
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
    ...notes.map((note) => ({ what: 'merge-note', ...about, ...note, inputs: { into, from } })),
    // Nothing becomes of what is refused or only asked about.
    ...memberships.map((line) => (outcome === 'done' && !dryRun ? line : { ...line, what: `${line.what}-if-merged` })),
  ];
}
