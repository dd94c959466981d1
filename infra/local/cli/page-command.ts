import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MAIL_FOLDER } from '../emulator/services.ts';
import { requireResults } from '../viewer/results/folder.ts';
import { KEPT_MAILS_FOLDER } from '../viewer/results/result-files.ts';
import { optionError, pathOption, readOptions } from './options.ts';
import { requireFreePort, serveUntilInterrupted } from './serve-result.ts';
import { portOption } from './values/port.ts';

const COMMAND = 'page';

export const PAGE_HELP = `A page of a simulation's results: today, inbox, calendar, partners, runs. On this machine alone; nothing is written.

  npm run page -- DIR [--port N]

  DIR         the folder that simulate wrote (its --out), or the result/ of a demo. Mails can be read if it keeps them
  --port N    the page's port (default: any free one); end it with Ctrl+C
  --help      this text
`;

/** `npm run page`. @throws UserError, ViewerError for what the user got wrong */
export async function pageCommand(args: string[]): Promise<void> {
  const [first = '--help', ...rest] = args;
  if (first === '--help' || first === '-h') {
    process.stdout.write(PAGE_HELP);
    return;
  }
  if (first.startsWith('-')) throw optionError(COMMAND, 'the folder of the results comes first');
  const values = readOptions({ command: COMMAND, options: { port: { type: 'string' } } }, rest);
  const outDir = pathOption(COMMAND, first);
  const port = portOption(COMMAND, values);
  await requireResults(outDir);
  await requireFreePort(port);
  await serveUntilInterrupted({ outDir, mailDir: await mailFolderOf(outDir), port, partnersFile: null });
}

/** The mails that a simulation keeps; or those of a demo, which are beside its results. */
export async function mailFolderOf(outDir: string): Promise<string> {
  const kept = join(outDir, KEPT_MAILS_FOLDER);
  const isKept = await stat(kept).then(
    () => true,
    () => false,
  );
  return isKept ? kept : join(outDir, '../work', MAIL_FOLDER);
}
