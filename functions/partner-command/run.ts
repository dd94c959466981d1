/** partner-command: one command of an operator (docs/reference.md, operator commands). */
import type * as z from 'zod';
import type { Explain } from '../../shared/domain/commands/command.ts';
import { civilDateIn } from '../../shared/domain/core/calendar.ts';
import { formatProblems } from '../../shared/domain/core/problem.ts';
import { parseCommand } from '../../shared/import/commands/command.ts';
import { executionInput } from '../../shared/lambda/execution.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { reportingSetup } from '../../shared/lambda/mailing-setup.ts';
import { logDecisions } from '../../shared/sweep/decision-log.ts';
import { type DecisionLine, writePart } from '../../shared/sweep/report.ts';
import { reportPrefix } from '../../shared/sweep/run.ts';
import type { ChangingCommand } from '../../shared/workflows/commands/command-call.ts';
import { commandIdOf } from '../../shared/workflows/commands/command-id.ts';
import { type CommandOutcome, executeCommand } from '../../shared/workflows/commands/execute-command.ts';
import { explain } from '../../shared/workflows/explain/explain.ts';
import { readForecasts } from '../../shared/workflows/explain/forecasts.ts';
import { listBenefits } from '../../shared/workflows/explain/list-benefits.ts';
import { benefitsOutput } from './benefits-output.ts';
import { reportDiscrepancies } from './discrepancy-output.ts';
import { explainOutput } from './explain-output.ts';
import { startMerge } from './start-merge.ts';

const setup = reportingSetup();

export const handler = lambdaHandler(executionInput, handleCommand, ({ execution }) => ({
  runId: execution,
  workflow: 'partner-command',
}));

type ExecutionInput = z.output<typeof executionInput>;

async function handleCommand({ input, execution, startedAt }: ExecutionInput) {
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
  if (command.command === 'merge-partners') return { valid: true, ...(await startMerge(command, run, setup)) };
  if (command.command === 'explain') return { ...NO_MERGE, output: await explainPartner(command, run) };
  if (command.command === 'list-benefits') {
    const listed = await listBenefits(setup.store, setup.config, command, run.asOf);
    return { ...NO_MERGE, output: benefitsOutput(run, listed) };
  }
  if (command.command === 'explain-kpi-discrepancy')
    return { ...NO_MERGE, output: await reportDiscrepancies(command, run, setup) };
  return { ...NO_MERGE, output: await executeAndReport(command, run, startedAt) };
}

/** The state machine has no merge to start. */
const NO_MERGE = { valid: true, merges: false };

async function explainPartner(command: Explain, run: CommandRun) {
  const outlook = await readForecasts(setup.store, setup.config, command.partnerId, run.asOf);
  return explainOutput(run, outlook, await explain(setup.store, command, setup.config.timeZone));
}

type CommandRun = Parameters<typeof reportPrefix>[0];

async function executeAndReport(command: ChangingCommand, run: CommandRun, startedAt: string) {
  const commandId = commandIdOf(command, run.asOf);
  const call = { asOf: run.asOf, runId: run.runId, now: startedAt, commandId };
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
    commandId,
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
