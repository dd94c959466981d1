/** Import files as other programs would have written them. */
import { parseCsv } from '../../../../shared/import/csv/csv-parser.ts';
import { type WorkbookCell, workbook } from './workbook.ts';

/** How a program writes. */
export type Habits = {
  readonly separator: ',' | ';' | '\t' | '|';
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  readonly date: (date: string) => string;
  readonly decimal: 'point' | 'comma';
  readonly yes: string;
  readonly no: string;
  /** Rows above the header, blank rows and a row of totals. */
  readonly frames: boolean;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const parts = (date: string): [year: string, month: string, day: string] => date.split('-') as [string, string, string];

export const DATES = {
  iso: (date: string) => date,
  german: (date: string) => parts(date).reverse().join('.'),
  american: (date: string) => {
    const [year, month, day] = parts(date);
    return `${Number(month)}/${Number(day)}/${year}`;
  },
  short: (date: string) => {
    const [year, month, day] = parts(date);
    return `${day}-${MONTHS[Number(month) - 1]}-${year.slice(2)}`;
  },
  chinese: (date: string) => {
    const [year, month, day] = parts(date).map(Number);
    return `${year}年${month}月${day}日`;
  },
  instant: (date: string) => `${date}T00:00:00.000Z`,
} as const;

/** Names that other programs give to columns; the others are written with spaces and capitals. */
const NAMES: Readonly<Record<string, string>> = {
  partner_id: 'MPN ID',
  email: 'E-Mail',
  purchased_on: 'Purchase Date',
  paid_through_cycle: 'Renewals paid',
  revenue_value: 'Net Amount',
  document_type: 'Doc Type',
  mct_count: 'Number of MCTs',
};
const LOCALES: Readonly<Record<string, string>> = { en: 'en-US', 'ko-KR': 'ko', 'zh-CN': 'zh_CN', 'zh-TW': 'zh-Hant' };
const COUNTRIES: Readonly<Record<string, string>> = {
  KR: 'South Korea',
  TW: 'taiwan',
  DE: 'Deutschland',
  US: 'USA',
  GB: 'UK',
  CN: '中国',
};
const DECIMALS = ['kpi_value', 'revenue_value', 'value'];
const NUMBERS = ['purchase_units', 'line', 'mct_count', 'paid_through_cycle', 'seats', 'activations', ...DECIMALS];
const WORDS = ['role', 'offer', 'level', 'document_type', 'metric', 'kind', 'edition'];
const TRUTHS = ['learning_option', 'about_partner_only', 'no_competitors', 'owned_by_partner'];

const titled = (column: string): string =>
  column.replaceAll('_', ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
export const isDateColumn = (column: string): boolean => /_on$|_date$/.test(column);

/** Digits with separators of thousands, as accountants write them. */
export function grouped(number: string, decimal: Habits['decimal']): string {
  const [, sign = '', whole = '', fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(number) ?? [];
  const [point, comma] = decimal === 'point' ? ['.', ','] : [',', '.'];
  const groups = whole.replace(/\B(?=(?:\d{3})+$)/g, comma);
  return `${sign}${groups}${fraction === undefined ? '' : `${point}${fraction}`}`;
}

function cellOf(column: string, text: string, { date, decimal, yes, no }: Habits): string {
  if (text === '') return text;
  if (isDateColumn(column)) return date(text);
  if (TRUTHS.includes(column)) return text === 'true' ? yes : no;
  if (DECIMALS.includes(column)) return grouped(text, decimal);
  if (column === 'country') return COUNTRIES[text] ?? text.toLowerCase();
  if (column === 'locale') return LOCALES[text] ?? text;
  if (column === 'currency') return text.toLowerCase();
  return WORDS.includes(column) ? titled(text.replaceAll('-', '_')) : text;
}

function tableOf(csv: string): { columns: string[]; rows: string[][] } {
  const parsed = parseCsv(csv);
  const [columns = [], ...rows] = 'records' in parsed ? parsed.records : [];
  return { columns, rows };
}

/** The text file that a program with such habits would have written. */
export function asTextFile(csv: string, habits: Habits): Buffer {
  const { columns, rows } = tableOf(csv);
  const lines = [
    [...columns.map((column) => NAMES[column] ?? titled(column)), 'Notes'],
    ...rows.flatMap((cells, index) => [
      // Here and there spaces that nobody sees.
      [
        ...cells.map(
          (text, place) =>
            `${cellOf(columns[place] ?? '', text, habits)}${index % 7 === 3 && place === 0 ? '\u00a0 ' : ''}`,
        ),
        'x',
      ],
      ...(habits.frames && index % 50 === 49 ? [columns.map(() => '')] : []),
    ]),
  ];
  const total = [`Total: ${rows.length}`, ...columns.slice(1).map(() => '')];
  const framed = habits.frames ? [[`Exported by the CRM`], [], ...lines, total] : lines;
  const text = framed
    .map((cells) => cells.map((cell) => quoted(cell, habits.separator)).join(habits.separator))
    .join('\r\n');
  return encoded(text, habits.encoding);
}

const quoted = (cell: string, separator: string): string =>
  cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

export function encoded(text: string, encoding: Habits['encoding']): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  // Latin-1 is the part of Windows-1252 that the samples need.
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

/** A workbook with a sheet for each file: dates, numbers and truth values are the spreadsheet's own. */
export function asWorkbook(files: Readonly<Record<string, string>>, habits: Habits): Buffer {
  const sheets = Object.entries(files).map(([name, csv]) => {
    const { columns, rows } = tableOf(csv);
    const own = (column: string, text: string): WorkbookCell => {
      if (text === '') return null;
      if (isDateColumn(column)) return { date: text };
      if (NUMBERS.includes(column)) return Number(text);
      if (TRUTHS.includes(column)) return text === 'true';
      return cellOf(column, text, habits);
    };
    const header = columns.map((column) => NAMES[column] ?? titled(column));
    return [
      name,
      [[], header, ...rows.map((cells) => cells.map((text, place) => own(columns[place] ?? '', text)))],
    ] as const;
  });
  return workbook(Object.fromEntries(sheets));
}
