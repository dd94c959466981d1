import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  ListExecutionsCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Clients } from './clients.ts';
import { type Patience, until } from './until.ts';

/** A sweep waits two minutes where a mail got no answer. */
const PATIENCE = { forMs: 180_000, everyMs: 25 };

/** How an execution ended. */
export type Ended = {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever a state machine put out; checks look at each field
  readonly input: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly output: any;
  readonly error: string | undefined;
  readonly cause: string | undefined;
};

/** Starts an execution. @param name unique within the state machine; default: a random one @returns its ARN */
export async function start({ sfn }: Clients, stateMachineArn: string, input: unknown, name?: string): Promise<string> {
  const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input), ...(name && { name }) });
  const { executionArn = '' } = await sfn.send(command);
  return executionArn;
}

/** Starts an execution and waits for its end. */
export async function execute(clients: Clients, ...started: StartedWith): Promise<Ended> {
  return ended(clients, await start(clients, ...started));
}

type StartedWith = [stateMachineArn: string, input: unknown, name?: string];

/** Waits for the end of an execution. @throws Error if it runs longer than that */
export async function ended(
  { sfn }: Pick<Clients, 'sfn'>,
  executionArn: string,
  patience: Patience = PATIENCE,
): Promise<Ended> {
  const look = async () => {
    const found = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    return found.status === 'RUNNING' ? undefined : found;
  };
  const found = await until(look, patience);
  if (found === undefined) throw new Error(`${executionArn} still runs after ${patience.forMs / 1000} s`);
  return endedOf(executionArn, found);
}

/** ARNs of executions that are running, of those whose names begin so. */
export async function runningExecutions({ sfn }: Clients, stateMachineArn: string, prefix: string): Promise<string[]> {
  const list = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING', maxResults: 1000 });
  const { executions = [] } = await sfn.send(list);
  return executions.filter(({ name = '' }) => name.startsWith(prefix)).map(({ executionArn = '' }) => executionArn);
}

/** ARNs of the executions of a state machine, the latest first. */
export async function executionsOf({ sfn }: Clients, stateMachineArn: string): Promise<string[]> {
  const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1000 }));
  return executions.map(({ executionArn = '' }) => executionArn);
}

function endedOf(arn: string, found: DescribeExecutionCommandOutput): Ended {
  const { name = '', status = '', error, cause, input, output } = found;
  return { arn, name, status, error, cause, input: parsed(input), output: parsed(output) };
}

const parsed = (text: string | undefined) => (text === undefined ? undefined : JSON.parse(text));
