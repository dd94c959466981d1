import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadReport } from '../page/report/load.ts';
import { renderReport } from '../page/report/render.ts';
import { writeDirectory } from './directory-files.ts';
import { writeFinalState } from './final-state.ts';
import type { Journal } from './journal.ts';
import type { Running } from './simulation.ts';

/** Writes everything that is known only after the last day, the report last: it is made from the other files. */
export async function writeResults(running: Running, { listingMails }: Pick<Journal, 'listingMails'>): Promise<void> {
  const { cloud, data, dataDir, folder, period, outages, onProgress, reportsBucket, tally } = running;
  onProgress({ what: 'writing the results' });
  const partnerIds = data.partners.map(({ partnerId }) => partnerId);
  await writeFinalState(folder, { cloud, config: data.config, partnerIds, on: period.to, listingMails });
  tally.batches = await writeDirectory(folder, cloud, reportsBucket);
  const report = await loadReport({ outDir: folder, period, outages, partnersFile: join(dataDir, 'partners.csv') });
  await writeFile(join(folder, 'report.html'), renderReport(report));
}
