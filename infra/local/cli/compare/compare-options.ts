import type { PaymentAssumption } from '../../simulation/assumptions/payment-assumption.ts';
import type { DateRange } from '../../simulation/input/civil-days.ts';
import { optionError, pathOption, readOptions, requiredOption, type Values } from '../options.ts';
import { assumptionOption } from '../values/assumption.ts';
import { fromToOptions } from '../values/period.ts';

const COMMAND = 'compare';

export const COMPARE_HELP = `What a change of the program's rules would do: both are simulated on the same files, and one page says what differs.

  npm run compare -- --data DIR --config FILE --with FILE --from DATE --to DATE --out DIR
                     [--assume-payments RULE]... [--seed N] [--resume]
  npm run compare -- --result DIR --with-result DIR --out DIR

  --data DIR          the import files, as for simulate
  --config FILE       the program configuration before
  --with FILE         and after
  --from, --to DATE   the days, both inclusive, as for simulate
  --assume-payments RULE, --seed N  as for simulate: of both the same partners pay
  --result DIR        results of simulate instead, of two versions of the code, say: those before
  --with-result DIR   and after
  --out DIR           comparison.html, memberships.csv, partners.csv, bands.csv; of configurations also change.json, and the
                      results of both, before/ and after/
  --resume            go on with what was interrupted: a simulation that is complete is not repeated
  --help              this text

Exit code: 0 compared, whatever differs; 1 something is wrong with this machine's stand-in for AWS; 2 wrong options or files.
`;

export type Simulations = {
  readonly dataDir: string;
  readonly before: string;
  readonly after: string;
  readonly period: DateRange;
  readonly assumption: PaymentAssumption | null;
  readonly resume: boolean;
};
/** `simulations` null: two folders of results are compared. */
export type CompareOptions =
  | { readonly outDir: string; readonly simulations: Simulations; readonly results: null }
  | {
      readonly outDir: string;
      readonly simulations: null;
      readonly results: { readonly before: string; readonly after: string };
    };

const OF_SIMULATIONS = ['data', 'config', 'with', 'from', 'to', 'assume-payments', 'seed', 'resume'];
const OF_RESULTS = ['result', 'with-result'];

/** The options of the command line, or `help`. @throws UserError */
export function compareOptions(args: string[]): CompareOptions | 'help' {
  const text = { type: 'string' } as const;
  const values = readOptions(
    {
      command: COMMAND,
      options: {
        data: text,
        config: text,
        with: text,
        from: text,
        to: text,
        'assume-payments': { type: 'string', multiple: true },
        seed: text,
        result: text,
        'with-result': text,
        out: text,
        resume: { type: 'boolean' },
      },
    },
    args,
  );
  if (values.help) return 'help';
  const isOfResults = OF_RESULTS.some((name) => values[name] !== undefined);
  const foreign = (isOfResults ? OF_SIMULATIONS : []).find((name) => values[name] !== undefined);
  if (foreign !== undefined)
    throw optionError(COMMAND, `--${foreign} says what to simulate; with --result nothing is simulated`);
  const outDir = path(values, 'out');
  if (isOfResults)
    return {
      outDir,
      simulations: null,
      results: { before: path(values, 'result'), after: path(values, 'with-result') },
    };
  return { outDir, results: null, simulations: simulationsOf(values) };
}

const simulationsOf = (values: Values): Simulations => ({
  dataDir: path(values, 'data'),
  before: path(values, 'config'),
  after: path(values, 'with'),
  period: fromToOptions(COMMAND, values),
  assumption: assumptionOption(COMMAND, values),
  resume: values.resume === true,
});

const path = (values: Values, name: string): string => pathOption(COMMAND, requiredOption(COMMAND, values, name));
