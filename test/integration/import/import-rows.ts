/** Imports rows into a table as a file is imported. */
import { Readable } from 'node:stream';
import { type ProgramConfig, parseProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { type CivilDate, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import type { Kind } from '../../../shared/import/files.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { COLUMNS } from '../../import-columns.ts';
import { importStream } from '../../import-stream.ts';
import type { TestTables } from '../support/test-tables.ts';

export const IMPORTED_ON = civilDateOf('2027-01-01');
export const NO_LIMITS = { rows: 1_000_000, milliseconds: 60_000 };

/** A file with its header. */
export const csv = (kind: Kind, ...rows: string[]): string => `${[COLUMNS[kind], ...rows].join('\n')}\n`;

export function sampleConfig(): ProgramConfig {
  const result = parseProgramConfig({ programYears: [] });
  if ('problems' in result) throw new Error(result.problems.map(formatProblem).join('; '));
  return result.config;
}

export const emptyStore = async (tables: TestTables): Promise<Store> =>
  openStore(await tables.create(), sampleConfig());

/** The result of a file's rows: `1 loaded, 0 unchanged`, then a line for every problem. */
export async function importRows(
  store: Store,
  kind: Kind,
  rows: string[],
  asOf: CivilDate = IMPORTED_ON,
): Promise<string[]> {
  const config = sampleConfig();
  const stream = Readable.from([Buffer.from(csv(kind, ...rows))]);
  const call = {
    store,
    config,
    asOf,
    runId: 'import-1',
    startedAt: `${asOf}T01:00:00Z`,
    now: () => 0,
    limits: NO_LIMITS,
  };
  const { progress, problems, broken } = await importStream(kind, stream, call);
  const counts = `${progress.loaded} loaded, ${progress.unchanged} unchanged`;
  return [counts, ...[...problems, ...(broken ? [broken] : [])].map(formatProblem)];
}
