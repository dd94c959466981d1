import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalCloud } from '../../emulator/local-cloud.ts';
import { DISCREPANCY_FOLDER, isReportFile } from './results.ts';

const REPORT = /^runs\/partner-command\/[^/]+\/([^/]+)\/discrepancy\.(html|txt)$/;

/** Copies the partners' reports on KPI discrepancies out of the reports bucket, named after their executions. */
export async function writeDiscrepancies(folder: string, cloud: LocalCloud, reportsBucket: string): Promise<void> {
  for (const key of await cloud.listObjects(reportsBucket, 'runs/partner-command/')) {
    const [, execution, type] = REPORT.exec(key) ?? [];
    const name = `${execution}.${type}`;
    const body = isReportFile(name) ? await cloud.getObject(reportsBucket, key) : undefined;
    if (body === undefined) continue;
    await mkdir(join(folder, DISCREPANCY_FOLDER), { recursive: true });
    await writeFile(join(folder, DISCREPANCY_FOLDER, name), body);
  }
}
