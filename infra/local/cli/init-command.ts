import { formatValue } from '../../../shared/domain/core/problem.ts';
import { writeStarter } from '../starter/write-starter.ts';
import { optionError, pathOption, readOptions } from './options.ts';

const COMMAND = 'init';

export const INIT_HELP = `A folder of your own to begin with: every import file with two invented rows, a program configuration with every field, and a
README.md that says what each column and field is. It can be simulated as it is.

  npm run init -- DIR

  DIR         the folder: made if it is not there; one with anything in it is refused
  --help      this text
`;

/** The folder, or `help`. @throws UserError */
function initFolder(args: string[]): string | 'help' {
  const [dir, ...more] = args.filter((arg) => !arg.startsWith('-'));
  const values = readOptions(
    { command: COMMAND, options: {} },
    args.filter((arg) => arg.startsWith('-')),
  );
  if (values.help) return 'help';
  if (dir === undefined || dir === '') throw optionError(COMMAND, 'the folder is missing');
  if (more.length > 0) throw optionError(COMMAND, `got ${formatValue(more[0])} after the folder; allowed: one folder`);
  return pathOption(COMMAND, dir);
}

/** `npm run init`. @throws UserError for what the user got wrong */
export async function initCommand(args: string[]): Promise<void> {
  const dir = initFolder(args);
  if (dir === 'help') return void process.stdout.write(INIT_HELP);
  const names = await writeStarter(dir);
  process.stdout.write(`${names.length} files are in ${dir}; README.md there says what each column and field is.

Simulate them as they are, or after you have put your own rows in place of the invented ones:

  npm run simulate -- --data ${shellWord(dir)} --from 2027-01-01 --to 2027-12-31 --out out/first
`);
}

/** The path as a shell takes it. */
const shellWord = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);
