import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OUTPUT_FILES } from '../../../infra/local/viewer/results/folder.ts';

/** The same results so many times over, in a folder of their own: each time those of other partners. */
export function grownResults(folder: string, partners: number, times: number): string {
  const grown = mkdtempSync(join(tmpdir(), 'page-grown-'));
  for (const name of Object.values(OUTPUT_FILES)) {
    const text = readFileSync(join(folder, name), 'utf8');
    const copies = Array.from({ length: times }, (_, copy) => ofOthers(text, copy * partners));
    writeFileSync(join(grown, name), copies.join(''));
  }
  return grown;
}

/** Partner ids of the sample, such as `P-00042`, by so much higher. */
const ofOthers = (text: string, by: number): string =>
  text.replace(/\bP-(\d{5})(?!\d)/g, (_, digits: string) => `P-${String(Number(digits) + by).padStart(5, '0')}`);
