/** The strict readers' word on what was prepared, with the places of the sources. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CivilDate } from '../../../shared/domain/core/calendar.ts';
import type { Problem } from '../../../shared/domain/core/problem.ts';
import { LINE_END } from '../../../shared/import/csv/whole-lines.ts';
import { fileNameOf, KINDS, type Kind, kindOf } from '../../../shared/import/files.ts';
import { readFolder } from '../../../shared/import/folder.ts';
import { CONFIG_FILE } from '../../../shared/import/read-config.ts';
import { toCsv } from '../sample/csv.ts';
import { columnsOf } from './columns/match-columns.ts';
import type { Findings } from './findings.ts';
import { NO_COLUMN, type PreparedRow } from './rows/prepare-table.ts';

/** The import files that hold the rows, and those that are taken as they are; by name. */
export function importFiles(
  rows: readonly PreparedRow[],
  copied: ReadonlyMap<string, Buffer>,
): Map<string, string | Buffer> {
  const files = new Map<string, string | Buffer>(copied);
  for (const [kind, own] of Map.groupBy(rows, (row) => row.kind)) {
    const columns = columnsOf(kind);
    files.set(
      fileNameOf(kind),
      toCsv(
        columns,
        own.map(({ cells }) => columns.map((column) => cells[column] ?? '')),
      ),
    );
  }
  return files;
}

/**
 * Reads the files as a simulation does.
 *
 * @returns what it would refuse; without what an open question may be the cause of, and without a missing program.json
 */
export async function checkFiles(
  files: ReadonlyMap<string, string | Buffer>,
  rows: readonly PreparedRow[],
  findings: Findings,
  importedOn: CivilDate,
): Promise<Problem[]> {
  const dir = await mkdtemp(join(tmpdir(), 'prepared-'));
  try {
    for (const [name, content] of files) await writeFile(join(dir, name), content);
    const read = await readFolder(dir, { importedOn });
    const problems = 'problems' in read ? read.problems : [];
    const origins = new Map(KINDS.map((kind) => [kind, originsOf(rows.filter((row) => row.kind === kind))]));
    return problems
      .filter((problem) => problem.file !== CONFIG_FILE || files.has(CONFIG_FILE))
      .map((problem) => atSource(problem, origins))
      .filter((problem) => !isExplained(problem, findings));
  } finally {
    await rm(dir, { recursive: true });
  }
}

type Origins = ReadonlyMap<number, PreparedRow>;

/** The rows by the line on which they begin in the import file. */
function originsOf(rows: readonly PreparedRow[]): Origins {
  const origins = new Map<number, PreparedRow>();
  let line = 2;
  for (const row of rows) {
    origins.set(line, row);
    line += 1 + Object.values(row.cells).reduce((sum, cell) => sum + cell.split(LINE_END).length - 1, 0);
  }
  return origins;
}

function atSource(problem: Problem, origins: ReadonlyMap<Kind, Origins>): Problem {
  const kind = kindOf(problem.file ?? '');
  if (kind === null) return problem;
  if (problem.line === null)
    return { ...problem, got: 'no source for it', allowed: `a file or a sheet that holds ${kind}` };
  const own = origins.get(kind);
  const row = own?.get(problem.line);
  if (row === undefined) return problem;
  // `first on line 7` is one of the import file.
  const allowed = problem.allowed.replace(/\bline (\d+)/g, (text, line: string) => {
    const first = own?.get(Number(line));
    if (first === undefined) return text;
    return first.file === row.file ? `line ${first.row}` : `line ${first.row} of ${first.file}`;
  });
  return { ...problem, file: row.file, line: row.row, allowed };
}

/** Whether an open question, or a problem that is told already, may be the cause. */
function isExplained({ file, line, field, got }: Problem, { questions, problems }: Findings): boolean {
  if (questions.some((question) => question.file === file && question.column === field)) return true;
  if (
    problems.some(
      (other) =>
        other.file === file &&
        (other.line === line
          ? other.field === field || other.field === null
          : other.field === field && other.got === NO_COLUMN.got),
    )
  )
    return true;
  const isAboutOthers = line === null || /, an unknown |, nobody of /.test(got);
  const isWithoutIds = questions.some(({ column }) => column === null || /_id$/.test(column));
  return isAboutOthers && (isWithoutIds || problems.some((other) => other.line === null));
}
