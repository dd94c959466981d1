import type { Deployed } from '../../../infra/account/deployed.ts';
import { type Ended, ended, executionsOf } from '../../../infra/account/executions.ts';
import { until } from '../../../infra/account/until.ts';
import type { WorkflowName } from '../../../infra/constructs/workflow-context.ts';
import { putSchedule, type ScheduleDetails, schedulesOf } from '../aws/scheduler.ts';
import type { Context } from '../run/context.ts';
import { inDays } from './data.ts';

export const GROUP = 'partner-program-local';
/**
 * The shortest rate there is. (A schedule that was recurring is not taken at its word by MiniStack when it becomes
 * `at(...)`.)
 */
const RATE = 'rate(1 minute)';
const PATIENCE = { forMs: 80_000, everyMs: 250 };
const PLACEHOLDER = '<aws.scheduler.scheduled-time>';

/** Pauses all schedules of the program, as an operator does: whatever the time of day, none of them joins in. */
export async function pauseSchedules({ clients, checks }: Context): Promise<ScheduleDetails[]> {
  const schedules = await schedulesOf(clients, GROUP);
  const workflows = schedules.map(({ Name }) => Name).sort();
  checks.equal('the schedules of the program', workflows, [
    'directory-submission-publish',
    'directory-submission-remind',
    'directory-submission-submit',
    'grace-expiry',
    'kpi-refresh',
    'renewal-notices',
  ]);
  const targets = schedules.map(({ Target }) => Target);
  checks.that('each has a retry policy and a dead-letter queue', targets.every(isSafe), targets, 'both, in each');
  for (const schedule of schedules) await putSchedule(clients, { ...schedule, State: 'DISABLED' });
  const states = new Set((await schedulesOf(clients, GROUP)).map(({ State }) => State));
  checks.equal('all of them can be paused', states, new Set(['DISABLED']));
  return schedules;
}

const isSafe = ({ RetryPolicy, DeadLetterConfig }: ScheduleDetails['Target']): boolean =>
  RetryPolicy?.MaximumRetryAttempts !== undefined && DeadLetterConfig?.Arn !== undefined;

/**
 * Two schedules are resumed to fire every minute: one with its input as deployed, one with the instant written into it.
 */
export async function fireSchedules(
  context: Context,
  deployed: Deployed,
  schedules: readonly ScheduleDetails[],
): Promise<void> {
  const { checks } = context;
  const at = new Date().toISOString();
  const [asDeployed, written] = await Promise.all([
    fire(context, deployed, 'renewal-notices', find(schedules, 'renewal-notices')),
    fire(context, deployed, 'grace-expiry', withInstant(find(schedules, 'grace-expiry'), at)),
  ]);
  if (!asDeployed || !written) return checks.gap('fires no schedules: none was seen to start an execution');
  checkInstant(context, asDeployed);
  checks.equal(
    'a schedule starts its workflow for the instant in its input',
    [written.status, written.output?.asOf],
    ['SUCCEEDED', inDays(0)],
  );
  for (const schedule of schedules) await putSchedule(context.clients, { ...schedule, State: 'DISABLED' });
}

function checkInstant({ checks }: Context, { input, status, output }: Ended): void {
  if (input?.asOf !== PLACEHOLDER) {
    checks.matches('the instant it was scheduled for is filled in', input?.asOf, /^\d{4}-\d{2}-\d{2}T/);
    checks.equal('and the workflow runs for its day', [status, output?.asOf], ['SUCCEEDED', inDays(0)]);
    return;
  }
  checks.gap(`does not fill in ${PLACEHOLDER}: the instant is written into another schedule's input instead`);
  checks.equal('without it, the run is for today', [status, output?.asOf], ['SUCCEEDED', inDays(0)]);
}

async function fire(
  { clients }: Context,
  { machines }: Deployed,
  workflow: WorkflowName,
  schedule: ScheduleDetails,
): Promise<Ended | undefined> {
  const before = new Set(await executionsOf(clients, machines[workflow]));
  await putSchedule(clients, { ...schedule, ScheduleExpression: RATE, State: 'ENABLED' });
  const look = async () => (await executionsOf(clients, machines[workflow])).find((arn) => !before.has(arn));
  const started = await until(look, PATIENCE);
  return started === undefined ? undefined : ended(clients, started);
}

function withInstant(schedule: ScheduleDetails, instant: string): ScheduleDetails {
  const Input = String(schedule.Target.Input).replace(PLACEHOLDER, instant);
  return { ...schedule, Target: { ...schedule.Target, Input } };
}

function find(schedules: readonly ScheduleDetails[], name: string): ScheduleDetails {
  const found = schedules.find(({ Name }) => Name === name);
  if (found === undefined) throw new Error(`there is no schedule ${name}`);
  return found;
}
