import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const INDEX = 'index.jsonl';
const DIGITS = 6;

type Line = {
  readonly file: string;
  readonly messageId: string;
  readonly at: string;
  readonly tags: { notice?: string };
};

/**
 * Moves the mails that the embedded SES has taken to the results, numbered by day and notice: in which order it took
 * those of a day depends on the speed of the machine. None are there with an SES of the user's own. Can be repeated if
 * it was killed half-way.
 */
export async function keepMails(from: string, to: string): Promise<void> {
  const text = await readFile(join(from, INDEX), 'utf8').catch(() => '');
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  if (lines.length === 0) return;
  await mkdir(to, { recursive: true });
  const sorted = lines.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const kept: Line[] = [];
  for (const [index, line] of sorted.entries()) {
    const file = `${String(index + 1).padStart(DIGITS, '0')}.eml`;
    await rename(join(from, line.file), join(to, file)).catch(undefinedIfMissing);
    kept.push({ ...line, file });
  }
  await writeFile(join(to, INDEX), kept.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

const orderOf = ({ at, tags, messageId }: Line): string => [at.slice(0, 10), tags.notice, messageId].join(' ');

/** An earlier process, which was killed, has moved it. */
function undefinedIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
