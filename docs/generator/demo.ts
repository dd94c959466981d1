/** A demo's run: made now, or taken from a folder in which one was made; and what it says. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { demoSummary } from '../../infra/local/cli/demo-summary.ts';
import { dayCount } from '../../infra/local/cli/simulate-command.ts';
import { Tally } from '../../infra/local/simulation/days/tally.ts';
import { openArchive } from '../../infra/local/viewer/archive/archive.ts';
import { overviewOf } from '../../infra/local/viewer/archive/overview.ts';
import { OUTPUT_FILES } from '../../infra/local/viewer/results/folder.ts';
import { parseCivilDate } from '../../shared/domain/core/calendar.ts';

const ROOT = join(import.meta.dirname, '../..');
const DEMO = join(ROOT, 'infra/local/demo.ts');
const MOST_OUTPUT = 1 << 24;
const run = promisify(execFile);

export interface Demo {
  /** Its `--out`. */
  readonly folder: string;
  /** What it says at its end, without where its files lie. */
  readonly said: string;
}

/** Runs the demo into a folder. @throws Error if its results tell another story than it does */
export async function madeDemo(folder: string): Promise<Demo> {
  const args = ['--max-semi-space-size=16', DEMO, '--out', folder];
  const { stdout } = await run(process.execPath, args, { cwd: ROOT, maxBuffer: MOST_OUTPUT });
  const demo = takenDemo(folder);
  await requireSameFigures(folder);
  if (demo.said === withoutFolders(stdout)) return demo;
  throw new Error(`the demo says\n${withoutFolders(stdout)}and its results say\n${demo.said}`);
}

/**
 * Report and page say what the terminal and so the README say.
 *
 * @throws Error with each figure that differs
 */
async function requireSameFigures(folder: string): Promise<void> {
  const result = join(folder, 'result');
  const { renewed, reinstated, expired, refusedCommands, mailCount } = tallyOf(
    result,
    linesOf(result, OUTPUT_FILES.runs) as Run[],
  );
  const report = readFileSync(join(result, 'report.html'), 'utf8');
  const page = await overviewOf(await openArchive(result, null));
  const figures: [string, number, unknown][] = [
    ...Object.entries({
      renewed,
      reinstated,
      expired,
      'mails sent': mailCount,
      'commands refused': refusedCommands,
    }).map(([words, figure]): [string, number, unknown] => [`report: ${words}`, figure, tileOf(report, words)]),
    [
      'report: partners',
      csvRows(join(folder, 'data', 'partners.csv')),
      numberIn(/>[^<]*days, ([\d,]+) partners/, report),
    ],
    ['page: mails', mailCount, page.mails],
  ];
  const wrong = figures.filter(([, is, said]) => is !== said);
  if (wrong.length > 0)
    throw new Error(wrong.map(([what, is, said]) => `${what}: ${said} instead of ${is}`).join('\n'));
}

const tileOf = (report: string, words: string): number => numberIn(new RegExp(`<b>([\\d,]+)</b> ${words}`), report);

const numberIn = (pattern: RegExp, text: string): number => Number(pattern.exec(text)?.[1]?.replaceAll(',', ''));

/** A demo that has run, told by its results. */
export function takenDemo(folder: string): Demo {
  if (!existsSync(join(folder, 'result', OUTPUT_FILES.runs))) throw new Error(`no demo has run in ${folder}`);
  return { folder, said: demoSaid(folder) };
}

function demoSaid(outDir: string): string {
  const folders = { data: join(outDir, 'data'), result: join(outDir, 'result'), work: join(outDir, 'work') };
  const runs = linesOf(folders.result, OUTPUT_FILES.runs) as Run[];
  const days = runs.map(({ asOf }) => asOf).sort();
  const [from, to] = [parseCivilDate(days[0] ?? ''), parseCivilDate(days.at(-1) ?? '')];
  if (from === null || to === null) throw new Error(`no demo has run in ${outDir}`);
  const partners = csvRows(join(folders.data, 'partners.csv'));
  const tally = tallyOf(folders.result, runs);
  tally.days = dayCount({ from, to });
  return withoutFolders(demoSummary(tally, { from, to }, partners, folders));
}

interface Run {
  readonly asOf: string;
  readonly workflow: string;
  readonly status: string;
  readonly output: Readonly<Record<string, unknown>> | null;
}

type Decision = Parameters<Tally['add']>[1][number];

function tallyOf(result: string, runs: readonly Run[]): Tally {
  const tally = new Tally();
  const decisions = Map.groupBy(linesOf(result, OUTPUT_FILES.decisions) as Decision[], ({ workflow }) => workflow);
  const byMachine = Map.groupBy(runs, ({ workflow }) => workflow);
  // Which execution a decision is of makes no difference to the sums.
  for (const [stateMachine, executions] of byMachine)
    for (const [index, { status }] of executions.entries())
      tally.add(
        { stateMachine, status } as Parameters<Tally['add']>[0],
        index === 0 ? (decisions.get(stateMachine) ?? []) : [],
      );
  const emails = linesOf(result, OUTPUT_FILES.emails) as { kind: string }[];
  tally.mails = countBy(emails.map(({ kind }) => kind));
  const folder = join(result, 'directory');
  const batches = readdirSync(folder).map((name) => [name.replace('.csv', ''), csvRows(join(folder, name))] as const);
  tally.batches = Object.fromEntries(batches);
  return tally;
}

const countBy = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length]));

const linesOf = (folder: string, name: string): unknown[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** Of files of which no cell holds a line break. */
const csvRows = (file: string): number => readFileSync(file, 'utf8').trimEnd().split('\n').length - 1;

/** Where its files lie is different everywhere. */
const withoutFolders = (story: string): string => `${story.split('\n\nreport ')[0]}\n`;

/** What a demo did that docs/reference.md does not speak of: names of decisions, fields of outputs. */
export function unspoken(
  outDir: string,
  known: { decisions: readonly string[]; outputs: Readonly<Record<string, readonly string[]>> },
): string[] {
  const result = join(outDir, 'result');
  const decisions = (linesOf(result, OUTPUT_FILES.decisions) as Decision[]).map(({ what }) => what);
  const strange = decisions.filter((what) => !/-(done|refused)$/.test(what) && !known.decisions.includes(what));
  const runs = linesOf(result, OUTPUT_FILES.runs) as Run[];
  const fields = runs.flatMap(({ workflow, output }) =>
    Object.keys(output ?? {})
      .filter((field) => Object.hasOwn(known.outputs, workflow) && !known.outputs[workflow]?.includes(field))
      .map((field) => `${field} of ${workflow}`),
  );
  return [...new Set([...strange, ...fields])];
}
