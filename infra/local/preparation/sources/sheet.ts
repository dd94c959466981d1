/** A source: a text file, or a sheet of a workbook, as rows of cells. */

export type Cell = {
  /** As the file has it; of a spreadsheet's own dates YYYY-MM-DD, of its numbers all the digits that it stores. */
  readonly text: string;
  /** What the spreadsheet itself says that it is; all cells of text files are text. */
  readonly sort: 'text' | 'number' | 'date' | 'truth';
};

export type SheetRow = {
  /** The line of a text file on which it begins, or the row of a sheet; from 1. */
  readonly row: number;
  readonly cells: readonly Cell[];
};

export type Sheet = {
  /** How people and the map name it: `partners.csv`, or `Book.xlsx#Sheet1`. */
  readonly file: string;
  /** Names that may say what it holds, the most telling one first. */
  readonly names: readonly string[];
  readonly rows: readonly SheetRow[];
};

export const textCell = (text: string): Cell => ({ text, sort: 'text' });

export const isEmptyCell = (cell: Cell | undefined): boolean => (cell?.text ?? '').trim() === '';

export const isEmptyRow = ({ cells }: SheetRow): boolean => cells.every(isEmptyCell);
