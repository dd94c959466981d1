import { optionError, pathOption, readOptions } from './options.ts';
import { portOption } from './values/port.ts';

const COMMAND = 'demo';

export const DEMO_HELP = `A partner program's year on sample data, day by day, through the workflows that deploy to AWS: on this machine, without an
account, without a network. All companies, people and mail addresses are invented, and no mail leaves this machine.

  npm run demo -- [--serve] [--port N] [--out DIR] [--wire]

  --serve     open a page while the days pass, and keep it open: today, inbox, calendar, partners, runs;
              end it with Ctrl+C
  --port N    its port (default: any free one)
  --out DIR   where everything goes (default out/demo): data/ the sample's files, result/ what simulate writes,
              work/ mails, stored objects and logs. What an earlier demo left there is replaced
  --wire      run the functions as they are deployed, with AWS's SDKs over AWS's protocols: the same results, but slower
  --help      this text
`;

export type DemoOptions = {
  readonly outDir: string;
  readonly serve: boolean;
  /** 0: any free one. */
  readonly port: number;
  readonly isWire: boolean;
};

/** The options of the command line, or `help`. @throws UserError */
export function demoOptions(args: string[], defaultOutDir: string): DemoOptions | 'help' {
  const values = readOptions(
    {
      command: COMMAND,
      options: {
        serve: { type: 'boolean' },
        port: { type: 'string' },
        out: { type: 'string' },
        wire: { type: 'boolean' },
      },
    },
    args,
  );
  if (values.help) return 'help';
  const { serve = false, out, wire } = values;
  if (values.port !== undefined && !serve)
    throw optionError(COMMAND, '--port is the port of the viewer: it needs --serve');
  const outDir = typeof out === 'string' ? pathOption(COMMAND, out) : defaultOutDir;
  return { outDir, serve: serve === true, port: portOption(COMMAND, values), isWire: wire === true };
}
