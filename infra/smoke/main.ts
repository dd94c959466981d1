/** `npm run smoke`: docs/deploying.md begins with it. */
import { runCommand } from '../local/cli/run-command.ts';
import { smokeCommand } from './smoke-command.ts';

await runCommand('smoke', smokeCommand);
