import { join } from 'node:path';
import { daysBetween } from '../../../shared/domain/core/calendar.ts';
import { checkInput, type SimulationInput, warningsOf } from '../simulation/input/check-input.ts';
import type { Days } from '../simulation/input/civil-days.ts';
import { ownEndpoints } from '../simulation/input/own-endpoints.ts';
import { simulate } from '../simulation/simulation.ts';
import { Progress } from './progress.ts';
import { showProgress } from './progress-line.ts';
import { SIMULATE_HELP, type SimulateOptions, simulateOptions } from './simulate-options.ts';
import { summaryOf } from './summary.ts';

/** `npm run simulate`. @throws UserError for what the user got wrong */
export async function simulateCommand(args: string[]): Promise<void> {
  const options = simulateOptions(args);
  if (options === 'help') process.stdout.write(SIMULATE_HELP);
  else await runSimulation(options);
}

async function runSimulation(options: SimulateOptions): Promise<void> {
  const { dataDir, configFile, period, outDir } = options;
  const input = await checkInput(dataDir, configFile);
  const endpoints = await ownEndpoints();
  const progress = new Progress();
  const onProgress = showProgress(progress, dayCount(period));
  const config = configFile ?? join(dataDir, 'program.json');
  try {
    const tally = await simulate({ ...options, input, configFile: config, endpoints, onProgress });
    progress.end();
    for (const remark of remarksOn(input, period)) process.stderr.write(`${remark}\n`);
    process.stdout.write(summaryOf(tally, outDir));
  } finally {
    progress.end();
  }
}

/** What of the input was left out, and why. */
function remarksOn(input: SimulationInput, { from, to }: Days): string[] {
  const outside = input.commands.filter(({ on }) => on < from || on > to).length;
  const note = `note: ${outside} commands are for days outside of ${from} … ${to}, and were not given`;
  return [...warningsOf(input), ...(outside > 0 ? [note] : [])];
}

/** Days of a period, its last one included. */
export const dayCount = ({ from, to }: Days): number => daysBetween(from, to) + 1;
