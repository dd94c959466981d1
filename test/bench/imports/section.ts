/** Rows a second of an import, and its memory, by the size of the file. */
import { join } from 'node:path';
import { firstMessage } from '../child.ts';
import { ratio, type Section } from '../section.ts';
import type { Imported } from './measure.ts';

const SIZES = [10_000, 40_000, 160_000];
const MEASURE = join(import.meta.dirname, 'measure.ts');
/** The function has 1,769 MB. */
const HEAP = ['--max-old-space-size=1500', '--max-semi-space-size=4'];
const MB = 1024 * 1024;

export async function importsSection(): Promise<Section> {
  const rows: string[][] = [];
  let first: number | null = null;
  for (const size of SIZES) {
    const { seconds, bytes } = await firstMessage<Imported>(MEASURE, [String(size)], { execArgv: HEAP });
    const rate = size / seconds;
    first ??= rate;
    rows.push([
      size.toLocaleString('en-US'),
      seconds.toFixed(1),
      rate.toFixed(0),
      ratio(rate / first),
      String(Math.round(bytes / MB)),
    ]);
  }
  return {
    title: 'Imports',
    about:
      'Invoice lines of 1,000 partners, in any order, each stored and each partner made due, on the table in memory in the same process: what is measured is the reading and the work of the program.',
    header: ['rows', 'seconds', 'rows/s', '÷ the smallest', 'MB, table included'],
    rows,
  };
}
