/** The cells of a column as the import files have them. */
import { formatValue } from '../../../../shared/domain/core/problem.ts';
import type { Cell } from '../sources/sheet.ts';
import { addressOf, DOMAINS, domainsOf, ONE_ADDRESS } from './addresses.ts';
import type { CellKind } from './cell-kinds.ts';
import { type Decision, decide, type Readings } from './conventions.ts';
import { countriesOf } from './countries.ts';
import { currenciesOf } from './currencies.ts';
import { DATE_ORDERS, type DateOrder, dateReadings, dateRule, noDateRule } from './dates.ts';
import { INSTANT_DAYS, type InstantDay, instantReadings } from './instants.ts';
import { localesOf } from './locales.ts';
import { mayHaveLostDigits, NUMBER_FORMS, type NumberForm, numberReadings, typedNumber } from './numbers.ts';
import { SAYS_NOTHING, saysNothing, tidy } from './tidy.ts';
import { truthOf, wordOf } from './words.ts';

/** What became of a cell. */
export type ReadCell = {
  readonly text: string;
  readonly whys: readonly string[];
  /** What it may mean, where that is open. */
  readonly open?: readonly string[];
  /** What is wrong with it, where the text itself does not say so. */
  readonly fault?: { readonly got: string; readonly allowed: string };
  /** The map says that the row is left out. */
  readonly isDropped?: boolean;
};

/** The user's answers that concern the column. */
export type ColumnAnswers = {
  readonly date?: DateOrder | undefined;
  readonly number?: NumberForm | undefined;
  readonly anyDate?: DateOrder | undefined;
  readonly anyNumber?: NumberForm | undefined;
  readonly instant?: InstantDay | undefined;
  readonly values: Readonly<Record<string, string | null>>;
  /** The program's time zone. */
  readonly zone: string;
};

export type OpenConvention = {
  /** The field of the map that answers it. */
  readonly of: 'dates' | 'numbers' | 'instants';
  readonly example: number;
  readonly readings: readonly (readonly [string, string])[];
};

const CODE_ALLOWED = 'the id as a text (format the column as text before it is typed or pasted)';

/** Reads a column. `open`: its dates or numbers can be read in several ways, and nothing decides. */
export function readCells(
  kind: CellKind,
  column: string,
  cells: readonly Cell[],
  answers: ColumnAnswers,
): { cells: ReadCell[]; open: OpenConvention | null } {
  const read = cells.map((cell) => beginning(kind, column, cell, answers));
  const left = [...read.keys()].filter((index) => read[index]?.isSettled === false);
  const rest = left.map((index) => ({ ...(read[index] as Begun), sort: cells[index]?.sort ?? 'text' }));
  const column_ = readRest(kind, column, rest, answers);
  const done: ReadCell[] = [...read];
  for (const [place, index] of left.entries()) {
    const cell = column_.cells[place];
    if (cell !== undefined) done[index] = { ...cell, whys: [...(read[index]?.whys ?? []), ...cell.whys] };
  }
  const open = column_.open === null ? null : { ...column_.open, example: left[column_.open.example] ?? 0 };
  return { cells: done, open };
}

type Begun = ReadCell & { readonly isSettled: boolean };

/** What is done with every cell before it is known what it means. */
function beginning(kind: CellKind, column: string, cell: Cell, { values }: ColumnAnswers): Begun {
  const { text, whys } = tidy(cell.text, kind === 'name' ? 'name' : 'identifying');
  const answer = [text, cell.text].find((value) => Object.hasOwn(values, value));
  if (answer !== undefined) {
    const said = values[answer];
    if (said === null)
      return { text, whys: ['the map leaves out rows with this value'], isDropped: true, isSettled: true };
    return { text: said ?? '', whys: ['the map says what this value is'], isSettled: true };
  }
  if (text === '') return { text, whys, isSettled: true };
  const isOwn = kind === 'name' || kind === 'yes-or-no' || (kind === 'domains' && text === '-');
  if (!isOwn && saysNothing(text)) return { text: '', whys: [...whys, SAYS_NOTHING], isSettled: true };
  const never = kind === 'date' ? noDateRule(column, text) : null;
  if (never !== null) return { text: '', whys: [...whys, never], isSettled: true };
  return { text, whys, isSettled: false };
}

type Rest = Begun & { readonly sort: Cell['sort'] };
type ReadRest = { cells: ReadCell[]; open: OpenConvention | null };

function readRest(kind: CellKind, column: string, cells: readonly Rest[], answers: ColumnAnswers): ReadRest {
  const each = (read: (cell: Rest) => ReadCell): ReadRest => ({ cells: cells.map(read), open: null });
  if (typeof kind === 'object')
    return each(({ text }) =>
      oneOfMany(text, wordOf(column, kind.words, text), kind.words, 'a word that the program knows'),
    );
  switch (kind) {
    case 'id':
      return readIds(cells);
    case 'term':
      return each((cell) => idFault(cell) ?? plain(cell));
    case 'country':
      return each(({ text }) => single(text, countriesOf(text), 'a country is its code of two letters'));
    case 'currency':
      return each(({ text }) => single(text, currenciesOf(text), 'a currency is its code of three letters'));
    case 'locale':
      return each(({ text }) => single(text, localesOf(text), 'a language is one of those in which mails are written'));
    case 'yes-or-no':
      return each(({ text }) =>
        saysNothing(text) && truthOf(text) === null
          ? { text: '', whys: [SAYS_NOTHING] }
          : oneOfMany(text, truthOf(text), ['true', 'false'], 'yes and no are true and false'),
      );
    case 'address':
      return each(({ text }) => changed(text, addressOf(text), ONE_ADDRESS));
    case 'domains':
      return each(({ text }) => changed(text, domainsOf(text), DOMAINS));
    case 'date':
      return readDates(cells, answers);
    case 'whole':
    case 'decimal':
    case 'amount':
      return readNumbers(cells, kind === 'whole', answers);
    default:
      return each(plain);
  }
}

const plain = ({ text }: { readonly text: string }): ReadCell => ({ text, whys: [] });

const changed = (from: string, text: string, why: string): ReadCell => ({ text, whys: text === from ? [] : [why] });

const single = (from: string, found: readonly string[], why: string): ReadCell =>
  found.length === 1 ? changed(from, found[0] ?? from, why) : { text: from, whys: [], open: found };

const oneOfMany = (from: string, found: string | null, all: readonly string[], why: string): ReadCell =>
  found === null ? { text: from, whys: [], open: all } : changed(from, found, why);

/** What a spreadsheet has made of an id, so that nobody knows any more what it was. */
function idFault({ text, sort }: Rest): ReadCell | null {
  const fault = (what: string): ReadCell => ({
    text,
    whys: [],
    fault: { got: `${formatValue(text)}, ${what}`, allowed: CODE_ALLOWED },
  });
  if (sort === 'date') return fault('a date that a spreadsheet made');
  if (sort === 'number' && mayHaveLostDigits(text)) return fault('a number of which a spreadsheet lost digits');
  if (/^\d(?:[.,]\d+)?E\+\d+$/i.test(text)) return fault('a number as spreadsheets shorten it');
  return null;
}

function readIds(cells: readonly Rest[]): ReadRest {
  // Programs that take a column of ids for numbers write 42 as 42.0, all of them.
  const areFloats = cells.length > 0 && cells.every(({ text }) => /^\d+\.0$/.test(text));
  const why = 'an id without the decimals that a program added to all of them';
  const read = (cell: Rest): ReadCell =>
    idFault(cell) ?? (areFloats ? changed(cell.text, cell.text.slice(0, -2), why) : numberAsId(cell));
  return { cells: cells.map(read), open: null };
}

const numberAsId = ({ text, sort }: Rest): ReadCell =>
  sort === 'number'
    ? changed(text, typedNumber(text), 'a number of a spreadsheet, with all its digits')
    : plain({ text });

function readDates(cells: readonly Rest[], { date, anyDate, instant, zone }: ColumnAnswers): ReadRest {
  const days = cells.map(({ text }) => instantReadings(text, zone));
  const chosen = decide(INSTANT_DAYS, days, instant, undefined);
  if (chosen.isOpen) return { cells: cells.map(plain), open: openConvention('instants', days, chosen) };
  const readings = cells.map(({ text }, index) => dateReadings(chosen.meanings[index] ?? text));
  const decision = decide(DATE_ORDERS, readings, date, anyDate);
  return conclude('dates', cells, readings, decision, ({ text }, by) => {
    if (instantReadings(text, zone).get('as-written') !== text && chosen.by === 'in-program-zone')
      return 'an instant is its day in the time zone of program.json';
    const isNumeric = /^\d{1,2}\D+\d{1,2}\D+\d{2,4}/.test(text);
    return isNumeric && by !== null ? `${dateRule(text)}, read as ${by}` : dateRule(text);
  });
}

function readNumbers(cells: readonly Rest[], isWhole: boolean, { number, anyNumber }: ColumnAnswers): ReadRest {
  const readings = cells.map(({ text, sort }): Readings<NumberForm> => {
    if (sort !== 'number') return numberReadings(text, isWhole);
    const digits = typedNumber(text);
    return new Map(NUMBER_FORMS.map((form) => [form, digits]));
  });
  const decision = decide(NUMBER_FORMS, readings, number, anyNumber);
  return conclude('numbers', cells, readings, decision, (_, by) =>
    by === null
      ? 'a number is digits alone, with a decimal point'
      : `a number is digits alone, with a decimal point, read with a ${by}`,
  );
}

function openConvention<Convention extends string>(
  of: OpenConvention['of'],
  readings: readonly Readings<Convention>[],
  { example, left }: Extract<Decision<Convention>, { isOpen: true }>,
): OpenConvention {
  const shown = readings[example] ?? new Map<Convention, string>();
  const meanings = left.flatMap((convention) => {
    const meaning = shown.get(convention);
    return meaning === undefined ? [] : [[convention, meaning] as const];
  });
  return { of, example, readings: meanings };
}

function conclude<Convention extends string>(
  of: OpenConvention['of'],
  cells: readonly Rest[],
  readings: readonly Readings<Convention>[],
  decision: Decision<Convention>,
  whyOf: (cell: Rest, by: Convention | null) => string,
): ReadRest {
  if (decision.isOpen) return { cells: cells.map(plain), open: openConvention(of, readings, decision) };
  const read = cells.map((cell, index): ReadCell => {
    const meaning = decision.meanings[index];
    return meaning == null ? plain(cell) : changed(cell.text, meaning, whyOf(cell, decision.by));
  });
  return { cells: read, open: null };
}
