/** Imports a part of a file: what one call of the function does. */
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
import { selectRows } from './select-rows.ts';

/** So many rows are imported together, and those of the last group. */
const CHUNK_SIZE = 500;

/** Rows of all calls together; a row with several problems is rejected once. */
export type Counts = { rows: number; loaded: number; unchanged: number; rejected: number };

/**
 * How far earlier calls have come. `after`: the place of the last finished row in the order of the rows; null: none is
 * finished.
 */
export type Progress = Counts & { after: string | null };

export const NO_PROGRESS: Progress = { after: null, rows: 0, loaded: 0, unchanged: 0, rejected: 0 };

/**
 * When a call stops after a chunk, and leaves the rest to the next: whichever comes first. `rows`: so many are held in
 * memory, too.
 */
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

export type Part = {
  progress: Progress;
  /** Whether the file is finished. */
  done: boolean;
  /** The problems of the rejected rows. */
  problems: Problem[];
  /** A problem of the file itself; rows before it are imported. Null: none. */
  broken: Problem | null;
};

/**
 * Goes on after `progress`, a chunk at a time, until the file or a limit is reached; rows come in the order of what
 * they are about, not in that of the file (R-IMP-4). In the end it counts the lines of published months, once for each
 * partner (R-KPI-12). Safe to repeat after a failure: rows that it had imported are then unchanged.
 *
 * @throws what reading the stream or writing to the table throws; nothing for what the file holds
 */
export async function importPart<K extends Kind>(
  kind: K,
  stream: AsyncIterable<Uint8Array>,
  progress: Progress,
  call: PartCall,
): Promise<Part> {
  const partnerIds = new Set<string>();
  const result = await importChunks(kind, stream, progress, call, partnerIds);
  if (kind === 'invoices') await countPartnersLines([...partnerIds], call);
  return result;
}

/** `partnerIds`: takes those of all rows. */
async function importChunks<K extends Kind>(
  kind: K,
  stream: AsyncIterable<Uint8Array>,
  progress: Progress,
  { store, asOf, expectsLater = false, isSmokeTest = false, runId, startedAt, now, limits }: PartCall,
  partnerIds: Set<string>,
): Promise<Part> {
  const file = fileNameOf(kind);
  const call: ImportCall = { store, asOf, runId, now: startedAt, file, isSmokeTest, seen: new Map() };
  const end = { rows: progress.rows + limits.rows, at: now() + limits.milliseconds };
  const { rows, isCut, broken } = await selectRows(kind, stream, progress.after, limits.rows);
  let reached = progress;
  const problems: Problem[] = [];
  for (const chunk of chunksOf(kind, rows, Math.min(limits.rows, CHUNK_SIZE), { on: asOf, expectsLater })) {
    for (const { row } of chunk.rows) partnerIds.add(row.partnerId);
    const outcomes = await importOrReject(kind, chunk.rows, call);
    const rejections = outcomes.flatMap((outcome) => ('problem' in outcome ? [outcome.problem] : []));
    problems.push(...chunk.problems, ...rejections);
    reached = withChunk(reached, chunk, [...chunk.problems, ...rejections], outcomes);
    if (reached.rows >= end.rows || now() >= end.at) break;
  }
  const part = { progress: reached, problems: inFileOrder(problems) };
  const done = !isCut && (rows.length === 0 || reached.after === rows.at(-1)?.key);
  if (!done || broken === null) return { ...part, done, broken: null };
  return { ...part, done, problems: [...part.problems, ...broken.further], broken: broken.problem };
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
