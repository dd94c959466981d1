import { join } from 'node:path';
import { parseCivilDate } from '../../../shared/domain/core/calendar.ts';
import { MAIL_FOLDER } from '../emulator/services.ts';
import { writeSampleProgram } from '../sample/write.ts';
import type { Tally } from '../simulation/days/tally.ts';
import type { DateRange } from '../simulation/input/civil-days.ts';
import { readEndpoints } from '../simulation/input/read-endpoints.ts';
import { readInput } from '../simulation/input/read-input.ts';
import type { SimulationOptions } from '../simulation/options.ts';
import { simulate } from '../simulation/simulate.ts';
import { unfinishedFolders } from '../simulation/workspace.ts';
import { type DemoFolders, demoFolders } from './demo-folders.ts';
import { DEMO_HELP, type DemoOptions, demoOptions } from './demo-options.ts';
import { demoSummary } from './demo-summary.ts';
import { Progress } from './progress.ts';
import { showProgress } from './progress-line.ts';
import { requireFreePort, serveWhileRunning, showUntilInterrupted } from './serve-result.ts';
import { dayCount } from './simulate-command.ts';

const OUT_DIR = join(import.meta.dirname, '../../../out/demo');
const SAMPLE = { seed: 2027, partners: 200 } as const;
const FROM = '2027-01-01';

/** `npm run demo`. @throws UserError for what the user got wrong */
export async function demoCommand(args: string[]): Promise<void> {
  const options = demoOptions(args, OUT_DIR);
  if (options === 'help') process.stdout.write(DEMO_HELP);
  else await runDemo(options);
}

async function runDemo({ outDir, serve, port, isWire }: DemoOptions): Promise<void> {
  if (serve) await requireFreePort(port);
  const endpoints = await readEndpoints();
  const folders = await demoFolders(outDir);
  const from = parseCivilDate(FROM);
  const { to: last } = await writeSampleProgram(folders.data, { ...SAMPLE, from: FROM });
  const to = parseCivilDate(last);
  if (from === null || to === null) throw new Error(`the sample's days are no dates: ${FROM}, ${last}`);
  const { data, result, work } = folders;
  const shown = { mailDir: join(work, MAIL_FOLDER), partnersFile: join(data, 'partners.csv') };
  const running = { ...shown, outDir: unfinishedFolders(result).results, running: { from, to } };
  const viewer = serve ? await serveWhileRunning({ ...running, port }) : null;
  try {
    const tally = await simulateSample(folders, { from, to }, { endpoints, isWire });
    process.stdout.write(demoSummary(tally, { from, to }, SAMPLE.partners, folders));
    if (viewer !== null) await showUntilInterrupted(viewer, { ...shown, outDir: result });
  } finally {
    await viewer?.close();
  }
}

async function simulateSample(
  { data: dataDir, result: outDir, work: workDir }: DemoFolders,
  period: DateRange,
  services: Pick<SimulationOptions, 'endpoints' | 'isWire'>,
): Promise<Tally> {
  const configFile = join(dataDir, 'program.json');
  const progress = new Progress();
  const onProgress = showProgress(progress, dayCount(period));
  try {
    onProgress({ what: 'reading the files' });
    const input = await readInput(dataDir, undefined, period.from);
    return await simulate({
      dataDir,
      input,
      configFile,
      period,
      outages: [],
      assumption: null,
      keepsMails: false,
      exportDir: null,
      outDir,
      workDir,
      resume: false,
      ...services,
      onProgress,
    });
  } finally {
    progress.end();
  }
}
