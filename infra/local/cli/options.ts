/** Command-line options, parsed by `node:util`, with one clear line for each thing that can be wrong with them. */
import { dirname, resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type CivilDate, parseCivilDate } from '../../../shared/domain/core/calendar.ts';
import { escapeInvisible, formatValue } from '../../../shared/domain/core/problem.ts';
import { UserError } from '../simulation/input/user-error.ts';

export type OptionTypes = NonNullable<ParseArgsConfig['options']>;
export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** A command's name and its options. `help` is an option of every command. */
export type CommandLine = {
  readonly command: string;
  readonly options: OptionTypes;
};

/** The options given. @throws UserError for an unknown option, one without its value, and anything that is no option */
export function readOptions({ command, options }: CommandLine, args: string[]): Values {
  const { tokens } = parseArgs({ args, options: withHelp(options), strict: false, tokens: true });
  for (const token of tokens) {
    const problem = token.kind === 'option-terminator' ? null : problemOf(token, withHelp(options));
    if (problem !== null) throw optionError(command, problem);
  }
  return parseArgs({ args, options: withHelp(options), strict: false }).values as Values;
}

const withHelp = (options: OptionTypes): OptionTypes => ({ ...options, help: { type: 'boolean', short: 'h' } });

type Token = { kind: 'positional'; value: string } | OptionToken;
type OptionToken = { kind: 'option'; name: string; rawName: string; value: string | undefined };

function problemOf(token: Token, options: OptionTypes): string | null {
  if (token.kind === 'positional') return `got ${formatValue(token.value)}, which is no option`;
  const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
  if (option === undefined)
    return `unknown option ${escapeInvisible(token.rawName)}; there are ${Object.keys(options)
      .map((name) => `--${name}`)
      .join(', ')}`;
  if (option.type === 'boolean') return token.value === undefined ? null : `${token.rawName} takes no value`;
  const isMissing = token.value === undefined || token.value === '' || token.value.startsWith('--');
  return isMissing ? `${token.rawName} needs a value` : null;
}

/** An error about an option, in one line, with a hint at --help. */
export const optionError = (command: string, problem: string): UserError =>
  new UserError(`${command}: ${problem} (npm run ${command} -- --help says more)`);

/** The value of an option that must be there. @throws UserError */
export function requiredOption(command: string, values: Values, name: string): string {
  const value = values[name];
  if (typeof value === 'string') return value;
  throw optionError(command, `--${name} is missing`);
}

/** @throws UserError unless the option is a day of the calendar */
export function dateOption(command: string, name: string, text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date !== null) return date;
  throw optionError(command, `--${name}: got ${formatValue(text)}; allowed: a date of the calendar, YYYY-MM-DD`);
}

/** A period of days, both inclusive, written `FROM..TO`. @throws UserError */
export function periodOption(command: string, name: string, text: string): { from: CivilDate; to: CivilDate } {
  const [from, to, ...rest] = text.split('..').map(parseCivilDate);
  if (!from || !to || rest.length > 0 || to < from)
    throw optionError(
      command,
      `--${name}: got ${formatValue(text)}; allowed: FROM..TO, two dates YYYY-MM-DD, TO not before FROM`,
    );
  return { from, to };
}

/**
 * Resolves a path from the folder in which the user called npm, which runs a script in the project's folder.
 */
export function pathOption(command: string, path: string, environment: NodeJS.ProcessEnv = process.env): string {
  const { INIT_CWD, npm_lifecycle_event, npm_package_json } = environment;
  const isByNpm = npm_lifecycle_event === command && dirname(npm_package_json ?? '') === process.cwd();
  return resolve(isByNpm && INIT_CWD ? INIT_CWD : process.cwd(), path);
}
