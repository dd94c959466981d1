/** What a source holds, and in which row its columns are named. */
import { KINDS, type Kind } from '../../../../shared/import/files.ts';
import { type Answers, type Entry, entryOf } from '../answers.ts';
import { plainName } from '../cells/plain-name.ts';
import type { Findings } from '../findings.ts';
import type { Sheet } from '../sources/sheet.ts';
import { columnsOf, countNamed, isNeeded, matchColumns } from './match-columns.ts';
import { FILE_NAMES } from './synonyms.ts';

export type Table = {
  readonly sheet: Sheet;
  readonly kind: Kind;
  /** The index of the row that names the columns. */
  readonly header: number;
};

/** Rows among which the names of the columns are looked for. */
const LOOKED_AT = 30;
/** A row with fewer names of columns is not taken for a header. */
const FEWEST_NAMES = 2;

/** Null: it holds nothing of a program, or it is a question. */
export function findTable(sheet: Sheet, answers: Answers, findings: Findings): Table | null {
  const entry = entryOf(answers, sheet.file);
  const kind = entry.is ?? kindOf(sheet, entry);
  if (kind === null && findings.isUnsure(sheet.file)) return null;
  if (kind === null) {
    findings.questions.push({
      file: sheet.file,
      column: null,
      asks: 'what does it hold?',
      choices: [...KINDS, 'null (it is left out)'],
      options: [],
      place: ['is'],
    });
    return null;
  }
  const header = headerOf(sheet, kind as Kind, entry);
  if (header !== null) return { sheet, kind: kind as Kind, header };
  findings.questions.push({
    file: sheet.file,
    column: null,
    asks: `which row has the names of the columns of ${kind}.csv (${columnsOf(kind as Kind).join(', ')})?`,
    choices: [`a number from 1 to ${sheet.rows.at(-1)?.row ?? 1}, with "columns" for names that are not recognized`],
    options: [],
    place: ['headerRow'],
  });
  return null;
}

function headerOf({ rows }: Sheet, kind: Kind, entry: Entry): number | null {
  if (entry.headerRow !== undefined) {
    const index = rows.findIndex(({ row }) => row === entry.headerRow);
    return index === -1 ? null : index;
  }
  const counts = rows.slice(0, LOOKED_AT).map((row) => countNamed(kind, row, entry));
  const most = Math.max(0, ...counts);
  return most < FEWEST_NAMES ? null : counts.indexOf(most);
}

/** By its name, if that names one kind and its columns do not speak against it; else by its columns. */
function kindOf(sheet: Sheet, entry: Entry): Kind | null {
  for (const name of sheet.names) {
    const named = KINDS.filter((kind) => isNamed(kind, name));
    const [only] = named;
    if (only !== undefined && named.length === 1 && headerOf(sheet, only, entry) !== null) return only;
  }
  const found = KINDS.flatMap((kind) => {
    const header = headerOf(sheet, kind, entry);
    if (header === null) return [];
    const { places, doubtful } = matchColumns(kind, sheet, header, entry);
    const isThere = (column: string): boolean => places.has(column) || doubtful.has(column);
    return columnsOf(kind).every((column) => isThere(column) || !isNeeded(kind, column))
      ? [{ kind, matched: places.size + doubtful.size }]
      : [];
  }).sort((a, b) => b.matched - a.matched);
  const [first, second] = found;
  return first === undefined || first.matched === second?.matched ? null : first.kind;
}

/** Whether a word of the name, or all of it, is one for the kind. */
function isNamed(kind: Kind, name: string): boolean {
  const words = FILE_NAMES[kind].split('|').map(plainName);
  const base = name.replace(/\.[a-z]+$/i, '').replace(/([a-z])([A-Z])/g, '$1 $2');
  const parts = [base, ...base.split(/[^\p{L}\p{M}]+/u)].map(plainName);
  return parts.some((part) => part !== '' && words.includes(part));
}
