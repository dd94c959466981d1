/** Many problems in few lines: one line for a problem of many rows, all of them in a file. */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { formatProblem, type Problem } from '../../../../shared/domain/core/problem.ts';

/** Lines that are printed; the rest is counted. */
const MAX_LINES = 50;
/** Rows with the same problem that have a line each. */
const MAX_ROWS = 10;
/** Rows that are named of more. */
const NAMED_ROWS = 3;

/**
 * A line for each problem, and one for all the rows that have the same: file, column and what is allowed. In the order
 * of the problems; the line of many rows stands where the first of them does.
 */
export function problemLines(problems: readonly Problem[]): string[] {
  const groups = Map.groupBy(problems, sameness);
  return problems.flatMap((problem) => {
    const same = groups.get(sameness(problem)) ?? [];
    if (same.length <= MAX_ROWS) return [formatProblem(problem)];
    return same[0] === problem ? [lineOfMany(same)] : [];
  });
}

const sameness = ({ file, field, allowed, line }: Problem): string =>
  JSON.stringify([file, field, allowed, line === null]);

function lineOfMany(same: readonly Problem[]): string {
  const [first] = same;
  if (first === undefined) return '';
  const rows = same
    .slice(0, NAMED_ROWS)
    .map(({ line }) => line)
    .join(', ');
  return `${same.length} rows: ${formatProblem(first)} (lines ${rows}, …)`;
}

export function firstLines(lines: readonly string[]): string[] {
  const more = lines.length - MAX_LINES;
  return more > 0 ? [...lines.slice(0, MAX_LINES), `… and ${more} more`] : [...lines];
}

/**
 * Writes all problems beside the results that there are none of, or where that is not possible into a temporary file.
 *
 * @returns where
 */
export async function writeProblems(problems: readonly Problem[], outDir: string): Promise<string> {
  const rows = problems.map(({ file, line, field, got, allowed }) => [file, line, field, got, allowed]);
  const text = stringify([['file', 'line', 'column', 'got', 'allowed'], ...rows]);
  const beside = `${outDir.replace(/[/\\]+$/, '')}.problems.csv`;
  const temporary = join(tmpdir(), basename(beside));
  return writeFile(beside, text).then(
    () => beside,
    () => writeFile(temporary, text).then(() => temporary),
  );
}
