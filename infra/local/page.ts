import { pageCommand } from './cli/page-command.ts';
import { runCommand } from './cli/run-command.ts';

await runCommand('page', pageCommand);
