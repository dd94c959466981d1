/** Imports rows and rejects one that always fails, so that it does not stop the others. */
import { escapeInvisible, type Problem } from '../../domain/core/problem.ts';
import { ProgramError } from '../../errors.ts';
import type { Kind } from '../../import/files.ts';
import { importRows } from './rows/import-rows.ts';
import type { ImportCall, NumberedRow, RowOutcome } from './rows/row-outcome.ts';

const MAX_REASON_LENGTH = 300;

/**
 * Imports all rows at once; if one of them fails for good, each half by itself. Rows imported before the failure are
 * then `unchanged`.
 *
 * @throws errors that may not occur next time: the call as a whole is to be repeated
 */
export async function importOrReject<K extends Kind>(
  kind: K,
  rows: readonly NumberedRow<K>[],
  call: ImportCall,
): Promise<RowOutcome[]> {
  try {
    return await importRows(kind, rows, call);
  } catch (error) {
    const [row] = rows;
    if (row === undefined || !isPermanent(error)) throw error;
    forgetRows(rows, call);
    if (rows.length === 1) return [{ line: row.line, problem: problemOf(error, row.line, call) }];
    const half = rows.length >> 1;
    const first = await importOrReject(kind, rows.slice(0, half), call);
    return [...first, ...(await importOrReject(kind, rows.slice(half), call))];
  }
}

/** A corrupt stored item, one that is too large for the table, or a bug; not a failure of the network or a service. */
export function isPermanent(error: unknown): error is Error {
  if (error instanceof ProgramError) return !error.retryable;
  if (error instanceof TypeError || error instanceof RangeError) return !('code' in error);
  return error instanceof Error && error.name === 'ValidationException';
}

/** Forgets the ids of these rows, so that they are no duplicates when they are tried again. */
function forgetRows(rows: readonly NumberedRow<Kind>[], { seen }: ImportCall): void {
  const lines = new Set(rows.map(({ line }) => line));
  for (const [id, first] of seen) if (lines.has(first.line)) seen.delete(id);
}

function problemOf(error: Error, line: number, { file }: ImportCall): Problem {
  const got = `a row that fails: ${escapeInvisible(`${error.name}: ${error.message}`, MAX_REASON_LENGTH)}`;
  return {
    file,
    line,
    field: null,
    got,
    allowed: 'what can be loaded: an engineer mends it, and the file is uploaded again',
  };
}
