import { runCommand } from '../local/cli/run-command.ts';
import { exportCommand } from './export/command.ts';

await runCommand('export', exportCommand);
