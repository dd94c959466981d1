import { prepareCommand } from './cli/prepare-data/prepare-command.ts';
import { runCommand } from './cli/run-command.ts';

await runCommand('prepare-data', prepareCommand);
