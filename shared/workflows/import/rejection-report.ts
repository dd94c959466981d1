/** The report of rejected rows, beside the uploaded files. */
import { formatProblem, type Problem } from '../../domain/core/problem.ts';
import type { ObjectStore } from '../../lambda/object-store.ts';

/** The prefix of the keys of an import's report: a part for every part of the file of which something was rejected. */
export function rejectionReportPrefix(key: string, execution: string): string {
  return `reports/${key}/${execution}-`;
}

const CSV = 'text/csv; charset=utf-8';

/** For a spreadsheet: a row for each problem. */
function csvOf(problems: readonly Problem[]): string {
  const rows = problems.map(({ file, line, field, got, allowed }) => [file, line, field, got, allowed]);
  return [['file', 'line', 'column', 'got', 'allowed'], ...rows]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('');
}

const quoted = (cell: string | number | null): string => `"${String(cell ?? '').replaceAll('"', '""')}"`;

/**
 * Writes a part, a JSON line per problem, `text` being the problem in one line for a person, and the same as CSV.
 * Repeating it replaces it.
 */
export async function writeRejections(
  imports: ObjectStore,
  prefix: string,
  part: string,
  problems: readonly Problem[],
): Promise<void> {
  if (problems.length === 0) return;
  const lines = problems.map((problem) => `${JSON.stringify({ ...problem, text: formatProblem(problem) })}\n`);
  await imports.put(`${prefix}${part}.jsonl`, lines.join(''));
  await imports.put(`${prefix}${part}.csv`, csvOf(problems), CSV);
}
