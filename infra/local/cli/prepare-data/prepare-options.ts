import { type CivilDate, parseCivilDate } from '../../../../shared/domain/core/calendar.ts';
import { formatValue } from '../../../../shared/domain/core/problem.ts';
import { DATE_ORDERS, type DateOrder } from '../../preparation/cells/dates.ts';
import { NUMBER_FORMS, type NumberForm } from '../../preparation/cells/numbers.ts';
import { dateOption, optionError, pathOption, readOptions, requiredOption } from '../options.ts';

const COMMAND = 'prepare-data';

export const PREPARE_HELP = `Import files made of what spreadsheets, CRMs and billing systems write: CSV with any separator and encoding, and XLSX.

  npm run prepare-data -- --from DIR --to DIR [--map FILE] [--dates ORDER] [--numbers FORM] [--on DATE]

  --from DIR      the folder with the spreadsheets; nothing in it is changed. program.json and commands.jsonl are taken as they are
  --to DIR        where the import files go, with changes.csv: every change that was made, a row each, and by which rule.
                  Empty, not there yet, or written by an earlier prepare-data
  --map FILE      answers, in JSON: what a file or sheet holds, which column is which, how dates and numbers are written, what values mean
  --dates ORDER   how dates are written in columns that leave it open: ${DATE_ORDERS.join(', ')}
  --numbers FORM  the same of numbers: ${NUMBER_FORMS.join(', ')}
  --on DATE       the day on which they will be imported, --from of the simulation (default: today): what has happened lies before
  --help          this text

Nothing is guessed. What has one clear reading is changed, and told. Whatever has several is asked, all of it at once, with the map that answers
it; then nothing is written. What was prepared is read as a simulation reads it: rows that it would refuse are listed with their places in your files.

Exit code: 0 the files are good; 1 there are questions, nothing is written; 2 wrong options or files, or the files are written and some rows are bad.
`;

export type PrepareOptions = {
  readonly fromDir: string;
  readonly toDir: string;
  readonly mapFile: string | undefined;
  readonly dates: DateOrder | undefined;
  readonly numbers: NumberForm | undefined;
  readonly on: CivilDate;
};

/** The options of the command line, or `help`. @param today the day of the machine @throws UserError */
export function prepareOptions(args: string[], today: string): PrepareOptions | 'help' {
  const text = { type: 'string' } as const;
  const values = readOptions(
    { command: COMMAND, options: { from: text, to: text, map: text, dates: text, numbers: text, on: text } },
    args,
  );
  if (values.help) return 'help';
  const { map, dates, numbers, on = today } = values;
  const fromDir = pathOption(COMMAND, requiredOption(COMMAND, values, 'from'));
  const toDir = pathOption(COMMAND, requiredOption(COMMAND, values, 'to'));
  if (fromDir === toDir)
    throw optionError(COMMAND, `--to: got ${formatValue(toDir)}, which is --from; allowed: another folder`);
  return {
    fromDir,
    toDir,
    mapFile: typeof map === 'string' ? pathOption(COMMAND, map) : undefined,
    dates: oneOption('dates', DATE_ORDERS, dates),
    numbers: oneOption('numbers', NUMBER_FORMS, numbers),
    on: parseCivilDate(String(on)) ?? dateOption(COMMAND, 'on', String(on)),
  };
}

function oneOption<Word extends string>(name: string, words: readonly Word[], given: unknown): Word | undefined {
  const found = words.find((word) => word === given);
  if (found !== undefined || given === undefined) return found;
  throw optionError(COMMAND, `--${name}: got ${formatValue(given)}; allowed: one of ${words.join(', ')}`);
}
