/** Imports a whole file that is small, as one call of `import` does. */
import type { Problem } from '../shared/domain/core/problem.ts';
import { readRecords } from '../shared/import/csv/records.ts';
import type { Kind } from '../shared/import/files.ts';
import { importPart, NO_PROGRESS, type PartCall, type Progress } from '../shared/workflows/import/import-part.ts';
import { readPieces } from '../shared/workflows/import/read-pieces.ts';

export type ImportedStream = { progress: Progress; problems: Problem[]; broken: Problem | null };

export async function importStream(
  kind: Kind,
  stream: AsyncIterable<Uint8Array>,
  call: PartCall,
): Promise<ImportedStream> {
  for await (const { rows, next, broken } of readPieces(kind, readRecords(stream), call.limits.rows)) {
    if (next !== null) throw new Error(`more than ${call.limits.rows} rows`);
    const { progress, problems } = await importPart(kind, rows, NO_PROGRESS, call);
    return { progress, problems: [...problems, ...(broken?.further ?? [])], broken: broken?.problem ?? null };
  }
  throw new Error('no piece');
}
