import { setTimeout as delay } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  paginateListStateMachines,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { consoleName } from '../../config.ts';
import { UserError } from '../../local/simulation/input/user-error.ts';
import { HELP, reindexOptions } from './options.ts';

const POLL_MS = 2_000;

/** The command `reindex`. @throws UserError */
export async function reindexCommand(args: string[]): Promise<void> {
  const options = reindexOptions(args);
  if (options === 'help') return void process.stdout.write(HELP);
  const { region } = options.settings;
  const client = new SFNClient({ ...(region && { region }) });
  try {
    const stateMachineArn = await machineCalled(client, consoleName(options.settings, 'reindex'));
    const input = JSON.stringify(options.input);
    const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
    process.stdout.write(`started ${executionArn}\n`);
    const { status, output, error, cause } = await ended(client, executionArn);
    if (status === 'SUCCEEDED')
      return void process.stdout.write(`${JSON.stringify(JSON.parse(output ?? '{}'), null, 2)}\n`);
    process.stdout.write(`${status}${error ? ` ${error}: ${cause}` : ''}\n`);
    process.exitCode = 1;
  } finally {
    client.destroy();
  }
}

async function machineCalled(client: SFNClient, name: string): Promise<string> {
  for await (const { stateMachines = [] } of paginateListStateMachines({ client }, {})) {
    const found = stateMachines.find((machine) => machine.name === name);
    if (found?.stateMachineArn) return found.stateMachineArn;
  }
  throw new UserError(`reindex: there is no state machine ${name} in this account and region; is the stage deployed?`);
}

async function ended(client: SFNClient, executionArn: string) {
  for (;;) {
    const found = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (found.status !== 'RUNNING') return found;
    await delay(POLL_MS);
  }
}
