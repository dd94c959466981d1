import { ended, start } from '../../account/executions.ts';
import { openStage } from '../../account/open-stage.ts';
import { HELP, reindexOptions } from './options.ts';

/** As long as its state machine goes on, at most. */
const PATIENCE = { forMs: 7 * 24 * 60 * 60 * 1_000, everyMs: 2_000 };

/** The command `reindex`. @throws UserError */
export async function reindexCommand(args: string[]): Promise<void> {
  const options = reindexOptions(args);
  if (options === 'help') return void process.stdout.write(HELP);
  const { clients, deployed } = await openStage('reindex', options.settings);
  try {
    const executionArn = await start(clients, deployed.machines.reindex, options.input);
    process.stdout.write(`started ${executionArn}\n`);
    const { status, output, error, cause } = await ended(clients, executionArn, PATIENCE);
    if (status === 'SUCCEEDED') return void process.stdout.write(`${JSON.stringify(output ?? {}, null, 2)}\n`);
    process.stdout.write(`${status}${error ? ` ${error}: ${cause}` : ''}\n`);
    process.exitCode = 1;
  } finally {
    clients.destroy();
  }
}
