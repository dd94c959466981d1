/** The records of a CSV stream with the lines on which they begin. */
import { type CsvFault, createCsvParser, type ParsedRecord } from './csv-parser.ts';
import { separatedBy, separatorOf } from './separator.ts';
import { BEGINNING, LINE_END, MAX_LINE_BYTES, type Position, readWholeLines } from './whole-lines.ts';

/**
 * A record, or the fault that ends the reading: after broken quotes or bytes the start of the next record is unknown.
 * `next`: where the next record begins. `isOpen`: the file ends without a line end behind it.
 */
export type CsvRecord =
  | { line: number; cells: string[]; next: Position; isOpen: boolean }
  | { line: number; fault: CsvFault };

/**
 * Records without any value are skipped (R-IMP-7). The first fault is the last result. `from`: where in the file the
 * stream begins, the `next` of a record.
 */
export async function* readRecords(
  stream: AsyncIterable<Uint8Array>,
  from: Position = BEGINNING,
): AsyncGenerator<CsvRecord> {
  const parser = createCsvParser();
  let { line } = from;
  let textFrom: number | null = null;
  let firstLine = '';
  let isOpen = false;
  let isClosed = true;
  const withLines = function* (records: ParsedRecord[], fault: CsvFault | null): Generator<CsvRecord> {
    for (const { cells, end } of records) {
      const next = { byte: (textFrom ?? 0) + end, line: line + 1 + lineBreaksIn(cells) };
      if (!isBlank(cells)) yield { line, cells, next, isOpen };
      line = next.line;
    }
    if (fault === null) return;
    const separator = line === 1 ? separatorOf(firstLine) : null;
    yield { line, fault: separator === null ? fault : { ...fault, ...separatedBy(separator), cell: null } };
  };
  for await (const block of readWholeLines(stream, MAX_LINE_BYTES, from)) {
    if ('fault' in block) {
      // The records before are complete; a record that is still open has the fault inside it.
      yield* withLines((await parser.finish()).records, null);
      return yield { line: block.line, fault: { ...block.fault, cell: null } };
    }
    textFrom ??= block.byte;
    isClosed = /[\r\n]$/.test(block.text);
    if (block.line === 1) firstLine = block.text.split(LINE_END, 1)[0] ?? '';
    const { records, fault } = await parser.feed(block.text);
    yield* withLines(records, fault);
    if (fault !== null) return;
  }
  const { records, fault } = await parser.finish();
  isOpen = !isClosed;
  yield* withLines(records, fault);
}

/** A row that a spreadsheet wrote for cells in which nothing is left. */
export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

function lineBreaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.split(LINE_END).length - 1, 0);
}
