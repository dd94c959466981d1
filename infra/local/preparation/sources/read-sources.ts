/** The files of a folder as people keep them. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { COMMANDS_FILE } from '../../../../shared/import/commands/read-commands.ts';
import { CONFIG_FILE } from '../../../../shared/import/read-config.ts';
import { type Answers, entryOf } from '../answers.ts';
import type { Findings } from '../findings.ts';
import type { Sheet } from './sheet.ts';
import { readTextSheet } from './text-sheet.ts';
import { readWorkbookSheets } from './workbook-sheets.ts';

const TEXTS = ['.csv', '.tsv', '.tab', '.txt'];
const WORKBOOKS = ['.xlsx', '.xlsm'];
/** What spreadsheets write, too, and this program does not read. */
const OTHER_WORKBOOKS = ['.xls', '.xlsb', '.ods', '.numbers'];
/** Files that are taken as they are. */
const COPIED = [CONFIG_FILE, COMMANDS_FILE];
/** More would not fit into a text. */
const MAX_BYTES = 400_000_000;

export type Sources = {
  readonly sheets: readonly Sheet[];
  /** Files that are taken as they are, by name. */
  readonly copied: ReadonlyMap<string, Buffer>;
  /** Every name that the map may use. */
  readonly names: readonly string[];
};

/** Reads a folder, its files in the order of their names. What it holds besides is left out, and told. */
export async function readSources(dir: string, answers: Answers, findings: Findings): Promise<Sources> {
  const sheets: Sheet[] = [];
  const names: string[] = [];
  const copied = new Map<string, Buffer>();
  const leaveOut = (file: string, why: string): void => {
    findings.changes.push({ file, row: null, column: '', from: file, to: '', why });
  };
  const entries = await readdir(dir, { withFileTypes: true });
  for (const found of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = found;
    const ending = extname(name).toLowerCase();
    const isHidden = name.startsWith('.') || name.startsWith('~$');
    if (!found.isFile() || isHidden) leaveOut(name, 'what is no visible file is left out');
    else if (COPIED.includes(name)) copied.set(name, await readFile(join(dir, name)));
    else if (OTHER_WORKBOOKS.includes(ending))
      findings.refuseFile(name, `a workbook of the kind ${ending}`, 'one saved as .xlsx, or its sheets as CSV');
    else if (![...TEXTS, ...WORKBOOKS].includes(ending)) leaveOut(name, 'a file that is no spreadsheet is left out');
    else await readOne(name, ending);
  }
  return { sheets, copied, names };

  async function readOne(name: string, ending: string): Promise<void> {
    const bytes = await readFile(join(dir, name));
    if (bytes.length > MAX_BYTES)
      return findings.refuseFile(name, `${bytes.length} bytes`, `at most ${MAX_BYTES} bytes a file`);
    const isLeftOut = entryOf(answers, name).is === null;
    if (WORKBOOKS.includes(ending) && !isLeftOut) {
      for (const sheet of await readWorkbookSheets(name, bytes, findings)) add(sheet);
      return;
    }
    names.push(name);
    if (isLeftOut) return leaveOut(name, 'the map leaves out this file');
    const sheet = readTextSheet(name, bytes, answers, findings);
    if (sheet !== null) sheets.push(sheet);
  }

  function add(sheet: Sheet): void {
    names.push(sheet.file);
    if (entryOf(answers, sheet.file).is === null) leaveOut(sheet.file, 'the map leaves out this sheet');
    else sheets.push(sheet);
  }
}
