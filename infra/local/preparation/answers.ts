/** The user's answers: the map file, and the options for all columns. */
import * as z from 'zod';
import { problemsOf } from '../../../shared/domain/config/issues.ts';
import { fields, oneOf, textThat } from '../../../shared/domain/config/values.ts';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { parseStrictJson } from '../../../shared/import/commands/strict-json.ts';
import { openFile } from '../../../shared/import/csv/open-file.ts';
import { readWholeLines } from '../../../shared/import/csv/whole-lines.ts';
import { columnOf, fieldsOf, KINDS } from '../../../shared/import/files.ts';
import { UserError } from '../simulation/input/user-error.ts';
import { DATE_ORDERS } from './cells/dates.ts';
import { INSTANT_DAYS } from './cells/instants.ts';
import { NUMBER_FORMS } from './cells/numbers.ts';
import { ENCODINGS } from './sources/decode.ts';
import { SEPARATOR_NAMES } from './sources/separators.ts';

const MAX_BYTES = 1_000_000;
const MAX_HEADER_ROW = 1_000;

const COLUMNS: ReadonlySet<string> = new Set(KINDS.flatMap((kind) => fieldsOf(kind).map(columnOf)));

const column = textThat('a column of the import files, e.g. partner_id', (text) => COLUMNS.has(text));
const text = z.string({ error: 'text' });
const textOrNull = z.union([text, z.null()], { error: 'text, or null' });

/** The columns of an import file, each with what is said about it. */
const byColumn = <Schema extends z.ZodType>(schema: Schema) =>
  z.record(column, schema, { error: 'an object with columns of the import files' });

/** What the map says about one source. */
const entry = fields({
  is: z.union([oneOf(KINDS as [string, ...string[]]), z.null()], { error: `null, or one of ${KINDS.join(', ')}` }),
  encoding: oneOf(ENCODINGS),
  separator: oneOf(SEPARATOR_NAMES),
  headerRow: z.int({ error: 'the number of a row' }).min(1).max(MAX_HEADER_ROW),
  columns: byColumn(textOrNull),
  always: byColumn(text),
  dates: byColumn(oneOf(DATE_ORDERS)),
  numbers: byColumn(oneOf(NUMBER_FORMS)),
  instants: byColumn(oneOf(INSTANT_DAYS)),
  values: byColumn(z.record(z.string(), textOrNull, { error: 'an object with values' })),
}).partial();

const map = z.record(z.string(), entry, { error: 'an object with a field for each file, e.g. "partners.csv"' });

/** Exported for docs/reference.md. */
export const MAP_ENTRY = entry;
export type Entry = z.output<typeof entry>;

export type Answers = {
  /** By source: `partners.csv`, or `Book.xlsx#Sheet1`. */
  readonly entries: Readonly<Record<string, Entry>>;
  /** For every column whose dates leave their order open. */
  readonly dates: (typeof DATE_ORDERS)[number] | undefined;
  readonly numbers: (typeof NUMBER_FORMS)[number] | undefined;
};

export const entryOf = ({ entries }: Answers, file: string): Entry =>
  Object.hasOwn(entries, file) ? (entries[file] ?? {}) : {};

/** Reads a map file. @throws UserError with a line for each problem */
export async function readMap(path: string): Promise<Answers['entries']> {
  const refuse = (line: number | null, problem: { got: string; allowed: string; field?: string | null }): never => {
    throw new UserError(formatProblem({ file: path, line, field: null, ...problem }));
  };
  const opened = await openFile(path, path);
  if ('problem' in opened) return refuse(null, opened.problem);
  let json = '';
  for await (const block of readWholeLines(opened.stream, MAX_BYTES)) {
    if ('fault' in block) return refuse(block.line, block.fault);
    json += block.text;
  }
  const parsed = parseStrictJson(json);
  if ('got' in parsed) return refuse(null, parsed);
  const result = map.safeParse(parsed.json);
  if (result.success) return result.data;
  const problems = problemsOf(result.error.issues, parsed.json, { file: path, line: null });
  throw new UserError(problems.map(formatProblem).join('\n'));
}
