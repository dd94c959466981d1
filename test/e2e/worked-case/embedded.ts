import { join } from 'node:path';
import { run } from '../../simulate/command-line.ts';
import { jsonLines } from '../../simulate/results.ts';
import { CACHE } from '../run/context.ts';
import type { WorkedCase } from './case.ts';

/** An execution of the embedded run, as `runs.jsonl` tells of it. */
export type EmbeddedRun = {
  readonly workflow: string;
  readonly scheduledFor: string | null;
  readonly asOf: string;
  readonly output: Readonly<Record<string, unknown>>;
};

/** What the embedded default made of the case. */
export type Embedded = {
  readonly folder: string;
  readonly runs: readonly EmbeddedRun[];
  readonly lines: (file: string) => string[];
};

/** `npm run simulate` on the case. @throws Error with what it said if it fails */
export async function runEmbedded({ name, inputDir, from, to, outages }: WorkedCase): Promise<Embedded> {
  const folder = join(CACHE, `embedded-${name}`);
  const down = outages.flatMap((outage) => ['--outage', outage]);
  const options = ['--data', inputDir, '--from', from, '--to', to, '--out', folder, ...down];
  const { code, stdout, stderr } = await run('simulate', options);
  if (code !== 0) throw new Error(`simulate ended with exit code ${code}: ${stderr}`);
  if (stdout.includes('dead letters')) throw new Error(`not everything was taken in the embedded run:\n${stdout}`);
  const lines = (file: string) => jsonLines(join(folder, file)).map((line) => JSON.stringify(line));
  return { folder, lines, runs: jsonLines(join(folder, 'runs.jsonl')) as unknown as EmbeddedRun[] };
}
