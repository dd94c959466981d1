/** Rows that an import does in a second of a processor, and its memory, by the size of the file. */
import { join } from 'node:path';
import { firstMessage } from '../child.ts';
import { ratio, type Section } from '../section.ts';
import type { Imported } from './measure.ts';

const SIZES = [160_000, 320_000, 640_000];
const MEASURE = join(import.meta.dirname, 'measure.ts');
/** The function has 1,769 MB; the table in memory is no part of it. */
const HEAP = ['--max-old-space-size=1500', '--max-semi-space-size=4'];
const HEAP_WITH_TABLE = ['--max-old-space-size=8000', '--max-semi-space-size=4'];
const MB = 1024 * 1024;

export async function importsSection(): Promise<Section> {
  const rows: string[][] = [];
  let first: number | null = null;
  for (const size of SIZES) {
    const whole = await firstMessage<Imported>(MEASURE, [String(size)], { execArgv: HEAP_WITH_TABLE });
    const read = await firstMessage<Imported>(MEASURE, [String(size), 'read'], { execArgv: HEAP });
    const rate = size / whole.cpu;
    first ??= rate;
    rows.push([
      size.toLocaleString('en-US'),
      whole.cpu.toFixed(1),
      rate.toFixed(0),
      ratio(rate / first),
      read.cpu.toFixed(1),
      String(Math.round(read.bytes / MB)),
    ]);
  }
  return {
    title: 'Imports',
    about:
      'Invoice lines of 1,000 partners, in any order, each stored and each partner made due, on the table in memory in the same process: what is measured is the reading and the work of the program. These files are larger than a call holds: they are sorted once, and imported in parts ([decision 35](decisions/0035-large-files.md)), here one after the other. Beside it what the sorting and the reading of the parts take of that, and the most memory that they have, without the table.',
    header: [
      'rows',
      'CPU seconds',
      'rows a CPU second',
      '÷ the smallest',
      'sorting and reading, CPU seconds',
      'MB for that',
    ],
    rows,
  };
}
