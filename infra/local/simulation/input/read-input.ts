import type { CivilDate } from '../../../../shared/domain/core/calendar.ts';
import { formatProblem, type Problem } from '../../../../shared/domain/core/problem.ts';
import { type FolderData, readFolder } from '../../../../shared/import/folder.ts';
import { firstLines, problemLines, writeProblems } from './problem-lines.ts';
import { UserError } from './user-error.ts';

/** The part of the input that a simulation keeps in memory; the rest is read from the table. */
export type SimulationInput = Pick<FolderData, 'config' | 'commands' | 'conflicts'> & {
  readonly partnerIds: readonly string[];
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
  const read = await readFolder(dataDir, { importedOn: from, ...(configFile === undefined ? {} : { configFile }) });
  if ('problems' in read) throw new UserError((await describeProblems(read.problems, outDir)).join('\n'));
  const { config, commands, conflicts, partners } = read.data;
  return { config, commands, conflicts, partnerIds: partners.map(({ partnerId }) => partnerId) };
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
