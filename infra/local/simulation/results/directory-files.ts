import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Emulator } from '../../emulator/emulator.ts';
import { DIRECTORY_FOLDER } from '../../viewer/results/result-files.ts';

const BATCH = /^directory\/(\d{4}-\d{2})\.csv$/;

/** Copies the directory's batches from the reports bucket. @returns the number of lines of each, by month */
export async function writeDirectory(
  folder: string,
  emulator: Emulator,
  reportsBucket: string,
): Promise<Record<string, number>> {
  const lines: Record<string, number> = {};
  for (const key of await emulator.listObjects(reportsBucket, 'directory/')) {
    const month = BATCH.exec(key)?.[1];
    const body = month === undefined ? undefined : await emulator.getObject(reportsBucket, key);
    if (month === undefined || body === undefined) continue;
    await writeFile(join(folder, DIRECTORY_FOLDER, `${month}.csv`), body);
    lines[month] = (parse(body, { columns: true }) as object[]).length;
  }
  return lines;
}
