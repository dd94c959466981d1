/** partner-command: one command of an operator (docs/reference.md, operator commands). */
import * as z from 'zod';
import type { ErasePerson, Explain } from '../../shared/domain/commands/command.ts';
import { civilDateIn } from '../../shared/domain/core/calendar.ts';
import { formatProblems } from '../../shared/domain/core/problem.ts';
import { parseCommand } from '../../shared/import/commands/command.ts';
import { clockOf } from '../../shared/lambda/clock.ts';
import { executionInput } from '../../shared/lambda/executions/execution.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { reportingSetup } from '../../shared/lambda/mailing-setup.ts';
import { logDecisions } from '../../shared/sweep/decision-log.ts';
import { type DecisionLine, writePart } from '../../shared/sweep/report.ts';
import { reportPrefix } from '../../shared/sweep/run.ts';
import type { ChangingCommand } from '../../shared/workflows/commands/command-call.ts';
import { commandIdOf } from '../../shared/workflows/commands/command-id.ts';
import { beginErasing } from '../../shared/workflows/commands/corrections/erase-person.ts';
import { dryRunDeps } from '../../shared/workflows/commands/dry-run.ts';
import { type CommandOutcome, executeCommand } from '../../shared/workflows/commands/execute-command.ts';
import {
  beginErasure,
  type ErasureState,
  erasureState,
  targetOf,
} from '../../shared/workflows/erasure/erasure-state.ts';
import { forgetNames, keepNames } from '../../shared/workflows/erasure/kept-names.ts';
import { explain } from '../../shared/workflows/explain/explain.ts';
import { readForecasts } from '../../shared/workflows/explain/forecasts.ts';
import { listBenefits } from '../../shared/workflows/explain/list-benefits.ts';
import { readMergeRefusal } from '../../shared/workflows/reads/merged/merge-refusal.ts';
import { benefitsOutput } from './benefits-output.ts';
import { reportDiscrepancies } from './discrepancy-output.ts';
import { explainOutput } from './explain-output.ts';
import { startMerge } from './start-merge.ts';

const setup = reportingSetup();
const clock = clockOf();

/** `erasure`: of a person who is erased from objects already; the table comes next, or the end. */
const commandInput = z.object({ ...executionInput.shape, erasure: erasureState.nullish() });

export const handler = lambdaHandler(commandInput, handleCommand, ({ execution }) => ({
  runId: execution,
  workflow: 'partner-command',
}));

type CommandInput = z.output<typeof commandInput>;

async function handleCommand({ input, execution, startedAt, erasure }: CommandInput) {
  const parsed = parseCommand(input);
  if ('problems' in parsed) return { valid: false, cause: formatProblems(parsed.problems) };
  const { command } = parsed;
  const { partnerId } = command;
  const { partners, table } = setup.store;
  // Not parsed: a partner that cannot be read can still be explained and repaired.
  if ((await table.get(partners.key({ partnerId }))) === null)
    return {
      valid: false,
      cause: `partnerId: got "${partnerId}", an unknown partner; allowed: a partner that was imported`,
    };
  const run = { runId: execution, workflow: 'partner-command', asOf: civilDateIn(startedAt, setup.config.timeZone) };
  if (command.command === 'merge-partners') return { ...NOTHING_FURTHER, ...(await startMerge(command, run, setup)) };
  if (command.command === 'erase-person')
    return { ...NOTHING_FURTHER, ...(await erase(command, run, startedAt, erasure ?? null)) };
  if (command.command === 'explain') return { ...NOTHING_FURTHER, output: await explainPartner(command, run) };
  if (command.command === 'list-benefits') {
    const listed = await listBenefits(setup.store, setup.config, command, run.asOf);
    return { ...NOTHING_FURTHER, output: benefitsOutput(run, listed) };
  }
  if (command.command === 'explain-kpi-discrepancy')
    return { ...NOTHING_FURTHER, output: await reportDiscrepancies(command, run, setup) };
  return { ...NOTHING_FURTHER, output: await executeAndReport(command, run, startedAt) };
}

/** The state machine has no merge to start, and no objects to search. */
const NOTHING_FURTHER = { valid: true, merges: false, erases: false };

/**
 * First the objects, while the table knows the names, then the table, then the objects that were written meanwhile. The
 * names are kept until then: the command may have to be given again.
 */
async function erase(command: ErasePerson, run: CommandRun, startedAt: string, erasure: ErasureState | null) {
  const { partnerId, dryRun = false } = command;
  if (erasure !== null && erasure.output !== null) {
    const { person, partnerIds } = targetOf(erasure);
    await forgetNames(setup.store, partnerIds, person);
    return { output: erasure.output };
  }
  if (erasure !== null) {
    const output = await executeAndReport(command, run, startedAt, erasure);
    const isDone = output.outcome === 'done' && !dryRun;
    const { cursor } = beginErasure(targetOf(erasure), dryRun);
    return { erases: isDone, erasure: { ...erasure, pass: 'after-table', cursor, output }, output };
  }
  const { store } = dryRun ? dryRunDeps(setup) : setup;
  const call = callOf(command, run, startedAt);
  const isMerging = (await readMergeRefusal(store, partnerId)) !== null;
  const begun = isMerging ? null : await beginErasing(command, call, store);
  if (begun === null || 'refusal' in begun) return { output: await executeAndReport(command, run, startedAt) };
  if (!dryRun) await keepNames(store, partnerId, begun.person);
  return { erases: true, erasure: beginErasure(begun, dryRun) };
}

async function explainPartner(command: Explain, run: CommandRun) {
  const outlook = await readForecasts(setup.store, setup.config, command.partnerId, run.asOf);
  return explainOutput(run, outlook, await explain(setup.store, command, setup.config.timeZone));
}

type CommandRun = Parameters<typeof reportPrefix>[0];

const callOf = (command: ChangingCommand, { asOf, runId }: CommandRun, startedAt: string) => ({
  ...{ asOf, runId, startedAt },
  now: clock(startedAt),
  commandId: commandIdOf(command, asOf),
});

async function executeAndReport(
  command: ChangingCommand,
  run: CommandRun,
  startedAt: string,
  objects?: Pick<ErasureState, 'rewritten' | 'unsearched'>,
) {
  const call = { ...callOf(command, run, startedAt), ...(objects && { objects }) };
  const result = await executeCommand(command, call, setup);
  const lines = reportLines(command, result);
  await writePart(setup.reports, run, '0-0', lines);
  logDecisions(run, lines);
  const { outcome, repeated, rule, reason, inputs, membershipId, cycle } = result;
  const report = `s3://${setup.reports.bucket}/${reportPrefix(run)}`;
  const { partnerId, dryRun = false } = command;
  return {
    ...run,
    command: command.command,
    commandId: call.commandId,
    dryRun,
    partnerId,
    membershipId,
    cycle,
    outcome,
    repeated,
    rule,
    reason,
    inputs,
    report,
  };
}

function reportLines(command: ChangingCommand, result: CommandOutcome): DecisionLine[] {
  if (result.repeated) return [];
  const { outcome, membershipId, cycle, rule, reason, inputs, lines } = result;
  const { partnerId, dryRun } = command;
  const decision = { what: `${command.command}-${outcome}`, partnerId, membershipId, cycle, stage: null, rule, reason };
  return [{ ...decision, inputs: dryRun === true ? { ...inputs, dryRun } : inputs }, ...lines];
}
