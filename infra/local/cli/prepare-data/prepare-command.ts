import { readdir } from 'node:fs/promises';
import { Temporal } from 'temporal-polyfill';
import { CONFIG_FILE } from '../../../../shared/import/read-config.ts';
import { readMap } from '../../preparation/answers.ts';
import { describeChanges, describeLeftOut, describeQuestions, describeSources } from '../../preparation/describe.ts';
import { type Preparation, prepare } from '../../preparation/prepare.ts';
import { CHANGES_FILE, requireOwnFolder, writePrepared } from '../../preparation/write-prepared.ts';
import { firstLines, problemLines, writeProblems } from '../../simulation/input/problem-lines.ts';
import { Progress } from '../progress.ts';
import { PREPARE_HELP, type PrepareOptions, prepareOptions } from './prepare-options.ts';

/** Exit codes: something is open; something is bad. */
const OPEN = 1;
const BAD = 2;

/** `npm run prepare-data`. @throws UserError for what the user got wrong */
export async function prepareCommand(args: string[]): Promise<void> {
  const options = prepareOptions(args, Temporal.Now.plainDateISO().toString());
  if (options === 'help') process.stdout.write(PREPARE_HELP);
  else await runPreparation(options);
}

async function runPreparation({ fromDir, toDir, mapFile, dates, numbers, on }: PrepareOptions): Promise<void> {
  const entries = mapFile === undefined ? {} : await readMap(mapFile);
  await requireOwnFolder(toDir);
  const progress = new Progress();
  const preparation = await prepare(fromDir, { entries, dates, numbers }, on, (what) =>
    progress.show(() => `${what} …`),
  ).finally(() => progress.end());
  const { changes, questions, problems } = preparation.findings;
  const isWritten = questions.length === 0 && !preparation.findings.isRefused;
  if (isWritten) await writePrepared(toDir, preparation.files, changes);
  const leftOut = isWritten ? [] : describeLeftOut(changes);
  tell([...describeSources(preparation), ...leftOut, ''], process.stdout);
  if (isWritten)
    tell(
      [`${changes.length} changes, each in ${toDir}/${CHANGES_FILE}:`, ...describeChanges(changes), ''],
      process.stdout,
    );
  if (problems.length > 0) await tellProblems(preparation, toDir, isWritten);
  if (questions.length > 0)
    tell(
      [
        `${questions.length} questions; nothing is written until they are answered, all of them at once:`,
        '',
        ...describeQuestions(questions),
      ],
      process.stderr,
    );
  if (isWritten) tell(await nextStep(preparation, toDir), process.stdout);
  process.exitCode = questions.length > 0 ? OPEN : problems.length > 0 ? BAD : 0;
}

async function tellProblems({ findings: { problems } }: Preparation, toDir: string, isWritten: boolean): Promise<void> {
  const lines = firstLines(problemLines(problems));
  const all =
    lines.length === problems.length
      ? []
      : [`all ${problems.length} problems: ${await writeProblems(problems, toDir)}`];
  const what = isWritten ? 'the files are written, and a simulation would refuse them' : 'nothing is written';
  tell([`${problems.length} problems, to be put right in your files; ${what}:`, ...lines, ...all, ''], process.stderr);
}

async function nextStep({ files, findings: { problems } }: Preparation, toDir: string): Promise<string[]> {
  const others = (await readdir(toDir)).filter((name) => !files.has(name) && name !== CHANGES_FILE).sort();
  const kept =
    others.length === 0 ? [] : [`${toDir} also holds ${others.join(', ')}: left as it was, and not checked.`];
  if (!files.has(CONFIG_FILE) && !others.includes(CONFIG_FILE))
    return [
      ...kept,
      `The import files are in ${toDir}. program.json, the program configuration, is not there yet: npm run init makes one to begin with.`,
    ];
  return problems.length > 0 ? kept : [...kept, `The import files are in ${toDir}, and a simulation takes them.`];
}

const tell = (lines: readonly string[], stream: NodeJS.WriteStream): void => void stream.write(`${lines.join('\n')}\n`);
