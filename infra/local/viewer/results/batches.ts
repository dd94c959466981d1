import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Batch } from '../report/data/input.ts';

const MONTH_FILE = /^(\d{4}-\d{2})\.csv$/;

/** The directory's batches in a simulation's output folder, in the order of their months. */
export async function readBatches(folder: string): Promise<Batch[]> {
  const directory = join(folder, 'directory');
  const names = (await readdir(directory).catch(() => [])).filter((name) => MONTH_FILE.test(name)).sort();
  return Promise.all(names.map((name) => readBatch(directory, name)));
}

async function readBatch(directory: string, name: string): Promise<Batch> {
  const text = await readFile(join(directory, name), 'utf8');
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true, relax_column_count: true });
  const lines = rows.map((row) => ({
    action: row.action ?? '',
    partnerId: row.partner_id ?? '',
    displayName: row.display_name ?? '',
    country: row.country ?? '',
    url: row.url ?? '',
  }));
  return { month: name.replace(MONTH_FILE, '$1'), lines };
}
