import { initCommand } from './cli/init-command.ts';
import { runCommand } from './cli/run-command.ts';

await runCommand('init', initCommand);
