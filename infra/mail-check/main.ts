/** `npm run mail:check`: docs/deploying.md says when. */
import { runCommand } from '../local/cli/run-command.ts';
import { mailCheckCommand } from './mail-check-command.ts';

await runCommand('mail:check', mailCheckCommand);
