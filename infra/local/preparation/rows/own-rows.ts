/** Rows of a source that are no rows of an import file: left out, and told. */

import { ID_PATTERN } from '../../../../shared/domain/core/ids.ts';
import { plainName } from '../cells/plain-name.ts';
import { tidy } from '../cells/tidy.ts';
import type { Table } from '../columns/find-table.ts';
import type { Findings } from '../findings.ts';
import { isEmptyCell, isEmptyRow, type SheetRow } from '../sources/sheet.ts';

const TOTAL_WORD =
  '(?:grand\\s*|sub\\s*-?)?(?:total|totals|sum|count|summe|gesamt|gesamtsumme|zwischensumme|insgesamt|anzahl|somme|suma|totale|합계|총계|소계|合计|总计|小计|合計|總計|小計|총합계)';
const TOTAL = new RegExp(`^${TOTAL_WORD}(?:\\s|[:：=(]|$)`, 'iu');
/** The same with nothing behind it but a number. */
const TOTAL_ALONE = new RegExp(`^${TOTAL_WORD}\\s*[:：=]?\\s*[(（]?[\\d.,\\s]*[)）]?$`, 'iu');

/** What is shown of a row that is left out. */
const SHOWN = 200;

/** The rows below the header that say something about a partner. */
export function ownRows({ sheet, header }: Table, places: ReadonlyMap<string, number>, findings: Findings): SheetRow[] {
  const names = textOf(sheet.rows[header]);
  const leaveOut = (row: SheetRow, why: string): void => {
    const from = row.cells
      .map(({ text }) => text)
      .join(' | ')
      .slice(0, SHOWN);
    findings.changes.push({ file: sheet.file, row: row.row, column: '', from, to: '', why });
  };
  for (const row of sheet.rows.slice(0, header))
    if (!isEmptyRow(row)) leaveOut(row, 'a row above the names of the columns is left out');
  const below = sheet.rows.slice(header + 1);
  const last = below.findLastIndex((row) => !isEmptyRow(row));
  const lastFull = below.findLastIndex(({ cells }) => cells.filter((cell) => !isEmptyCell(cell)).length > 1);
  return below.filter((row, index) => {
    if (isEmptyRow(row)) {
      // Behind the last row there may be any number of empty ones.
      if (index < last) leaveOut(row, 'an empty row is left out');
      return false;
    }
    const why = whyNot(row, names, places.get('partner_id'), index > lastFull);
    if (why !== null) leaveOut(row, why);
    return why === null;
  });
}

const textOf = (row: SheetRow | undefined): string =>
  JSON.stringify(row?.cells.map(({ text }) => plainName(text)) ?? []);

/** @param isBehind whether all rows that say more stand above it */
function whyNot(row: SheetRow, names: string, idPlace: number | undefined, isBehind: boolean): string | null {
  if (textOf(row) === names) return 'the names of the columns once more are left out';
  const filled = [...row.cells.keys()].filter((place) => !isEmptyCell(row.cells[place]));
  const [first] = filled;
  if (first === undefined) return null;
  const words = tidy(row.cells[first]?.text ?? '', 'identifying').text;
  const id = idPlace === undefined ? '' : tidy(row.cells[idPlace]?.text ?? '', 'identifying').text;
  const isWithoutId = idPlace === undefined || id === '' || first === idPlace;
  // A name may begin with such a word, an id with a space in it is none.
  const isTotal = first === idPlace ? TOTAL.test(words) : TOTAL_ALONE.test(words);
  if (isTotal && isWithoutId) return 'a row of totals is left out';
  const isRemark = isBehind && /\s/.test(words) && (first === idPlace ? !ID_PATTERN.test(words) : first === 0);
  return isRemark ? 'a remark below all rows is left out' : null;
}
