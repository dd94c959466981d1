import { runCommand } from '../local/cli/run-command.ts';
import { reindexCommand } from './reindex/command.ts';

await runCommand('reindex', reindexCommand);
