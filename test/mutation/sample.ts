/**
 * The score of the rules by a sample, for when there is no time for all of them:
 * `npm run test:mutation:sample -- [--lines N] [--seed S]`. Lines are drawn evenly from all of `shared/domain`; every
 * mutant that begins on one of them is tried, as in a whole run.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { randomStream } from '../../infra/local/sample/random.ts';

const CONFIGURATION = 'test/mutation/domain.json';
const FOLDER = '.cache/mutation';
/** Of a normal distribution: 95 in a hundred samples. */
const Z = 1.96;

const { values } = parseArgs({
  options: { lines: { type: 'string', default: '800' }, seed: { type: 'string', default: '1' } },
});

type Line = { file: string; line: number };
type Report = { files: Record<string, { mutants: { status: string; location: { start: { line: number } } }[] }> };

/** Lines that hold code; comments and imports have no mutants. */
function linesOfCode(): Line[] {
  return globSync('shared/domain/**/*.ts')
    .sort()
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((text, index) =>
          /^\s*($|\/\/|\/?\*|import |type |\}|\]|\))/.test(text) ? [] : [{ file, line: index + 1 }],
        ),
    );
}

const all = linesOfCode();
const random = randomStream(Number(values.seed), 'lines');
const drawn = all
  .map((line) => ({ ...line, place: random.between(0, 1_000_000_000) }))
  .toSorted((a, b) => a.place - b.place)
  .slice(0, Number(values.lines));
mkdirSync(FOLDER, { recursive: true });
const sample = {
  ...JSON.parse(readFileSync(CONFIGURATION, 'utf8')),
  mutate: drawn.map(({ file, line }) => `${file}:${line}-${line}`),
  incremental: false,
  tempDirName: `${FOLDER}/sample`,
  jsonReporter: { fileName: `${FOLDER}/sample-report.json` },
  thresholds: { high: 95, low: 90, break: null },
};
writeFileSync(`${FOLDER}/sample.json`, JSON.stringify(sample));
const { status } = spawnSync('npx', ['stryker', 'run', `${FOLDER}/sample.json`], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const { files }: Report = JSON.parse(readFileSync(`${FOLDER}/sample-report.json`, 'utf8'));
const states = Object.values(files).flatMap(({ mutants }) => mutants.map((mutant) => mutant.status));
const found = states.filter((state) => state === 'Killed' || state === 'Timeout').length;
const left = states.filter((state) => state === 'Survived' || state === 'NoCoverage').length;
const score = found / (found + left);
const error = Z * Math.sqrt((score * (1 - score)) / (found + left));
console.log(
  `${drawn.length} of ${all.length} lines, ${found + left} mutants: ${(100 * score).toFixed(1)} % ± ${(100 * error).toFixed(1)}`,
);
