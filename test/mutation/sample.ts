/**
 * The score of the rules by a sample, for when there is no time for all of them:
 * `npm run test:mutation:sample -- [--lines N] [--seed S]`. Every mutant that begins on one of the lines that are drawn
 * is tried, as in a whole run.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { drawLines, scoreWithError } from './lines.ts';
import { isFound, isLeft, type Report } from './mutants.ts';

const CONFIGURATION = 'test/mutation/domain.json';
const FOLDER = '.cache/mutation';

const { values } = parseArgs({
  options: { lines: { type: 'string', default: '800' }, seed: { type: 'string', default: '1' } },
});

const drawn = drawLines(Number(values.lines), Number(values.seed));
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
const mutants = Object.values(files).flatMap((file) => file.mutants);
const found = mutants.filter(isFound).length;
const left = mutants.filter(isLeft).length;
console.log(`${drawn.length} lines, ${found + left} mutants: ${scoreWithError(found, left)}`);
