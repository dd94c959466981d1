import { stageOption } from '../../account/stage-option.ts';
import type { StageSettings } from '../../config.ts';
import { type OptionTypes, optionError, pathOption, readOptions, requiredOption } from '../../local/cli/options.ts';

export const EXPORT_HELP = `npm run export -- --stage STAGE --out DIR [--items-per-second N]

Writes the present state of a deployed program into an empty folder, with the credentials at hand: it only reads. simulate --data DIR
goes on from it, and says what the program will do and send from the next day on.

  --stage STAGE           of which the table is
  --out DIR               table.jsonl: every item; export.json: from which day it can be simulated; program.json: the stage's program
                          configuration; and partners.csv, contacts.csv, memberships.csv …: what import files can say of the same
  --items-per-second N    items that are read a second at most (default 1000): half a read unit for each 4 KB
  --help                  this text

The folder holds names and addresses of people: treat it as the table. Exit code: 0 written; 1 something failed; 2 wrong options.
`;

const COMMAND = {
  command: 'export',
  options: {
    stage: { type: 'string' },
    out: { type: 'string' },
    'items-per-second': { type: 'string' },
  } satisfies OptionTypes,
};
const DEFAULT_RATE = 1_000;

export type ExportOptions = {
  readonly settings: StageSettings;
  readonly outDir: string;
  readonly itemsPerSecond: number;
};

/** @throws UserError */
export function exportOptions(args: string[]): ExportOptions | 'help' {
  const values = readOptions(COMMAND, args);
  if (values.help === true) return 'help';
  const { command } = COMMAND;
  const rate = values['items-per-second'] ?? String(DEFAULT_RATE);
  if (!/^[1-9]\d{0,5}$/.test(String(rate)))
    throw optionError(command, `--items-per-second: got ${rate}; allowed: a whole number from 1 to 999999`);
  const outDir = pathOption(command, requiredOption(command, values, 'out'));
  const settings = stageOption(command, values);
  return { settings, outDir, itemsPerSecond: Number(rate) };
}
