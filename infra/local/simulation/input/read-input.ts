import { formatProblem } from '../../../../shared/domain/core/problem.ts';
import { type FolderData, readFolder } from '../../../../shared/import/folder.ts';
import { UserError } from './user-error.ts';

/** Problems that are shown; the rest is counted. */
const SHOWN = 50;

/** What a simulation keeps of its input in memory: everything else comes back out of the table. */
export type SimulationInput = Pick<FolderData, 'config' | 'commands' | 'conflicts'> & {
  readonly partnerIds: readonly string[];
};

/**
 * Reads the input strictly: all of it is good, or nothing is done.
 *
 * @param configFile a configuration to use instead of the folder's own
 * @throws UserError with a line for each of the first problems
 */
export async function readInput(dataDir: string, configFile: string | undefined): Promise<SimulationInput> {
  const read = await readFolder(dataDir, configFile === undefined ? {} : { configFile });
  if ('problems' in read) throw new UserError(firstLines(read.problems.map(formatProblem)).join('\n'));
  const { config, commands, conflicts, partners } = read.data;
  return { config, commands, conflicts, partnerIds: partners.map(({ partnerId }) => partnerId) };
}

/** What was left out of the input, and why (R-KPI-10): a line each. */
export function warningsOf({ conflicts }: Pick<SimulationInput, 'conflicts'>): string[] {
  return firstLines(conflicts.map((problem) => `warning: the first is kept: ${formatProblem(problem)}`));
}

function firstLines(lines: readonly string[]): string[] {
  const more = lines.length - SHOWN;
  return more > 0 ? [...lines.slice(0, SHOWN), `… and ${more} more`] : [...lines];
}
