import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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
import { assumptionArguments } from '../values/assumption.ts';
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
  const { page, record } = await (options.results === null
    ? pageOfChange(options.simulations, outDir)
    : pageOfResults(options.results));
  await makeFolder(outDir);
  // Its record is there with the page only: what nobody could look at, nobody can approve.
  await rm(join(outDir, CHANGE_FILE), { force: true });
  await writeComparison(outDir, page);
  if (record !== null) await writeFile(join(outDir, CHANGE_FILE), `${JSON.stringify(record, null, 2)}\n`);
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

/** `record`: what `approvedChange` of a stage names; null: of results whose input is not known. */
type Compared = {
  readonly page: ComparisonPage;
  readonly record: (Omit<ChangeParts, 'after' | 'code'> & { readonly id: string }) | null;
};

async function pageOfResults({ before, after }: NonNullable<CompareOptions['results']>): Promise<Compared> {
  const page: ComparisonPage = {
    comparison: await compareResults(before, after),
    changes: null,
    names: { before: shown(before), after: shown(after) },
    command: `npm run compare -- --result ${shown(before)} --with-result ${shown(after)} --out DIR`,
    id: null,
  };
  return { page, record: null };
}

async function pageOfChange(simulations: Simulations, outDir: string): Promise<Compared> {
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
    // From here on the folder may hold results of this input, which are not marked yet.
    await rm(done, { force: true });
    process.stderr.write(`${side}: simulating with ${shown(simulations[side])}\n`);
    await simulateInProcess(simulations, simulations[side], folders[side]);
    await writeFile(done, id);
  }
  const [configBefore, configAfter] = SIDES.map((side) => readProgramFile(simulations[side]));
  const { data, before, code } = parts;
  const page: ComparisonPage = {
    comparison: await compareResults(folders.before, folders.after),
    changes: configChanges(configBefore, configAfter),
    names: { before: shown(simulations.before), after: shown(simulations.after) },
    command: commandOf(simulations, code),
    id,
  };
  return { page, record: { id, data, before, simulated } };
}

function commandOf({ dataDir, before, after, period, assumption }: Simulations, code: string): string {
  const assumed = assumptionArguments(assumption).map((argument) => ` ${argument}`);
  return `npm run compare -- --data ${shown(dataDir)} --config ${shown(before)} --with ${shown(after)} --from ${period.from} --to ${period.to}${assumed.join('')} --out DIR
(with the code ${code})`;
}

/** As it is seen from the project's folder. */
const shown = (path: string): string => relative(process.cwd(), path) || '.';
