import { demoCommand } from './cli/demo-command.ts';
import { runCommand } from './cli/run-command.ts';

await runCommand('demo', demoCommand);
