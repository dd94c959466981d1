/** The sheets of a workbook (.xlsx). */
import { strFromU8, unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import type { Findings } from '../findings.ts';
import type { Cell, Sheet } from './sheet.ts';

/** A number as the workbook stores it: digits, not a float. */
type Digits = { readonly digits: string };
type Value = string | boolean | Date | Digits | null;

const SHEET_FILE = /^xl\/worksheets\/[^/]+\.xml$/;
const ERROR_CELL = /<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+\d+)"|<c\b(?=[^>]*\br="([A-Z]+\d+)")[^>]*\bt="e"/g;
const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;

/** Sheets without any value are left out. Empty: it cannot be read. */
export async function readWorkbookSheets(file: string, bytes: Buffer, findings: Findings): Promise<Sheet[]> {
  try {
    const broken = errorCells(bytes);
    if (broken.length > 0) {
      const cells = `${broken.slice(0, 3).join(', ')}${broken.length > 3 ? ', …' : ''}`;
      findings.refuseFile(
        file,
        `${broken.length} cells with an error such as #N/A (${cells})`,
        'cells with a value, or nothing',
      );
      return [];
    }
    const sheets = await readWorkbook<Digits>(bytes, { trim: false, parseNumber: (digits) => ({ digits }) });
    const filled = sheets.filter(({ data }) => data.some((cells) => cells.some((value) => value !== null)));
    return filled.map(({ sheet, data }) => ({
      file: `${file}#${sheet}`,
      names: filled.length === 1 ? [sheet, file] : [sheet],
      rows: data.map((cells, index) => ({ row: index + 1, cells: cells.map((value) => cellOf(value as Value)) })),
    }));
  } catch (error) {
    findings.refuseFile(
      file,
      `a workbook that cannot be read (${error instanceof Error ? error.message : error})`,
      'a workbook saved as .xlsx, without a password',
    );
    return [];
  }
}

/** The library takes cells with an error for empty ones. */
function errorCells(bytes: Uint8Array): string[] {
  const files = unzipSync(bytes, { filter: ({ name }) => SHEET_FILE.test(name) });
  return Object.values(files).flatMap((xml) =>
    [...strFromU8(xml).matchAll(ERROR_CELL)].map(([, after, before]) => after ?? before ?? ''),
  );
}

function cellOf(value: Value): Cell {
  if (value === null) return { text: '', sort: 'text' };
  if (typeof value === 'string') return { text: value, sort: 'text' };
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE', sort: 'truth' };
  if (!(value instanceof Date)) return { text: value.digits, sort: 'number' };
  // Days are stored as floats: a second that is almost over is over.
  const instant = Math.round(value.getTime() / SECOND_MS) * SECOND_MS;
  const [day = '', time = ''] = new Date(instant).toISOString().split(/[T.]/);
  return { text: instant % DAY_MS === 0 ? day : `${day} ${time}`, sort: 'date' };
}
