/** Lines drawn evenly from all rules, and how far a score that they give may be from that of all lines. */
import { globSync, readFileSync } from 'node:fs';
import { randomStream } from '../../infra/local/sample/random.ts';

/** Of a normal distribution: 95 in a hundred samples. */
const Z = 1.96;

export type Line = { file: string; line: number };

export const rulesFiles = (): string[] => globSync('shared/domain/**/*.ts').sort();

/** Lines that hold code; comments and imports have no mutants. */
export function linesOfCode(): Line[] {
  return rulesFiles().flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((text, index) =>
        /^\s*($|\/\/|\/?\*|import |type |\}|\]|\))/.test(text) ? [] : [{ file, line: index + 1 }],
      ),
  );
}

export function drawLines(count: number, seed: number): Line[] {
  const random = randomStream(seed, 'lines');
  return linesOfCode()
    .map((line) => ({ ...line, place: random.between(0, 1_000_000_000) }))
    .toSorted((a, b) => a.place - b.place)
    .slice(0, count);
}

/** `88.0 % ± 3.5` */
export function scoreWithError(found: number, left: number): string {
  const score = found / (found + left);
  const error = Z * Math.sqrt((score * (1 - score)) / (found + left));
  return `${(100 * score).toFixed(1)} % ± ${(100 * error).toFixed(1)}`;
}
