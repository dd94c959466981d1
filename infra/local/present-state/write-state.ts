import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { ProgramConfig } from '../../../shared/domain/config/program-config.ts';
import type { CivilDate } from '../../../shared/domain/core/calendar.ts';
import type { Workflow } from '../../../shared/domain/core/workflow.ts';
import { columnOf, fieldsOf, fileNameOf, KINDS, type Kind } from '../../../shared/import/files.ts';
import { CONFIG_FILE } from '../../../shared/import/read-config.ts';
import { collectionOf, kindOfKey } from '../../../shared/store/kind-of-key.ts';
import { openStore } from '../../../shared/store/store.ts';
import type { Table } from '../../../shared/store/table.ts';
import { importRowsOf } from './import-rows.ts';
import { EXPORT_FILE, type ExportRecord, readTableFile, type TableExport, writeTableFile } from './table-file.ts';

export type StateSource = TableExport & {
  readonly table: Table;
  readonly config: ProgramConfig;
  readonly configFile: string;
  /** The day from which on the state can be simulated. `lastRun`: the last day of which a daily run was completed. */
  readonly continuesOn: (lastRun: CivilDate | null) => CivilDate;
};

/**
 * Writes the present state of a program into a folder, in place of what was there: all of it or nothing. `simulate`
 * goes on from it.
 *
 * @returns how many items
 */
export async function writeState(dir: string, source: StateSource): Promise<number> {
  const folder = `${dir}.new`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const items = await writeTableFile(folder, source.table, source);
  const lastRun = await writeImportFiles(folder, source);
  await copyFile(source.configFile, join(folder, CONFIG_FILE));
  const record: ExportRecord = { continuesOn: source.continuesOn(lastRun), items };
  await writeFile(join(folder, EXPORT_FILE), `${JSON.stringify(record)}\n`);
  await rm(dir, { recursive: true, force: true });
  await rename(folder, dir);
  return items;
}

/** The workflow that runs every day. */
const DAILY: Workflow = 'renewal-notices';

/**
 * What import files can say of the same items, for people and spreadsheets.
 *
 * @returns the last day of which a daily run was completed; null: none was
 */
async function writeImportFiles(folder: string, { config, table }: StateSource): Promise<CivilDate | null> {
  let lastRun: CivilDate | null = null;
  const store = openStore(table, config);
  const rows = new Map<Kind, string[][]>(KINDS.map((kind) => [kind, []]));
  for await (const entry of readTableFile(folder, config)) {
    if ('problem' in entry) continue;
    const [name, collection] = [kindOfKey(entry.item), collectionOf(store, entry.item)];
    if (name === null || collection === null) continue;
    const { value } = collection.parse(entry.item);
    if (name === 'completedRuns' && value.workflow === DAILY && (lastRun === null || value.asOf > lastRun))
      lastRun = value.asOf;
    for (const { kind, fields } of importRowsOf(name, value))
      rows.get(kind)?.push(fieldsOf(kind).map((field) => cellOf(fields[field])));
  }
  for (const [kind, cells] of rows) {
    const header = fieldsOf(kind).map(columnOf);
    await writeFile(join(folder, fileNameOf(kind)), stringify([header, ...cells.toSorted(byText)]));
  }
  return lastRun;
}

const cellOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

const byText = (a: string[], b: string[]): number => (a.join('\u0000') < b.join('\u0000') ? -1 : 1);
