/** A table of a source as rows of an import file. */
import { formatValue } from '../../../../shared/domain/core/problem.ts';
import type { Kind } from '../../../../shared/import/files.ts';
import { type Answers, entryOf } from '../answers.ts';
import { type CellKind, cellKindOf } from '../cells/cell-kinds.ts';
import { currenciesOf } from '../cells/currencies.ts';
import { currencyIn } from '../cells/numbers.ts';
import { plainName } from '../cells/plain-name.ts';
import { type OpenConvention, type ReadCell, readCells } from '../cells/read-cells.ts';
import type { Table } from '../columns/find-table.ts';
import { columnsOf, fitsBelow, isNeeded, matchColumns, placeName } from '../columns/match-columns.ts';
import { NEVER_NEEDED } from '../columns/synonyms.ts';
import type { Findings } from '../findings.ts';
import { type Cell, isEmptyCell, type SheetRow, textCell } from '../sources/sheet.ts';
import { ownRows } from './own-rows.ts';

/** A row of an import file, and where it comes from. */
export type PreparedRow = {
  readonly kind: Kind;
  readonly file: string;
  /** In the source. */
  readonly row: number;
  /** By column. */
  readonly cells: Record<string, string>;
};

/** Different values for which a question each is asked; more are no words that somebody could map. */
const MOST_VALUES = 40;
/** A column without which no row is good. */
export const NO_COLUMN = { got: 'no such column', allowed: 'a column for it, if need be by the map' };
/** Kinds of cells that every text fits. */
const TEXTS: ReadonlySet<CellKind> = new Set<CellKind>(['name', 'term']);
const NEVER: ReadonlySet<string> = new Set(NEVER_NEEDED.map(plainName));

type Target = PreparedRow & {
  isDropped: boolean;
  /** Its values may stand in other columns than their own. */
  readonly isTooLong: boolean;
};

/** @param zone the program's time zone */
export function prepareTable(table: Table, answers: Answers, findings: Findings, zone: string): PreparedRow[] {
  const { sheet, kind, header } = table;
  const { file } = sheet;
  const entry = entryOf(answers, file);
  const match = matchColumns(kind, sheet, header, entry);
  const places = new Map(match.places);
  const { doubtful } = match;
  const rows = ownRows(table, places, findings);
  const names = sheet.rows[header]?.cells ?? [];
  const headerRow = sheet.rows[header]?.row ?? 1;
  const nameAt = (place: number): string => names[place]?.text.trim() ?? '';

  const labelAt = (place: number): string =>
    nameAt(place) !== '' && names.filter((cell) => cell.text.trim() === nameAt(place)).length === 1
      ? nameAt(place)
      : placeName(place);

  for (const [column, several] of doubtful)
    ask(column, ['columns', column], `which of the columns ${list(several.map(labelAt))} is it?`, several.map(labelAt));
  const used = new Set([...places.values(), ...[...doubtful.values()].flat()]);
  const unused = [...names.keys()].filter((place) => !used.has(place) && !isEmptyColumn(place));
  // Any text may be a name: those that hold something else come first.
  const absent = columnsOf(kind).filter((column) => !places.has(column) && !doubtful.has(column));
  for (const isText of [false, true])
    for (const column of absent) if (TEXTS.has(cellKindOf(kind, column)) === isText) missing(column);
  for (const place of unused)
    findings.changes.push({
      file,
      row: headerRow,
      column: labelAt(place),
      from: nameAt(place),
      to: '',
      why: 'a column that no import file has is left out',
    });

  const prepared = rows.map(
    (row): Target => ({
      kind,
      file,
      row: row.row,
      cells: {},
      isDropped: false,
      isTooLong: refuseTooLong(row, names.length),
    }),
  );
  for (const column of columnsOf(kind)) {
    const place = places.get(column);
    if (place !== undefined && nameAt(place) !== column)
      findings.changes.push({
        file,
        row: headerRow,
        column,
        from: nameAt(place),
        to: column,
        why: 'the name of a column',
      });
    readColumn(
      column,
      rows.map((row) => (place === undefined ? undefined : row.cells[place]) ?? textCell(entry.always?.[column] ?? '')),
    );
  }
  if (kind === 'invoices') checkCurrencies(rows, places.get('revenue_value'));
  return prepared.filter(({ isDropped }) => !isDropped).map(({ isDropped: _, isTooLong: __, ...row }) => row);

  function ask(column: string, place: string[], asks: string, choices: string[], options: string[] = []): void {
    findings.questions.push({ file, column, asks, choices, options, place });
  }

  /** A value beyond the last column: the ones before it stand in wrong columns, or it would be lost. */
  function refuseTooLong({ cells, row }: SheetRow, columns: number): boolean {
    if (cells.slice(columns).every(isEmptyCell)) return false;
    const allowed = `${columns}, one for each column; a value with a separator in it stands in quotes`;
    findings.refuse({ file, line: row, field: null, got: `a row of ${cells.length} cells`, allowed });
    return true;
  }

  function isEmptyColumn(place: number): boolean {
    return nameAt(place) === '' && rows.every(({ cells }) => isEmptyCell(cells[place]));
  }

  /** A column that the source does not name: one that is left over may be it. */
  function missing(column: string): void {
    const always = entry.always?.[column];
    if (always !== undefined)
      return void findings.changes.push({
        file,
        row: headerRow,
        column,
        from: '',
        to: always,
        why: 'the map gives all rows this value',
      });
    const isSettled = entry.columns?.[column] === null;
    const given = entry.columns?.[column];
    const found = new Set(places.values());
    const useful = unused.filter(
      (place) => !found.has(place) && nameAt(place) !== '' && !NEVER.has(plainName(nameAt(place))),
    );
    const fitting = useful.filter(
      (place) => rows.some(({ cells }) => !isEmptyCell(cells[place])) && fitsBelow(kind, column, place, rows),
    );
    const needed = isNeeded(kind, column);
    const choices = fitting.length > 0 || !needed ? fitting : useful;
    if (typeof given === 'string')
      ask(
        column,
        ['columns', column],
        `the source has no column ${formatValue(given)}, as the map says`,
        names.map(({ text }) => text.trim()).filter((name) => name !== ''),
      );
    else if (!isSettled && choices.length > 0) {
      // What follows from the only choice is asked at once, too.
      const [first] = choices;
      if (choices.length === 1 && first !== undefined) places.set(column, first);
      ask(
        column,
        ['columns', column],
        `is it ${choices.length === 1 ? 'the column' : 'one of the columns'} ${list(choices.map(labelAt))}? (If none: "always" in the map gives all rows one value.)`,
        [...choices.map(labelAt), ...(needed ? [] : ['null (there is none)'])],
      );
    } else if (needed && cellKindOf(kind, column) !== 'id' && !isCurrencyNamed(column))
      ask(column, ['always', column], 'the source has no such column: which value have all its rows?', [
        `a value that ${column} takes`,
      ]);
    else if (needed && !isCurrencyNamed(column))
      findings.refuse({ file, line: headerRow, field: column, ...NO_COLUMN });
    else
      findings.changes.push({
        file,
        row: headerRow,
        column,
        from: '',
        to: '',
        why: 'a column that the source does not have is empty',
      });
  }

  /** Whether every amount names its currency, so that no column has to. */
  function isCurrencyNamed(column: string): boolean {
    const place = places.get('revenue_value');
    if (column !== 'currency' || place === undefined) return false;
    return rows.every(({ cells }) => currenciesOf(currencyIn(cells[place]?.text ?? '') ?? '').length === 1);
  }

  function readColumn(column: string, cells: readonly Cell[]): void {
    const read = readCells(cellKindOf(kind, column), column, cells, {
      date: entry.dates?.[column],
      number: entry.numbers?.[column],
      anyDate: answers.dates,
      anyNumber: answers.numbers,
      instant: entry.instants?.[column],
      zone,
      values: entry.values?.[column] ?? {},
    });
    if (read.open !== null) askConvention(column, cells, read.open);
    const open = new Map<string, { row: number; count: number; choices: readonly string[] }>();
    for (const [index, cell] of read.cells.entries()) {
      const target = prepared[index];
      if (target === undefined) continue;
      take(column, cells[index] ?? textCell(''), cell, target);
      if (cell.open === undefined || target.isTooLong) continue;
      const known = open.get(cell.text);
      open.set(cell.text, { row: target.row, choices: cell.open, ...known, count: (known?.count ?? 0) + 1 });
    }
    if (open.size > MOST_VALUES) return;
    const isReadable = !findings.isUnsure(file);
    for (const [value, { row, count, choices }] of open) {
      if (!isReadable && /[^\p{ASCII}]/u.test(value)) continue;
      const where = count === 1 ? `row ${row}` : `${count} rows, the first is ${row}`;
      ask(column, ['values', column, value], `what is ${formatValue(value)} (${where})?`, [
        ...(choices.length > 0 ? choices : [`a value that ${column} takes`]),
        'null (such rows are left out)',
      ]);
    }
  }

  function take(column: string, from: Cell, cell: ReadCell, target: Target): void {
    const { row } = target;
    target.cells[column] = cell.text;
    if (cell.isDropped) {
      target.isDropped = true;
      findings.changes.push({ file, row, column: '', from: from.text, to: '', why: cell.whys.join('; ') });
    } else if (from.text !== cell.text)
      findings.changes.push({ file, row, column, from: from.text, to: cell.text, why: cell.whys.join('; ') });
    if (cell.fault !== undefined && !target.isTooLong)
      findings.problems.push({ file, line: row, field: column, ...cell.fault });
  }

  function askConvention(column: string, cells: readonly Cell[], { of, example, readings }: OpenConvention): void {
    const text = formatValue(cells[example]?.text.trim());
    const means = readings.map(([convention, meaning]) => `${convention}: ${meaning}`).join(', or ');
    const choices = readings.map(([convention]) => convention);
    ask(
      column,
      [of, column],
      `${of === 'instants' ? `which day of ${zone} is meant` : `how are ${of} written`}? Row ${prepared[example]?.row} has ${text} (${means})`,
      choices,
      of === 'instants' ? [] : choices.map((choice) => `--${of} ${choice}`),
    );
  }

  /** An amount may name its currency itself. */
  function checkCurrencies(own: readonly SheetRow[], place: number | undefined): void {
    if (place === undefined) return;
    for (const [index, { cells, row }] of own.entries()) {
      const target = prepared[index];
      const sign = currencyIn(cells[place]?.text ?? '');
      const meant = sign === null ? [] : currenciesOf(sign);
      if (sign === null || target === undefined || meant.length === 0) continue;
      const { currency = '' } = target.cells;
      const [only = ''] = meant;
      if (currency === '' && meant.length === 1) {
        target.cells.currency = only;
        findings.changes.push({
          file,
          row,
          column: 'currency',
          from: '',
          to: only,
          why: 'the amount names its currency',
        });
      } else if (currency !== '' && !meant.includes(currency))
        findings.problems.push({
          file,
          line: row,
          field: 'revenue_value',
          got: `${formatValue(cells[place]?.text.trim())}, while currency is ${formatValue(currency)}`,
          allowed: 'an amount in the currency of its row',
        });
    }
  }
}

const list = (names: readonly string[]): string => names.map((name) => formatValue(name)).join(', ');
