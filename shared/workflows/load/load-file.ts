/** Loads an import file from a stream, a part at a time. */
import type { CivilDate } from '../../domain/calendar.ts';
import type { Problem } from '../../domain/problem.ts';
import { fileNameOf, type Kind } from '../../import/files.ts';
import { readRows } from '../../import/read-rows.ts';
import type { Store } from '../../store/store.ts';
import type { LoadCall, NumberedRow } from './row.ts';
import { loadRows } from './rows.ts';

/** Rows that are loaded together. */
const CHUNK_ROWS = 500;

/** How far a file is loaded: the last line that is done, and what became of the rows up to it. */
export type Progress = {
  line: number;
  part: number;
  rows: number;
  loaded: number;
  unchanged: number;
  rejected: number;
};
export const BEGINNING: Progress = { line: 0, part: 0, rows: 0, loaded: 0, unchanged: 0, rejected: 0 };

/** `broken`: what ended the reading of the file before its end; null if nothing did. */
export type Part = { progress: Progress; problems: Problem[]; broken: Problem | null; done: boolean };

/** Loads what comes after `from`, about `mostRows` rows of it; `asOf`: the day of the load. Safe to repeat. */
export async function loadPart<K extends Kind>(
  store: Store,
  kind: K,
  stream: AsyncIterable<Uint8Array>,
  from: Progress,
  { asOf, mostRows }: { asOf: CivilDate; mostRows: number },
): Promise<Part> {
  const call: LoadCall = { store, asOf, file: fileNameOf(kind), seen: new Map() };
  const part: Part = { progress: { ...from, part: from.part + 1 }, problems: [], broken: null, done: false };
  let chunk: NumberedRow<K>[] = [];
  for await (const entry of readRows(kind, stream)) {
    if (entry.line <= from.line) continue;
    if ('row' in entry) chunk.push(entry);
    else if (entry.broken) part.broken = entry.problem;
    else reject(part, entry.line, entry.problem);
    if (chunk.length < CHUNK_ROWS) continue;
    await loadChunk(kind, chunk, call, part);
    chunk = [];
    if (part.progress.rows - from.rows >= mostRows) return part;
  }
  await loadChunk(kind, chunk, call, part);
  return { ...part, done: true };
}

async function loadChunk<K extends Kind>(kind: K, chunk: NumberedRow<K>[], call: LoadCall, part: Part): Promise<void> {
  for (const outcome of await loadRows(kind, chunk, call)) {
    if ('problem' in outcome) {
      reject(part, outcome.line, outcome.problem);
      continue;
    }
    part.progress.rows += 1;
    part.progress[outcome.result] += 1;
    part.progress.line = Math.max(part.progress.line, outcome.line);
  }
}

/** A row with several faults is one rejected row. */
function reject({ progress, problems }: Part, line: number, problem: Problem): void {
  if (problems.at(-1)?.line !== line) {
    progress.rows += 1;
    progress.rejected += 1;
  }
  progress.line = Math.max(progress.line, line);
  problems.push(problem);
}
