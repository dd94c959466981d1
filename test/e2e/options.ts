import { type OptionTypes, optionError, readOptions } from '../../infra/local/cli/options.ts';
import { type WorkedCase, workedCase } from './worked-case/case.ts';

export const HELP = `npm run e2e [-- --case outage|year] [--today] [--port N]

Deploys the CDK app to an emulator of AWS, over an earlier release with its data, and looks over the wire whether it does there what it does on the embedded default:
a worked case, imports, commands and runs as operators start them, the systems of docs/examples, a schedule, events of SES, another deployment, a table that is
damaged and restored, the way back to the earlier release, the end.

  --case NAME   the worked case: outage (default, 206 mails) or year (847 mails, takes three minutes more)
  --today       leave the worked case out
  --port N      where the emulator listens, on the loopback interface; default: any free port

Without AWS_ENDPOINT_URL the emulator is MiniStack, from PyPI, in a virtual environment below .cache/e2e (needs Python 3.10).
With AWS_ENDPOINT_URL that endpoint is used, and nothing is started. AWS itself is refused, credentials are invented.
What the emulator cannot do is said by name ("emulator ...") and counted as skipped. Exit code 1: a check does not hold.
`;

const COMMAND = {
  command: 'e2e',
  options: { case: { type: 'string' }, today: { type: 'boolean' }, port: { type: 'string' } } satisfies OptionTypes,
};

export type E2eOptions = {
  readonly workedCase: WorkedCase;
  /** `today`: without the worked case, of which the program configuration is taken all the same. */
  readonly parts: 'all' | 'today';
  /** 0: any. */
  readonly port: number;
};

/** @throws UserError in one line */
export function e2eOptions(args: string[]): E2eOptions | 'help' {
  const values = readOptions(COMMAND, args);
  if (values.help === true) return 'help';
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw optionError('e2e', `--port: got ${values.port}; allowed: a whole number from 1 to 65535`);
  return {
    workedCase: workedCase(String(values.case ?? 'outage')),
    parts: values.today === true ? 'today' : 'all',
    port,
  };
}
