import type { DateRange } from '../simulation/input/civil-days.ts';
import {
  dateOption,
  optionError,
  pathOption,
  periodOption,
  readOptions,
  requiredOption,
  type Values,
} from './options.ts';

const COMMAND = 'simulate';

export const SIMULATE_HELP = `What the program will do and send, day by day, on your own files: on this machine, without an account, without a network.

  npm run simulate -- --data DIR --from DATE --to DATE --out DIR [--config FILE] [--outage FROM..TO]... [--resume] [--wire]

  --data DIR         program.json, partners.csv, contacts.csv, memberships.csv and, if they are there, invoices.csv, listings.csv,
                     employees.csv, achievements.csv, performance.csv, tokens.csv and commands.jsonl
  --from DATE        first day, YYYY-MM-DD, in the program's time zone; the files are imported on it
  --to DATE          last day, inclusive
  --out DIR          where the results go; made if it is not there. Results of an earlier simulation in it are replaced (the
                     files below, and the months of directory/), anything else is left alone
  --config FILE      the program configuration (default: program.json in --data)
  --outage FROM..TO  days, both inclusive, on which no schedule fires; may be given several times
  --resume           go on with the simulation of the same input into --out that was interrupted, without repeating what is done;
                     from the beginning if there is none. A complete one on endpoints of your own stays complete: nothing is sent
  --wire             run the functions as they are deployed, with AWS's SDKs over AWS's protocols: the same results, but slower
  --help             this text

Writes emails.jsonl, memberships.jsonl, forecast.jsonl, partners.jsonl, kpi.jsonl, directory/YYYY-MM.csv, discrepancies/,
decisions.jsonl, runs.jsonl and report.html; the same input gives the same bytes. Nothing is written unless the simulation runs through; until then it works in a folder beside --out,
which stays if it is interrupted, for --resume.

AWS_ENDPOINT_URL_DYNAMODB and AWS_ENDPOINT_URL_SES, if set, are used instead of the embedded DynamoDB (the program's table
there is deleted and made anew, but for --resume) and SES (real mails may go out).

Exit code: 0 it ran through, failed executions included (they are results: see runs.jsonl); 1 something is wrong with this
machine's stand-in for AWS; 2 wrong options or files.
`;

export type SimulateOptions = {
  readonly dataDir: string;
  readonly period: DateRange;
  readonly outDir: string;
  readonly configFile: string | undefined;
  readonly outages: readonly DateRange[];
  readonly resume: boolean;
  readonly isWire: boolean;
};

/** The options of the command line, or `help`. @throws UserError */
export function simulateOptions(args: string[]): SimulateOptions | 'help' {
  const values = readOptions(
    {
      command: COMMAND,
      options: {
        data: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        out: { type: 'string' },
        config: { type: 'string' },
        outage: { type: 'string', multiple: true },
        resume: { type: 'boolean' },
        wire: { type: 'boolean' },
      },
    },
    args,
  );
  if (values.help) return 'help';
  const { config, outage, resume, wire } = values;
  return {
    dataDir: pathOption(COMMAND, requiredOption(COMMAND, values, 'data')),
    period: periodOf(values),
    outDir: pathOption(COMMAND, requiredOption(COMMAND, values, 'out')),
    configFile: typeof config === 'string' ? pathOption(COMMAND, config) : undefined,
    outages: (Array.isArray(outage) ? outage : []).map((text) => periodOption(COMMAND, 'outage', String(text))),
    resume: resume === true,
    isWire: wire === true,
  };
}

function periodOf(values: Values): DateRange {
  const [from, to] = ['from', 'to'].map((name) => dateOption(COMMAND, name, requiredOption(COMMAND, values, name)));
  if (from === undefined || to === undefined || to < from)
    throw optionError(COMMAND, `--to: got ${to}, which lies before --from, ${from}; allowed: that day or a later one`);
  return { from, to };
}
