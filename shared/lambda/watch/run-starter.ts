/** Starting executions and looking at schedules, for a function that cannot carry AWS's clients for them. */
import * as z from 'zod';
import type { Workflow } from '../../domain/core/workflow.ts';
import { awsClient } from '../object-store.ts';

const TIMEOUT_MS = 10_000;

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
const refusal = z.object({ __type: z.string() });

/** Credentials and region come from the function's environment, as the Lambda service sets them. */
export function openRunStarter(
  { machines, scheduleGroup }: StarterSettings,
  environment: NodeJS.ProcessEnv = process.env,
): RunStarter {
  const call = async (service: 'states' | 'scheduler', path: string, init: RequestInit) => {
    const url = `${endpointOf(service, environment)}${path}`;
    const answer = await awsClient(environment, service).fetch(url, {
      ...init,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { ok: answer.ok, status: answer.status, text: await answer.text() };
  };
  return {
    isPaused: async (name) => {
      const path = `/schedules/${encodeURIComponent(name)}?groupName=${encodeURIComponent(scheduleGroup)}`;
      const { ok, status, text } = await call('scheduler', path, { method: 'GET' });
      if (!ok) throw new Error(`GetSchedule ${scheduleGroup}/${name}: ${status} ${text}`);
      return schedule.parse(JSON.parse(text)).State === 'DISABLED';
    },
    start: async (workflow, name, input) => {
      const stateMachineArn = machines[workflow];
      if (stateMachineArn === undefined) throw new Error(`${workflow} is no workflow that this function starts`);
      const { ok, status, text } = await call('states', '/', {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.StartExecution' },
        body: JSON.stringify({ stateMachineArn, name, input: JSON.stringify(input) }),
      });
      if (!ok && !isTaken(text)) throw new Error(`StartExecution ${name}: ${status} ${text}`);
    },
  };
}

/**
 * An execution of that name has ended, or is open with another input (StartExecution, AWS Step Functions API
 * reference).
 */
function isTaken(text: string): boolean {
  const parsed = refusal.safeParse(jsonOf(text));
  return parsed.success && /(^|#)ExecutionAlreadyExists$/.test(parsed.data.__type);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The SDKs' environment variables for another endpoint are honoured. */
function endpointOf(service: 'states' | 'scheduler', environment: NodeJS.ProcessEnv): string {
  const own = service === 'states' ? environment.AWS_ENDPOINT_URL_SFN : environment.AWS_ENDPOINT_URL_SCHEDULER;
  const endpoint = own ?? environment.AWS_ENDPOINT_URL;
  return endpoint?.replace(/\/$/, '') ?? `https://${service}.${environment.AWS_REGION}.amazonaws.com`;
}
