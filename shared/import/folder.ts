/** Reads a folder of import files strictly: either all of it is good, or every problem is reported. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProgramConfig } from '../domain/config/program-config.ts';
import type { CivilDate } from '../domain/core/calendar.ts';
import type { Place, Problem } from '../domain/core/problem.ts';
import { CrossChecks } from './checks/cross-checks.ts';
import { checkDays, type ImportDay } from './checks/day-checks.ts';
import { checkSmokeTest } from './checks/smoke-test.ts';
import { COMMANDS_FILE, type DatedCommand, readCommands } from './commands/read-commands.ts';
import { openFile } from './csv/open-file.ts';
import { checkPart, parseRow } from './csv/read-rows.ts';
import { readRecords } from './csv/records.ts';
import { readTable } from './csv/table.ts';
import { fieldsOf, fileNameOf, KINDS, type Kind, OPTIONAL_KINDS, type RowOf } from './files.ts';
import { CONFIG_FILE, readConfig } from './read-config.ts';

export type FolderData = { [K in Kind]: RowOf<K>[] } & {
  config: ProgramConfig;
  commands: DatedCommand[];
  /** Invoice lines whose values differ from those of the first with the same key: left out, and reported (R-KPI-10). */
  conflicts: Problem[];
};

/**
 * Reads the CSV files, `program.json` and `commands.jsonl`; some may be missing (`OPTIONAL_KINDS`, the commands). A
 * repeated invoice line is returned once. Problems come in the order of the files (configuration, then those of
 * `KINDS`, then commands) and of their lines.
 *
 * @param importedOn - the day on which they are imported (R-IMP-3); invoices and reviews of later days are those to
 *   come
 * @param configFile - a configuration to use instead of the folder's own
 */
export async function readFolder(
  dir: string,
  { importedOn, configFile }: { importedOn: CivilDate; configFile?: string },
): Promise<{ data: FolderData } | { problems: Problem[] }> {
  const folder = await stat(dir).catch(() => null);
  if (!folder?.isDirectory()) return { problems: [noFolder(dir)] };
  const reading: Reading = {
    dir,
    day: { on: importedOn, expectsLater: true },
    checks: new CrossChecks(),
    problems: [],
    conflicts: [],
  };
  const { problems } = reading;
  const config = await readConfig(configFile ?? join(dir, CONFIG_FILE), configFile ?? CONFIG_FILE);
  if ('problems' in config) problems.push(...config.problems);
  const tables = await readTables(reading);
  const commands = await readDatedCommands(reading);
  if (problems.length > 0 || !('config' in config)) return { problems };
  return { data: { ...tables, config: config.config, commands, conflicts: reading.conflicts } };
}

/** The state of the reading: `problems` and `conflicts` grow. */
type Reading = { dir: string; day: ImportDay; checks: CrossChecks; problems: Problem[]; conflicts: Problem[] };
type Tables = { [K in Kind]: RowOf<K>[] };

function noFolder(dir: string): Problem {
  return { file: dir, line: null, field: null, got: 'no such folder', allowed: 'a folder with the import files' };
}

async function readTables(reading: Reading): Promise<Tables> {
  const tables: Tables = Object.fromEntries(KINDS.map((kind) => [kind, []])) as unknown as Tables;
  for (const kind of KINDS) {
    const { problems, checks } = reading;
    const before = problems.length;
    const placed: PlacedRow[] = [];
    for await (const row of readTableStrictly(kind, reading)) placed.push(row);
    if (kind === 'employees' || kind === 'achievements')
      problems.push(...checks.checkEmployees(kind, placed as PlacedRow<typeof kind>[]));
    const ofFile = problems.splice(before);
    problems.push(...ofFile.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)));
    (tables[kind] as RowOf<Kind>[]) = placed.map(({ row }) => row);
  }
  return tables;
}

type PlacedRow<K extends Kind = Kind> = { row: RowOf<K>; place: Place & { line: number } };

async function* readTableStrictly(
  kind: Kind,
  { dir, day, checks, problems, conflicts }: Reading,
): AsyncGenerator<PlacedRow> {
  const file = fileNameOf(kind);
  const report = (problem: Problem): void => {
    problems.push(problem);
    checks.markUnreadable(kind);
  };
  const opened = await openFile(join(dir, file), file);
  if ('problem' in opened) return opened.missing && OPTIONAL_KINDS.has(kind) ? undefined : report(opened.problem);
  for await (const entry of readTable(fieldsOf(kind), readRecords(opened.stream), file)) {
    if ('problem' in entry) {
      report(entry.problem);
      continue;
    }
    const place = { file, line: entry.line };
    const parsed = entry.isPart ? checkPart(kind, entry.cells, place) : parseRow(kind, entry.cells, place);
    problems.push(...('problems' in parsed ? parsed.problems : []), ...checks.checkIds(kind, entry.cells, place));
    if ('problems' in parsed) continue;
    problems.push(...checkSmokeTest(parsed.row.partnerId, place, false), ...checkDays(kind, parsed.row, place, day));
    const { isRepeated, problems: rowProblems } = checks.checkRow(kind, parsed.row, place);
    // R-KPI-10: of invoice lines in conflict the first is kept, and the others are reported.
    (isRepeated ? conflicts : problems).push(...rowProblems);
    if (!isRepeated) yield { row: parsed.row, place };
  }
}

async function readDatedCommands({ dir, checks, problems }: Reading): Promise<DatedCommand[]> {
  const commands: DatedCommand[] = [];
  const opened = await openFile(join(dir, COMMANDS_FILE), COMMANDS_FILE);
  if ('problem' in opened) {
    if (!opened.missing) problems.push(opened.problem);
    return commands;
  }
  for await (const entry of readCommands(opened.stream)) {
    if ('problem' in entry) {
      problems.push(entry.problem);
      continue;
    }
    const { command } = entry.dated;
    const place = { file: COMMANDS_FILE, line: entry.line };
    if (command.command === 'merge-partners') {
      problems.push(...checks.checkPartner(command.into, place, 'into'));
      problems.push(...checks.checkPartner(command.from, place, 'from'));
    } else problems.push(...checks.checkPartner(command.partnerId, place, 'partnerId'));
    commands.push(entry.dated);
  }
  return commands;
}
