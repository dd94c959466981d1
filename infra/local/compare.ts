import { compareCommand } from './cli/compare/compare-command.ts';
import { runCommand } from './cli/run-command.ts';

await runCommand('compare', compareCommand, { isResumable: true });
