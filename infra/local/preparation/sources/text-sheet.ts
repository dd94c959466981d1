/** A text file with separators as a sheet. */
import { parseCsv } from '../../../../shared/import/csv/csv-parser.ts';
import { LINE_END } from '../../../../shared/import/csv/whole-lines.ts';
import { type Answers, entryOf } from '../answers.ts';
import type { Findings } from '../findings.ts';
import { decode } from './decode.ts';
import { SEPARATORS, separatorCalled, separatorName } from './separators.ts';
import { type Sheet, textCell } from './sheet.ts';

/** Excel's own line about the separator. */
const SEPARATOR_LINE = /^sep=([^"\r\n])(?:\r\n|\r|\n)/i;
/** Control-Z, which ends a file in DOS. */
const END_MARK = '\u001a';
/** Rows by which a separator is judged. */
const LOOKED_AT = 200;

/** Null: it cannot be read. Where the encoding is a question it is read in the first that may be. */
export function readTextSheet(file: string, bytes: Uint8Array, answers: Answers, findings: Findings): Sheet | null {
  const entry = entryOf(answers, file);
  const decoded = decode(bytes, entry.encoding);
  if (decoded === null) {
    findings.refuseFile(file, 'bytes in no known encoding', 'text in UTF-8, or a workbook (.xlsx)');
    return null;
  }
  const { samples } = decoded;
  if (samples.length > 0)
    findings.questions.push({
      file,
      column: null,
      asks: `in which encoding is it? ${samples.map(([name, text]) => `${name}: "${text.trim()}"`).join(', ')}`,
      choices: samples.map(([name]) => name),
      options: [],
      place: ['encoding'],
    });
  const change = { file, row: null, column: '' };
  if (decoded.encoding !== 'utf-8')
    findings.changes.push({ ...change, from: decoded.encoding, to: 'utf-8', why: 'the encoding of a file' });
  const said = SEPARATOR_LINE.exec(decoded.text);
  const whole = said === null ? decoded.text : decoded.text.slice(said[0].length);
  const trimmed = whole.trimEnd();
  const body = trimmed.endsWith(END_MARK) ? trimmed.slice(0, -END_MARK.length) : whole;
  if (body !== whole)
    findings.changes.push({
      ...change,
      from: END_MARK,
      to: '',
      why: 'the mark with which DOS ends a file is left out',
    });
  const firstLine = said === null ? 1 : 2;
  if (body.trim() === '') return { file, names: [file], rows: [] };
  const given = entry.separator && separatorCalled(entry.separator);
  const separator = given ?? said?.[1] ?? separatorIn(body);
  const parsed = parseCsv(body, { delimiter: separator, relax_quotes: true, skip_empty_lines: false });
  if ('fault' in parsed) {
    const { got, allowed } = parsed.fault;
    findings.refuse({ file, line: lineAfter(body, separator, parsed.before, firstLine), field: null, got, allowed });
    return null;
  }
  if (separator !== ',') {
    findings.changes.push({ ...change, from: separatorName(separator), to: ',', why: 'the separator of a file' });
  }
  return { file, names: [file], rows: numbered(parsed.records, firstLine) };
}

function numbered(records: readonly string[][], first: number): Sheet['rows'] {
  let line = first;
  return records.map((cells) => {
    const row = line;
    line += 1 + cells.reduce((sum, cell) => sum + cell.split(LINE_END).length - 1, 0);
    return { row, cells: cells.map(textCell) };
  });
}

/** The line on which the record after so many begins. */
function lineAfter(text: string, delimiter: string, records: number, first: number): number {
  const before = parseCsv(text, { delimiter, relax_quotes: true, skip_empty_lines: false, to: Math.max(records, 1) });
  const read = 'records' in before ? before.records.slice(0, records) : [];
  return numbered([...read, []], first).at(-1)?.row ?? 1;
}

/** The separator that divides most rows into as many cells as the widest ones. */
function separatorIn(text: string): string {
  const scored = SEPARATORS.map((separator) => {
    const parsed = parseCsv(text, { delimiter: separator, relax_quotes: true, to: LOOKED_AT });
    const records = 'records' in parsed ? parsed.records : [];
    const counts = Map.groupBy(records, (cells) => cells.length);
    const [width = 0, rows = []] =
      [...counts].filter(([cells]) => cells > 1).sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
    return { separator, rows: rows.length, width };
  });
  const [best] = scored.toSorted((a, b) => b.rows - a.rows || b.width - a.width);
  return best === undefined || best.rows === 0 ? ',' : best.separator;
}
