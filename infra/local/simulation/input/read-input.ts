import type { CivilDate } from '../../../../shared/domain/core/calendar.ts';
import { formatProblem } from '../../../../shared/domain/core/problem.ts';
import { type FolderData, readFolder } from '../../../../shared/import/folder.ts';
import { UserError } from './user-error.ts';

/** Problems that are printed; the rest is counted. */
const MAX_LINES = 50;

/** The part of the input that a simulation keeps in memory; the rest is read from the table. */
export type SimulationInput = Pick<FolderData, 'config' | 'commands' | 'conflicts'> & {
  readonly partnerIds: readonly string[];
};

/**
 * Reads and checks the input files: all of them are good, or the simulation does not start.
 *
 * @param configFile a configuration to use instead of the folder's own
 * @param from the day on which they are imported
 * @throws UserError with a line for each of the first problems
 */
export async function readInput(
  dataDir: string,
  configFile: string | undefined,
  from: CivilDate,
): Promise<SimulationInput> {
  const read = await readFolder(dataDir, { importedOn: from, ...(configFile === undefined ? {} : { configFile }) });
  if ('problems' in read) throw new UserError(firstLines(read.problems.map(formatProblem)).join('\n'));
  const { config, commands, conflicts, partners } = read.data;
  return { config, commands, conflicts, partnerIds: partners.map(({ partnerId }) => partnerId) };
}

/** What was left out of the input, and why (R-KPI-10): a line each. */
export function warningsOf({ conflicts }: Pick<SimulationInput, 'conflicts'>): string[] {
  return firstLines(conflicts.map((problem) => `warning: the first is kept: ${formatProblem(problem)}`));
}

function firstLines(lines: readonly string[]): string[] {
  const more = lines.length - MAX_LINES;
  return more > 0 ? [...lines.slice(0, MAX_LINES), `… and ${more} more`] : [...lines];
}
