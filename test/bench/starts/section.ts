/**
 * How long a function takes to start: the import of its bundle, against that of a bundle with the SDK's client and
 * commands alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionEnvironment, makeBundles } from '../bundles.ts';
import { firstMessage } from '../child.ts';
import { median, ratio, type Section } from '../section.ts';
import type { Imported } from './measure.ts';

const ROUNDS = 9;
const MEASURE = join(import.meta.dirname, 'measure.ts');
/** By the name in the table: its source, and the SDK that it is compared with. */
const FUNCTIONS = {
  'Plan of a sweep': ['functions/sweep/plan.ts', 'table'],
  'run-watch': ['functions/run-watch/check.ts', 'table'],
  'Report of a sweep': ['functions/sweep/report.ts', 'table'],
  'Page of renewal-notices': ['functions/renewal-notices/page.ts', 'table and mail'],
  'Page of kpi-refresh': ['functions/kpi-refresh/page.ts', 'table and mail'],
  'partner-command': ['functions/partner-command/run.ts', 'table and mail'],
} as const;
const SDK = {
  table: 'test/bench/starts/sdk-table.ts',
  'table and mail': 'test/bench/starts/sdk-table-mail.ts',
} as const;

export async function startsSection(): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-starts-'));
  try {
    const functions = Object.entries(FUNCTIONS).map(([name, [file]], index) => [name, `f${index}`, file] as const);
    const bare = Object.entries(SDK).map(([name, file], index) => [name, `s${index}`, file] as const);
    const idAndFile = (some: readonly (readonly [string, string, string])[]) =>
      Object.fromEntries(some.map(([, id, file]) => [id, file]));
    await makeBundles(idAndFile(bare), folder, {});
    const bundleOf = await makeBundles(idAndFile(functions), folder);
    const entries = [...functions, ...bare];
    const cpu = new Map<string, number[]>(entries.map(([name]) => [name, []]));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, id] of entries) {
        const { cpuMs } = await firstMessage<Imported>(MEASURE, [bundleOf(id)], { env: functionEnvironment({}) });
        cpu.get(name)?.push(cpuMs);
      }
    const cost = (name: string): number => median(cpu.get(name) ?? []);
    return {
      title: 'Starts',
      about: `CPU milliseconds of the import of a bundle as it is deployed, in a process of its own; medians of ${ROUNDS} rounds that take turns. The SDK alone is a bundle of the SDK as it comes, which makes the clients and names the commands that the function uses; deployed bundles are without the sources of credentials that a function does not have ([decision 6](decisions/0006-small-bundles.md)).`,
      header: ['', 'import, ms', 'the SDK alone', 'function ÷ SDK'],
      rows: Object.entries(FUNCTIONS).map(([name, [, sdk]]) => [
        name,
        ...[cost(name).toFixed(0), cost(sdk).toFixed(0), ratio(cost(name) / cost(sdk))],
      ]),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
