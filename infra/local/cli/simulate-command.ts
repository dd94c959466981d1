import { join } from 'node:path';
import { daysBetween } from '../../../shared/domain/core/calendar.ts';
import { MAIL_FOLDER } from '../emulator/services.ts';
import type { DateRange } from '../simulation/input/civil-days.ts';
import { readEndpoints } from '../simulation/input/read-endpoints.ts';
import { readInput, type SimulationInput, warningsOf } from '../simulation/input/read-input.ts';
import { requireEmpty } from '../simulation/input/require-empty.ts';
import { simulate } from '../simulation/simulate.ts';
import { unfinishedFolders } from '../simulation/workspace.ts';
import type { ServedViewer } from '../viewer/server/serve-viewer.ts';
import { mailFolderOf } from './page-command.ts';
import { Progress } from './progress.ts';
import { showProgress } from './progress-line.ts';
import { requireFreePort, serveWhileRunning, showUntilInterrupted } from './serve-result.ts';
import { SIMULATE_HELP, type SimulateOptions, simulateOptions } from './simulate-options.ts';
import { summaryOf } from './summary.ts';

/** Some 150 MB of mails a year. */
const MOST_PARTNERS_WITH_MAILS = 500;

/** `npm run simulate`. @throws UserError for what the user got wrong */
export async function simulateCommand(args: string[]): Promise<void> {
  const options = simulateOptions(args);
  if (options === 'help') process.stdout.write(SIMULATE_HELP);
  else await runSimulation(options);
}

async function runSimulation(options: SimulateOptions): Promise<void> {
  const { dataDir, configFile, period, outDir, serve, port } = options;
  if (serve) await requireFreePort(port);
  if (options.exportDir !== null) await requireEmpty('export', options.exportDir);
  const progress = new Progress();
  const onProgress = showProgress(progress, dayCount(period));
  const config = configFile ?? join(dataDir, 'program.json');
  const partnersFile = join(dataDir, 'partners.csv');
  let viewer: ServedViewer | null = null;
  try {
    onProgress({ what: 'reading the files' });
    const input = await readInput(dataDir, configFile, period.from, outDir);
    const endpoints = await readEndpoints();
    const { results, work } = unfinishedFolders(outDir);
    const unfinished = { outDir: results, mailDir: join(work, MAIL_FOLDER), partnersFile, running: period };
    if (serve) viewer = await serveWhileRunning({ ...unfinished, port });
    const { keepsMails = input.partnerIds.length <= MOST_PARTNERS_WITH_MAILS } = options;
    const tally = await simulate({ ...options, keepsMails, input, configFile: config, endpoints, onProgress });
    progress.end();
    for (const note of notesOn(input, period)) process.stderr.write(`${note}\n`);
    process.stdout.write(summaryOf(tally, outDir, options.assumption));
    if (viewer !== null)
      await showUntilInterrupted(viewer, { outDir, mailDir: await mailFolderOf(outDir), partnersFile });
  } finally {
    progress.end();
    await viewer?.close();
  }
}

/** Notes on the input that was left out, and why. */
function notesOn(input: SimulationInput, { from, to }: DateRange): string[] {
  const outside = input.commands.filter(({ on }) => on < from || on > to).length;
  const note = `note: ${outside} commands are for days outside of ${from} … ${to}, and were not given`;
  return [...warningsOf(input), ...(outside > 0 ? [note] : [])];
}

/** Days of a period, its last one included. */
export const dayCount = ({ from, to }: DateRange): number => daysBetween(from, to) + 1;
