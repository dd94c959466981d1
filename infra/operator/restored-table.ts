import { runCommand } from '../local/cli/run-command.ts';
import { restoredTableCommand } from './restored-table/command.ts';

await runCommand('restored-table', restoredTableCommand);
