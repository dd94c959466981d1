/** Starting executions and looking at schedules, for a function that cannot carry AWS's clients for them. */
import * as z from 'zod';
import type { Workflow } from '../../domain/core/workflow.ts';
import { callService } from '../connections/json-service.ts';
import { startExecution } from '../executions/start-execution.ts';

/** What is started, and what would have started it. */
export type RunStarter = {
  /** Whether operators have disabled a schedule of the program. */
  isPaused: (schedule: string) => Promise<boolean>;
  /** Starts a workflow under a name, once; nothing happens if an execution has or had the name (for 90 days). */
  start: (workflow: Workflow, name: string, input: object) => Promise<void>;
};

export type StarterSettings = {
  /** ARNs of the state machines. */
  readonly machines: Readonly<Partial<Record<Workflow, string>>>;
  /** The group of the program's schedules. */
  readonly scheduleGroup: string;
};

const schedule = z.object({ State: z.enum(['ENABLED', 'DISABLED']) });

/** Credentials and region come from the function's environment, as the Lambda service sets them. */
export function openRunStarter(
  { machines, scheduleGroup }: StarterSettings,
  environment: NodeJS.ProcessEnv = process.env,
): RunStarter {
  return {
    isPaused: async (name) => {
      const path = `/schedules/${encodeURIComponent(name)}?groupName=${encodeURIComponent(scheduleGroup)}`;
      const { ok, status, text } = await callService('scheduler', path, { method: 'GET' }, environment);
      if (!ok) throw new Error(`GetSchedule ${scheduleGroup}/${name}: ${status} ${text}`);
      return schedule.parse(JSON.parse(text)).State === 'DISABLED';
    },
    start: async (workflow, name, input) => {
      const stateMachineArn = machines[workflow];
      if (stateMachineArn === undefined) throw new Error(`${workflow} is no workflow that this function starts`);
      await startExecution(stateMachineArn, name, input, environment);
    },
  };
}
