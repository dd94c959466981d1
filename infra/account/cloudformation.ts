import type { Clients } from './clients.ts';
import { callQuery } from './protocols.ts';
import { until } from './until.ts';

const VERSION = '2010-05-15';
const PATIENCE = { forMs: 60_000, everyMs: 200 };

export type StackResource = {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
};

/** The resources of a stack. @throws Error if there is no such stack */
export async function resourcesOf(clients: Clients, stack: string): Promise<StackResource[]> {
  const answer = await call(clients, 'DescribeStackResources', stack);
  return [...answer.matchAll(/<member>(.*?)<\/member>/gs)].map(([, member = '']) => ({
    logicalId: text(member, 'LogicalResourceId'),
    physicalId: text(member, 'PhysicalResourceId'),
    type: text(member, 'ResourceType'),
  }));
}

/** For example `CREATE_COMPLETE`; undefined if there is no such stack. */
export async function stackStatus(clients: Clients, stack: string): Promise<string | undefined> {
  try {
    const status = text(await call(clients, 'DescribeStacks', stack), 'StackStatus');
    return status === 'DELETE_COMPLETE' ? undefined : status;
  } catch (error) {
    if (/does not exist|ValidationError/.test(String(error))) return undefined;
    throw error;
  }
}

/** Deletes a stack and waits until it is gone. @returns its last status; undefined: gone */
export async function deleteStack(clients: Clients, stack: string): Promise<string | undefined> {
  await call(clients, 'DeleteStack', stack);
  const gone = async () => {
    const status = await stackStatus(clients, stack);
    return status === undefined || status.endsWith('_FAILED') ? { status } : undefined;
  };
  return ((await until(gone, PATIENCE)) ?? { status: 'DELETE_IN_PROGRESS' }).status;
}

const call = (clients: Clients, Action: string, StackName: string): Promise<string> =>
  callQuery(clients, 'cloudformation', { Action, Version: VERSION, StackName });

function text(xml: string, element: string): string {
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1] ?? '';
}
