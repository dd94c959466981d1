/** csv-parse, called chunk by chunk: its stream would drop the good rows before an error. */
import { type CsvError, type Options, parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import { escapeInvisible } from '../../domain/core/problem.ts';
import { type Fault, MAX_LINE_BYTES } from './whole-lines.ts';

export type CsvFault = Fault & {
  /** Index of the cell, from 0. */
  cell: number | null;
};

/** `end`: bytes of UTF-8 of all text up to the end of the record, its line end included. */
export type ParsedRecord = { cells: string[]; end: number };

export type CsvParser = {
  /** Parses more text. @returns the records that are complete, and the fault after them, if any */
  feed(text: string): Promise<{ records: ParsedRecord[]; fault: CsvFault | null }>;
  /** Ends the text. @returns the last record */
  finish(): Promise<{ records: ParsedRecord[]; fault: CsvFault | null }>;
};

const RFC_4180 = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  max_record_size: MAX_LINE_BYTES,
};

/**
 * The records of a text in memory, at once and without empty lines; or its first fault and how many records came before
 * it.
 *
 * @param own other conventions than those of import files
 */
export function parseCsv(
  text: string,
  own: Pick<Options, 'delimiter' | 'relax_quotes' | 'skip_empty_lines' | 'to'> = {},
): { records: string[][] } | { fault: CsvFault; before: number } {
  try {
    return { records: parseSync(text, { ...RFC_4180, skip_empty_lines: true, ...own }) };
  } catch (error) {
    const { records } = error as { records?: number };
    return { fault: faultOf(error as CsvError), before: records ?? 0 };
  }
}

/** RFC 4180 with CRLF, LF or CR. Neither method may be called after a fault. */
export function createCsvParser(): CsvParser {
  let records: ParsedRecord[] = [];
  const parser = parse({
    ...RFC_4180,
    on_record: (cells: string[], { bytes }) => {
      records.push({ cells, end: bytes });
      return null;
    },
  });
  // Errors are returned by `feed` and `finish`; without a listener the same error would end the process.
  parser.on('error', () => {});
  parser.resume();
  const takeRecords = (error: Error | null | undefined) => {
    const complete = records;
    records = [];
    return { records: complete, fault: error ? faultOf(error as CsvError) : null };
  };
  return {
    feed: async (text) => takeRecords(await new Promise<Error | null | undefined>((done) => parser.write(text, done))),
    finish: async () =>
      takeRecords(
        await new Promise<Error | null>((done) => {
          parser
            .once('error', done)
            .once('end', () => done(null))
            .end();
        }),
      ),
  };
}

const QUOTES = 'fields in which every opening quote is closed and a quote within the text is doubled ("")';

function faultOf({ code, message, column }: CsvError): CsvFault {
  const cell = typeof column === 'number' ? column : null;
  if (code === 'CSV_MAX_RECORD_SIZE')
    return {
      cell,
      got: `a row of more than ${MAX_LINE_BYTES} bytes`,
      allowed: `at most ${MAX_LINE_BYTES} bytes a row, and ${QUOTES}`,
    };
  return { cell, got: BROKEN_QUOTES[code] ?? escapeInvisible(message), allowed: QUOTES };
}

const BROKEN_QUOTES: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'text after a closing quote',
  INVALID_OPENING_QUOTE: 'a quote within a field that does not begin with one',
};
