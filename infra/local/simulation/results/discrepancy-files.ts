import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Emulator } from '../../emulator/emulator.ts';
import { DISCREPANCY_FOLDER, isReportFile } from '../../viewer/results/result-files.ts';

const REPORT = /^runs\/partner-command\/[^/]+\/([^/]+)\/discrepancy\.(html|txt)$/;

/** Copies the partners' reports on KPI discrepancies from the reports bucket, named after their executions. */
export async function writeDiscrepancies(folder: string, emulator: Emulator, reportsBucket: string): Promise<void> {
  for (const key of await emulator.listObjects(reportsBucket, 'runs/partner-command/')) {
    const [, execution, type] = REPORT.exec(key) ?? [];
    const name = `${execution}.${type}`;
    const body = isReportFile(name) ? await emulator.getObject(reportsBucket, key) : undefined;
    if (body === undefined) continue;
    await mkdir(join(folder, DISCREPANCY_FOLDER), { recursive: true });
    await writeFile(join(folder, DISCREPANCY_FOLDER, name), body);
  }
}
