import type { Deployed } from '../../../infra/account/deployed.ts';
import { execute } from '../../../infra/account/executions.ts';
import { upload } from '../../../infra/account/objects.ts';
import type { WorkflowName } from '../../../infra/constructs/workflow-context.ts';
import { ClockMachine } from '../aws/clock-machine.ts';
import type { Context } from '../run/context.ts';
import type { WorkedCase } from './case.ts';
import type { Embedded } from './embedded.ts';
import { type PlannedRun, plannedImports, plannedRuns, uploadsOf } from './plan.ts';

const PROGRESS_EVERY = 25;

/**
 * Lives through the days of the case on the deployed workflows; copies of their state machines keep the case's own
 * time.
 */
export async function runCase(context: Context, deployed: Deployed, workedCase: WorkedCase, embedded: Embedded) {
  const { clients, checks } = context;
  for (const [key, body] of uploadsOf(workedCase)) await upload(clients, deployed.imports, key, body);
  const runs = plannedRuns(workedCase, embedded.runs);
  const planned = [...plannedImports(workedCase, deployed.imports), ...runs];
  const machines = await copies(context, deployed, new Set(planned.map(({ workflow }) => workflow)));
  try {
    const failures = await runAll(context, machines, planned);
    const left = embedded.runs.length - runs.length - uploadsOf(workedCase).length;
    checks.note(`${left} more executions found nothing due in the embedded run and were left out`);
    checks.equal('every execution succeeds', failures, []);
  } finally {
    await Promise.all([...machines.values()].map((machine) => machine.delete()));
  }
}

type Machines = ReadonlyMap<WorkflowName, ClockMachine>;

async function copies({ clients }: Context, { machines }: Deployed, names: Set<WorkflowName>): Promise<Machines> {
  const made = [...names].map(async (name) => [name, await ClockMachine.copy(clients.sfn, machines[name])] as const);
  return new Map(await Promise.all(made));
}

async function runAll(
  { clients, checks }: Context,
  machines: Machines,
  runs: readonly PlannedRun[],
): Promise<string[]> {
  const failures: string[] = [];
  const begun = performance.now();
  for (const [index, { workflow, name, startedAt, input }] of runs.entries()) {
    const ended = await execute(clients, machines.get(workflow)?.arn ?? workflow, { startedAt, input }, name);
    if (ended.status !== 'SUCCEEDED') failures.push(`${name}: ${ended.status} ${ended.error}: ${ended.cause}`);
    if ((index + 1) % PROGRESS_EVERY === 0 || index + 1 === runs.length)
      checks.note(`${index + 1} of ${runs.length} executions, ${startedAt.slice(0, 10)}, ${seconds(begun)} s`);
  }
  return failures;
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);
