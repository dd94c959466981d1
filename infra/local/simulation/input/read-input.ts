import { join } from 'node:path';
import type { CivilDate } from '../../../../shared/domain/core/calendar.ts';
import { formatProblem, type Problem } from '../../../../shared/domain/core/problem.ts';
import { COMMANDS_FILE, type DatedCommand, readCommands } from '../../../../shared/import/commands/read-commands.ts';
import { openFile } from '../../../../shared/import/csv/open-file.ts';
import { type FolderData, readFolder } from '../../../../shared/import/folder.ts';
import { CONFIG_FILE, readConfig } from '../../../../shared/import/read-config.ts';
import { checkState, holdsState, type PresentState } from '../../present-state/table-file.ts';
import { firstLines, problemLines, writeProblems } from './problem-lines.ts';
import { UserError } from './user-error.ts';

/** The part of the input that a simulation keeps in memory; the rest is read from the table. */
export type SimulationInput = Pick<FolderData, 'config' | 'commands' | 'conflicts'> & {
  readonly partnerIds: readonly string[];
  /** The state of a program that the simulation goes on from; null: import files are imported on the first day. */
  readonly state: PresentState | null;
};

/**
 * Reads and checks the input files: all of them are good, or the simulation does not start.
 *
 * @param configFile a configuration to use instead of the folder's own
 * @param from the day on which they are imported
 * @param outDir the results' folder: a file beside it takes all problems where not each has a line; null: none
 * @throws UserError with a line for each of the first problems; one for a problem of many rows
 */
export async function readInput(
  dataDir: string,
  configFile: string | undefined,
  from: CivilDate,
  outDir: string | null = null,
): Promise<SimulationInput> {
  if (await holdsState(dataDir)) return readState(dataDir, configFile, from);
  const read = await readFolder(dataDir, { importedOn: from, ...(configFile === undefined ? {} : { configFile }) });
  if ('problems' in read) throw new UserError((await describeProblems(read.problems, outDir)).join('\n'));
  const { config, commands, conflicts, partners } = read.data;
  return { config, commands, conflicts, partnerIds: partners.map(({ partnerId }) => partnerId), state: null };
}

/** A folder that `npm run export` wrote: its table counts, and not its import files. */
async function readState(dataDir: string, configFile: string | undefined, from: CivilDate): Promise<SimulationInput> {
  const config = await readConfig(configFile ?? join(dataDir, CONFIG_FILE), configFile ?? CONFIG_FILE);
  if ('problems' in config) throw new UserError(firstLines(problemLines(config.problems)).join('\n'));
  const checked = await checkState(dataDir, config.config);
  const read = await readDatedCommands(dataDir);
  const problems = ['problems' in checked ? checked.problems : [], read.problems].flat();
  if (problems.length > 0 || 'problems' in checked) throw new UserError(firstLines(problemLines(problems)).join('\n'));
  const { state } = checked;
  if (from < state.continuesOn)
    throw new UserError(
      `--from: got ${from}; allowed: ${state.continuesOn} or later, since the state in ${dataDir} is that of the day before`,
    );
  return { config: config.config, commands: read.commands, conflicts: [], partnerIds: state.partnerIds, state };
}

async function readDatedCommands(dataDir: string): Promise<{ commands: DatedCommand[]; problems: Problem[] }> {
  const opened = await openFile(join(dataDir, COMMANDS_FILE), COMMANDS_FILE);
  if ('problem' in opened) return { commands: [], problems: opened.missing ? [] : [opened.problem] };
  const commands: DatedCommand[] = [];
  const problems: Problem[] = [];
  for await (const entry of readCommands(opened.stream))
    if ('problem' in entry) problems.push(entry.problem);
    else commands.push(entry.dated);
  return { commands, problems };
}

/** What was left out of the input, and why (R-KPI-10): a line each. */
export function warningsOf({ conflicts }: Pick<SimulationInput, 'conflicts'>): string[] {
  return firstLines(conflicts.map((problem) => `warning: the first is kept: ${formatProblem(problem)}`));
}

/** `outDir`: all of the problems are written beside it, where not each has a line; null: nowhere. */
async function describeProblems(problems: readonly Problem[], outDir: string | null): Promise<string[]> {
  const lines = firstLines(problemLines(problems));
  if (outDir === null || lines.length === problems.length) return lines;
  return [...lines, `all ${problems.length} problems: ${await writeProblems(problems, outDir)}`];
}
