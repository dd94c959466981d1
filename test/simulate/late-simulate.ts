/** `npm run simulate`, with answers of the stand-ins that come late. */
import { join } from 'node:path';
import { simulateOptions } from '../../infra/local/cli/simulate-options.ts';
import { readInput } from '../../infra/local/simulation/input/read-input.ts';
import { simulate } from '../../infra/local/simulation/simulate.ts';
import { lateAnswers } from './late-answers.ts';

const [seed, mostTurns, ...args] = process.argv.slice(2);
const options = simulateOptions(args);
if (options === 'help') throw new Error('there is nothing to simulate');
await simulate({
  ...options,
  keepsMails: true,
  input: await readInput(options.dataDir, undefined, options.period.from),
  configFile: join(options.dataDir, 'program.json'),
  endpoints: { interpose: lateAnswers(Number(seed), Number(mostTurns)) },
  onProgress: () => {},
});
