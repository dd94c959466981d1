/**
 * Makes import files of what spreadsheets and CRMs write. Nothing is guessed: what is changed is told, what is open
 * asked.
 */
import { stat } from 'node:fs/promises';
import { isTimeZone } from '../../../shared/domain/config/program-config.ts';
import type { CivilDate } from '../../../shared/domain/core/calendar.ts';
import { formatValue } from '../../../shared/domain/core/problem.ts';
import { KINDS, type Kind } from '../../../shared/import/files.ts';
import { CONFIG_FILE } from '../../../shared/import/read-config.ts';
import { UserError } from '../simulation/input/user-error.ts';
import { type Answers, entryOf } from './answers.ts';
import { checkFiles, importFiles } from './check.ts';
import { findTable } from './columns/find-table.ts';
import { Findings } from './findings.ts';
import { alignRows } from './rows/align-rows.ts';
import { type PreparedRow, prepareTable } from './rows/prepare-table.ts';
import { readSources } from './sources/read-sources.ts';
import { isEmptyCell, type SheetRow } from './sources/sheet.ts';

export type Preparation = {
  readonly findings: Findings;
  /** The import files, by name. */
  readonly files: ReadonlyMap<string, string | Buffer>;
  /** Which source became which file, with how many rows. */
  readonly read: readonly { readonly file: string; readonly kind: Kind; readonly rows: number }[];
};

/**
 * Prepares a folder, and checks what comes of it as a simulation would that begins on `importedOn`.
 *
 * @throws UserError if there is no such folder, or if the map speaks of a source that is not there
 */
export async function prepare(
  dir: string,
  answers: Answers,
  importedOn: CivilDate,
  onProgress: (what: string) => void = () => {},
): Promise<Preparation> {
  if (!(await stat(dir).catch(() => null))?.isDirectory())
    throw new UserError(
      `prepare-data: --from: got ${formatValue(dir)}, no such folder; allowed: the folder with the spreadsheets`,
    );
  const findings = new Findings();
  onProgress('reading the files');
  const { sheets, copied, names } = await readSources(dir, answers, findings);
  requireSources(answers, names, findings);
  const filled = sheets.filter(({ rows }) => rows.some(isTabular));
  for (const { file } of sheets.filter((sheet) => !filled.includes(sheet)))
    findings.changes.push({
      file,
      row: null,
      column: '',
      from: file,
      to: '',
      why: 'a file or sheet without a row of two values is left out',
    });
  const tables = filled.flatMap((sheet) => findTable(sheet, answers, findings) ?? []);
  for (const [kind, several] of Map.groupBy(tables, (table) => table.kind))
    askWhich(
      kind,
      several.map(({ sheet }) => sheet.file),
      answers,
      findings,
    );
  const zone = zoneIn(copied.get(CONFIG_FILE));
  const prepared = tables.flatMap((table) => {
    onProgress(`preparing ${table.sheet.file}`);
    return prepareTable(table, answers, findings, zone);
  });
  onProgress('checking what was prepared');
  const rows = alignRows(inOrder(prepared), termsIn(copied.get(CONFIG_FILE)), findings);
  const files = importFiles(rows, copied);
  for (const problem of await checkFiles(files, rows, findings, importedOn))
    if (problem.line === null && problem.file !== CONFIG_FILE) findings.refuse(problem);
    else findings.problems.push(problem);
  const read = tables.map(({ sheet, kind }) => ({
    file: sheet.file,
    kind,
    rows: rows.filter((row) => row.file === sheet.file).length,
  }));
  return { findings, files, read };
}

/** Whether a row has two values: a text for people has none such. */
const isTabular = ({ cells }: SheetRow): boolean => cells.filter((cell) => !isEmptyCell(cell)).length > 1;

const inOrder = (rows: readonly PreparedRow[]): PreparedRow[] =>
  KINDS.flatMap((kind) => rows.filter((row) => row.kind === kind));

/** Several sources for one file may belong together, or be an old one and a new one. */
function askWhich(kind: Kind, files: readonly string[], answers: Answers, findings: Findings): void {
  const open = files.filter((file) => entryOf(answers, file).is === undefined);
  if (files.length < 2) return;
  for (const file of open)
    findings.questions.push({
      file,
      column: null,
      asks: `${files.length} sources hold ${kind} (${files.join(', ')}): does this one belong to them?`,
      choices: [`${kind} (it does)`, 'null (it is left out)'],
      options: [],
      place: ['is'],
    });
}

function requireSources({ entries }: Answers, names: readonly string[], findings: Findings): void {
  const refused = findings.problems.map(({ file }) => file);
  const strange = Object.keys(entries).filter(
    (name) => !names.includes(name) && !refused.includes(name.split('#')[0] ?? ''),
  );
  if (strange.length === 0) return;
  throw new UserError(
    strange
      .map((name) => `--map: ${formatValue(name)}: got no such source; allowed: one of ${names.join(', ')}`)
      .join('\n'),
  );
}

/** The time zone of a configuration; UTC if it names none, or one that does not exist, which is told elsewhere. */
function zoneIn(config: Buffer | undefined): string {
  try {
    const { timeZone = 'UTC' } = JSON.parse(config?.toString('utf8') ?? '{}');
    return isTimeZone(timeZone) ? timeZone : 'UTC';
  } catch {
    return 'UTC';
  }
}

/** The names of competencies and certifications in a configuration; none if it is no JSON, which is told elsewhere. */
function termsIn(config: Buffer | undefined): string[] {
  const terms = new Set<string>();
  try {
    JSON.parse(config?.toString('utf8') ?? 'null', (name, value) => {
      if ((name === 'competency' || name === 'certification') && typeof value === 'string') terms.add(value);
      return value;
    });
  } catch {
    return [];
  }
  return [...terms];
}
