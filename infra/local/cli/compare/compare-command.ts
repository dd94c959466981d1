import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type ChangeParts, changeIdOf, codeDigest, configDigest, digest } from '../../../change-record.ts';
import { readProgramFile } from '../../../read-program-file.ts';
import { compareResults } from '../../comparison/comparison.ts';
import { configChanges } from '../../comparison/config-changes.ts';
import { type ComparisonPage, comparisonSummary } from '../../comparison/page.ts';
import { COMPARISON_FILES, writeComparison } from '../../comparison/write-comparison.ts';
import { describeAssumption } from '../../simulation/assumptions/payment-assumption.ts';
import { digestsOfData } from '../../simulation/input/input-identity.ts';
import { readInput } from '../../simulation/input/read-input.ts';
import { UserError } from '../../simulation/input/user-error.ts';
import { COMPARE_HELP, type CompareOptions, compareOptions, type Simulations } from './compare-options.ts';
import { simulateInProcess } from './simulate-in-process.ts';

const CHANGE_FILE = 'change.json';
const SIDES = ['before', 'after'] as const;

/** `npm run compare`. @throws UserError, ViewerError for what the user got wrong */
export async function compareCommand(args: string[]): Promise<void> {
  const options = compareOptions(args);
  if (options === 'help') {
    process.stdout.write(COMPARE_HELP);
    return;
  }
  const { outDir } = options;
  const page = await (options.results === null
    ? pageOfChange(options.simulations, outDir)
    : pageOfResults(options.results));
  await makeFolder(outDir);
  await writeComparison(outDir, page);
  const id = page.id === null ? '' : `\nid ${page.id}, its record ${join(outDir, CHANGE_FILE)}`;
  process.stdout.write(`${comparisonSummary(page)}\n${join(outDir, COMPARISON_FILES.page)}${id}\n`);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new UserError(`--out: ${folder} cannot be written: ${(error as Error).message}`);
  }
}

async function pageOfResults({ before, after }: NonNullable<CompareOptions['results']>): Promise<ComparisonPage> {
  return {
    comparison: await compareResults(before, after),
    changes: null,
    names: { before: shown(before), after: shown(after) },
    command: `npm run compare -- --result ${shown(before)} --with-result ${shown(after)} --out DIR`,
    id: null,
  };
}

async function pageOfChange(simulations: Simulations, outDir: string): Promise<ComparisonPage> {
  const { dataDir, period, assumption, resume } = simulations;
  // Both are checked before the first is simulated.
  for (const side of SIDES) await readInput(dataDir, simulations[side], period.from, outDir);
  const simulated = [`${period.from}..${period.to}`, ...(assumption ? [describeAssumption(assumption)] : [])].join(
    ', ',
  );
  const parts: ChangeParts = {
    data: digest(JSON.stringify(await digestsOfData(dataDir))),
    simulated,
    before: configDigest(simulations.before),
    after: configDigest(simulations.after),
    code: codeDigest(),
  };
  const id = changeIdOf(parts);
  await makeFolder(outDir);
  const folders = { before: join(outDir, 'before'), after: join(outDir, 'after') };
  for (const side of SIDES) {
    const done = join(outDir, `.${side}.done`);
    if (resume && (await readFile(done, 'utf8').catch(() => '')) === id) continue;
    process.stderr.write(`${side}: simulating with ${shown(simulations[side])}\n`);
    await simulateInProcess(simulations, simulations[side], folders[side]);
    await writeFile(done, id);
  }
  const [configBefore, configAfter] = SIDES.map((side) => readProgramFile(simulations[side]));
  const { data, before, code } = parts;
  await writeFile(join(outDir, CHANGE_FILE), `${JSON.stringify({ id, data, before, simulated }, null, 2)}\n`);
  return {
    comparison: await compareResults(folders.before, folders.after),
    changes: configChanges(configBefore, configAfter),
    names: { before: shown(simulations.before), after: shown(simulations.after) },
    command: commandOf(simulations, code),
    id,
  };
}

function commandOf({ dataDir, before, after, period, assumption }: Simulations, code: string): string {
  const rules = assumption?.rules.map(({ daysAfter, percent }) => ` --assume-payments AD+${daysAfter}:${percent}%`);
  const assumed = assumption === null ? '' : `${rules?.join('')} --seed ${assumption.seed}`;
  return `npm run compare -- --data ${shown(dataDir)} --config ${shown(before)} --with ${shown(after)} --from ${period.from} --to ${period.to}${assumed} --out DIR
(with the code ${code})`;
}

/** As it is seen from the project's folder. */
const shown = (path: string): string => relative(process.cwd(), path) || '.';
