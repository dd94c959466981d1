import { writeStarter } from '../starter/write-starter.ts';
import { INIT_HELP, initFolder } from './init-options.ts';

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
