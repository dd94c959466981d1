import { runCommand } from './cli/run-command.ts';
import { simulateCommand } from './cli/simulate-command.ts';

await runCommand('simulate', simulateCommand, { isResumable: true });
