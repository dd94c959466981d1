/** The records of a CSV stream with the lines on which they begin. */
import { type CsvFault, createCsvParser } from './csv-parser.ts';
import { separatedBy, separatorOf } from './separator.ts';
import { LINE_END, readWholeLines } from './whole-lines.ts';

/**
 * A record, or the fault that ends the reading: after broken quotes or bytes the start of the next record is unknown.
 */
export type CsvRecord = { line: number; cells: string[] } | { line: number; fault: CsvFault };

/** Records without any value are skipped (R-IMP-7). The first fault is the last result. */
export async function* readRecords(stream: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  const parser = createCsvParser();
  let line = 1;
  let firstLine = '';
  const withLines = function* (records: string[][], fault: CsvFault | null): Generator<CsvRecord> {
    for (const cells of records) {
      if (!isBlank(cells)) yield { line, cells };
      line += 1 + lineBreaksIn(cells);
    }
    if (fault === null) return;
    const separator = line === 1 ? separatorOf(firstLine) : null;
    yield { line, fault: separator === null ? fault : { ...fault, ...separatedBy(separator), cell: null } };
  };
  for await (const block of readWholeLines(stream)) {
    if ('text' in block && block.line === 1) firstLine = block.text.split(LINE_END, 1)[0] ?? '';
    if ('fault' in block) {
      // The records before are complete; a record that is still open has the fault inside it.
      yield* withLines((await parser.finish()).records, null);
      return yield { line: block.line, fault: { ...block.fault, cell: null } };
    }
    const { records, fault } = await parser.feed(block.text);
    yield* withLines(records, fault);
    if (fault !== null) return;
  }
  const { records, fault } = await parser.finish();
  yield* withLines(records, fault);
}

/** A row that a spreadsheet wrote for cells in which nothing is left. */
export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

function lineBreaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.split(LINE_END).length - 1, 0);
}
