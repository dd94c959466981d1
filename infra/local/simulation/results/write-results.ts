import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readReportInput } from '../../viewer/report/data/read-report-input.ts';
import { renderReport } from '../../viewer/report/render.ts';
import { reportTables, TABLES_FOLDER } from '../../viewer/report/tables.ts';
import { describeAssumption } from '../assumptions/payment-assumption.ts';
import type { Journal } from '../days/journal.ts';
import type { RunningSimulation, SimulationOptions } from '../options.ts';
import { writeDirectory } from './directory-files.ts';
import { writeDiscrepancies } from './discrepancy-files.ts';
import { writeFinalState } from './final-state.ts';

/** Writes the contents of the table and the buckets after the last day. */
export async function writeResults(
  running: RunningSimulation,
  { listingMails }: Pick<Journal, 'listingMails'>,
): Promise<void> {
  const { emulator, input, folder, period, onProgress, reportsBucket, tally } = running;
  onProgress({ what: 'writing the results' });
  const { config, partnerIds } = input;
  // Counted in the ledgers, not in the reports: a run that was stopped may have reported less than it did.
  tally.mails = await writeFinalState(folder, { emulator, config, partnerIds, on: period.to, listingMails });
  tally.batches = await writeDirectory(folder, emulator, reportsBucket);
  await writeDiscrepancies(folder, emulator, reportsBucket);
}

/** Writes report.html, and the tables that it shows the beginnings of, from the other result files. */
export async function writeReport(folder: string, options: SimulationOptions): Promise<void> {
  const { dataDir, input, period, outages, assumption } = options;
  const report = await readReportInput({
    outDir: folder,
    period,
    outages,
    assumption: assumption && describeAssumption(assumption),
    partnersFile: join(dataDir, 'partners.csv'),
    fees: input.config.fees,
  });
  await mkdir(join(folder, TABLES_FOLDER), { recursive: true });
  for (const { file, text } of reportTables(report)) await writeFile(join(folder, file), text);
  await writeFile(join(folder, 'report.html'), renderReport(report));
}
