/** Imports rows that one call holds: a small file, or a part of a large one. */
import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Problem } from '../../domain/core/problem.ts';
import { countedLines } from '../../domain/kpi/late-lines.ts';
import { fileNameOf, type Kind } from '../../import/files.ts';
import { mapConcurrently } from '../../store/map-concurrently.ts';
import type { Store } from '../../store/store.ts';
import { countLateLines, type LateLines } from '../changes/count-late-lines.ts';
import { type Chunk, chunksOf } from './chunks.ts';
import { importOrReject, isPermanent } from './import-or-reject.ts';
import type { ImportCall, RowOutcome } from './rows/row-outcome.ts';
import type { SortedRow } from './sorted-rows.ts';

/** So many rows are imported together, and those of the last group. */
const CHUNK_SIZE = 500;

/** Rows; one with several problems is rejected once. */
export type Counts = { rows: number; loaded: number; unchanged: number; rejected: number };

/** How far earlier calls have come. `after`: the key of the last of these rows that is finished; null: none is. */
export type Progress = Counts & { after: string | null };

export const NO_PROGRESS: Progress = { after: null, rows: 0, loaded: 0, unchanged: 0, rejected: 0 };

/** `rows`: that a call holds in memory. `milliseconds`: after which it stops, after a chunk, and leaves the rest. */
export type Limits = { rows: number; milliseconds: number };

/**
 * `asOf`: the day of the import. `startedAt`: instant at which its execution began. `now`: milliseconds, of any clock
 * that does not jump.
 */
export type PartCall = {
  store: Store;
  config: ProgramConfig;
  asOf: CivilDate;
  /** Invoices and reviews of later days are taken, as those to come. Default false. */
  expectsLater?: boolean;
  /** The file is one of the smoke test. Default false. */
  isSmokeTest?: boolean;
  runId: string;
  startedAt: string;
  now: () => number;
  limits: Limits;
};

export type ImportedPart = {
  progress: Progress;
  /** Whether all rows are finished. */
  done: boolean;
  /** The problems of the rejected rows. */
  problems: Problem[];
};

/**
 * Goes on after `progress`, a chunk at a time, until the rows or the time are at their end; rows come in the order of
 * what they are about, not in that of the file (R-IMP-4). In the end it counts the lines of published months, once for
 * each partner (R-KPI-12). Safe to repeat after a failure: rows that it had imported are then unchanged.
 *
 * @param all - in their order, those that are finished included
 * @throws what writing to the table throws; nothing for what the rows hold
 */
export async function importPart<K extends Kind>(
  kind: K,
  all: readonly SortedRow[],
  progress: Progress,
  call: PartCall,
): Promise<ImportedPart> {
  const partnerIds = new Set<string>();
  const { after } = progress;
  const rows = after === null ? all : all.filter(({ key }) => key > after);
  const result = await importChunks(kind, rows, progress, call, partnerIds);
  if (kind === 'invoices') await countPartnersLines([...partnerIds], call);
  return result;
}

/** `partnerIds`: takes those of all rows. */
async function importChunks<K extends Kind>(
  kind: K,
  rows: readonly SortedRow[],
  progress: Progress,
  { store, asOf, expectsLater = false, isSmokeTest = false, runId, startedAt, now, limits }: PartCall,
  partnerIds: Set<string>,
): Promise<ImportedPart> {
  const file = fileNameOf(kind);
  const call: ImportCall = { store, asOf, runId, now: startedAt, file, isSmokeTest, seen: new Map() };
  const until = now() + limits.milliseconds;
  let reached = progress;
  const problems: Problem[] = [];
  for (const chunk of chunksOf(kind, rows, Math.min(limits.rows, CHUNK_SIZE), { on: asOf, expectsLater })) {
    for (const { row } of chunk.rows) partnerIds.add(row.partnerId);
    const outcomes = await importOrReject(kind, chunk.rows, call);
    const rejections = outcomes.flatMap((outcome) => ('problem' in outcome ? [outcome.problem] : []));
    problems.push(...chunk.problems, ...rejections);
    reached = withChunk(reached, chunk, [...chunk.problems, ...rejections], outcomes);
    if (now() >= until) break;
  }
  const done = rows.length === 0 || reached.after === rows.at(-1)?.key;
  return { progress: reached, done, problems: inFileOrder(problems) };
}

/** What can never be counted, since a line cannot be read, stays for the next refresh: that fails, and says so. */
async function countPartnersLines(partnerIds: readonly string[], call: PartCall): Promise<void> {
  const { store, config, asOf, runId, startedAt: now } = call;
  await mapConcurrently(partnerIds, async (partnerId) => {
    const changed: LateLines['changed'] = (lines, ledger) =>
      countedLines(lines, ledger).filter(({ stamp }) => stamp?.runId === runId);
    try {
      await countLateLines(store, config, { partnerId, asOf, runId, now, how: 'recorded', changed });
    } catch (error) {
      if (!isPermanent(error)) throw error;
    }
  });
}

function withChunk<K extends Kind>(
  before: Progress,
  chunk: Chunk<K>,
  problems: readonly Problem[],
  outcomes: readonly RowOutcome[],
): Progress {
  const count = (result: 'loaded' | 'unchanged'): number =>
    outcomes.filter((outcome) => 'result' in outcome && outcome.result === result).length;
  return {
    after: chunk.after,
    rows: before.rows + chunk.size,
    loaded: before.loaded + count('loaded'),
    unchanged: before.unchanged + count('unchanged'),
    rejected: before.rejected + new Set(problems.map(({ line }) => line)).size,
  };
}

const inFileOrder = (problems: readonly Problem[]): Problem[] =>
  problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
