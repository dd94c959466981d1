import { formatValue } from '../../../shared/domain/core/problem.ts';
import type { PaymentAssumption } from '../simulation/assumptions/payment-assumption.ts';
import type { DateRange } from '../simulation/input/civil-days.ts';
import { optionError, pathOption, periodOption, readOptions, requiredOption, type Values } from './options.ts';
import { assumptionOption } from './values/assumption.ts';
import { fromToOptions } from './values/period.ts';
import { portOption } from './values/port.ts';

const COMMAND = 'simulate';

export const SIMULATE_HELP = `What the program will do and send, day by day, on your own files: on this machine, without an account, without a network.

  npm run simulate -- --data DIR --from DATE --to DATE --out DIR [--config FILE] [--outage FROM..TO]...
                      [--assume-payments RULE]... [--seed N] [--keep-mails yes|no]
                      [--export DIR] [--serve] [--port N] [--resume] [--wire]

  --data DIR         program.json, partners.csv, contacts.csv, memberships.csv and, if they are there, invoices.csv, listings.csv,
                     employees.csv, achievements.csv, performance.csv, tokens.csv and commands.jsonl
  --from DATE        first day, YYYY-MM-DD, in the program's time zone; the files are imported on it
  --to DATE          last day, inclusive
  --out DIR          where the results go; made if it is not there. Results of an earlier simulation in it are replaced (the
                     files below, and the months of directory/), anything else is left alone
  --config FILE      the program configuration (default: program.json in --data)
  --outage FROM..TO  days, both inclusive, on which no schedule fires; may be given several times
  --assume-payments RULE  what if partners pay, with no list of their payments: AD+10 – every membership is paid on the 10th
                     day of its window, or on the first later day of it on which it may be renewed, the profile review
                     included; what is not eligible is not paid. AD+10:80% – so do 80 % of them; given several times (AD+5:60%
                     AD+25:30%), they are different ones. Memberships that commands.jsonl pays are left to it
  --seed N           who is among them (default 1); the same number gives the same ones
  --keep-mails yes   keep the mails, to be read on the page: mails/ among the results. Default: yes for up to 500 partners
  --export DIR       also write the state after the last day, as npm run export writes that of a deployed program: with DIR as
                     --data, a simulation goes on from it on the next day
  --serve            open the page of npm run page while the days pass, and keep it open; end it with Ctrl+C
  --port N           its port (default: any free one)
  --resume           go on with the simulation of the same input into --out that was interrupted, without repeating what is done;
                     from the beginning if there is none. A complete one on endpoints of your own stays complete: nothing is sent
  --wire             run the functions as they are deployed, with AWS's SDKs over AWS's protocols: the same results, but slower
  --help             this text

Writes emails.jsonl, memberships.jsonl, forecast.jsonl, partners.jsonl, kpi.jsonl, directory/YYYY-MM.csv, discrepancies/,
decisions.jsonl, runs.jsonl, events.jsonl, report.html, report/ with its tables and, if they are kept, mails/; the same input gives the same bytes. Nothing is written unless the simulation runs through; until then it works in a folder beside --out,
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
  readonly assumption: PaymentAssumption | null;
  readonly exportDir: string | null;
  /** Undefined: by the number of partners. */
  readonly keepsMails: boolean | undefined;
  readonly serve: boolean;
  /** 0: any free one. */
  readonly port: number;
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
        'assume-payments': { type: 'string', multiple: true },
        seed: { type: 'string' },
        'keep-mails': { type: 'string' },
        export: { type: 'string' },
        serve: { type: 'boolean' },
        port: { type: 'string' },
        resume: { type: 'boolean' },
        wire: { type: 'boolean' },
      },
    },
    args,
  );
  if (values.help) return 'help';
  const { config, outage, resume, wire, serve = false } = values;
  if (values.port !== undefined && !serve)
    throw optionError(COMMAND, '--port is the port of the page: it needs --serve');
  return {
    dataDir: pathOption(COMMAND, requiredOption(COMMAND, values, 'data')),
    period: fromToOptions(COMMAND, values),
    outDir: pathOption(COMMAND, requiredOption(COMMAND, values, 'out')),
    configFile: typeof config === 'string' ? pathOption(COMMAND, config) : undefined,
    outages: (Array.isArray(outage) ? outage : []).map((text) => periodOption(COMMAND, 'outage', String(text))),
    assumption: assumptionOption(COMMAND, values),
    keepsMails: keepMailsOption(values),
    exportDir: typeof values.export === 'string' ? pathOption(COMMAND, values.export) : null,
    serve: serve === true,
    port: portOption(COMMAND, values),
    resume: resume === true,
    isWire: wire === true,
  };
}

function keepMailsOption({ 'keep-mails': text }: Values): boolean | undefined {
  if (text === undefined || text === 'yes') return text === 'yes' ? true : undefined;
  if (text === 'no') return false;
  throw optionError(COMMAND, `--keep-mails: got ${formatValue(text)}; allowed: yes, no`);
}
