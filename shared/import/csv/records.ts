/** The records of a CSV stream with the lines on which they begin. */
import { type CsvFault, createCsvParser } from './csv-parser.ts';
import { readWholeLines } from './whole-lines.ts';

/** A record, or the fault that ends the reading: after broken quotes or bytes the start of the next record is unknown. */
export type CsvRecord = { line: number; cells: string[] } | { line: number; fault: CsvFault };

/** Empty lines are skipped. The first fault is the last result. */
export async function* readRecords(stream: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  const parser = createCsvParser();
  let line = 1;
  const withLines = function* (records: string[][], fault: CsvFault | null): Generator<CsvRecord> {
    for (const cells of records) {
      if (cells.length > 1 || cells[0] !== '') yield { line, cells };
      line += 1 + lineBreaksIn(cells);
    }
    if (fault !== null) yield { line, fault };
  };
  for await (const block of readWholeLines(stream)) {
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

function lineBreaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
}
