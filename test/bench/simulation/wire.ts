/**
 * How much longer a simulation takes over the wire than in one process, with the same results:
 * `node test/bench/simulation/wire.ts [PARTNERS]`. Rounds take turns, the first is not counted: it synthesizes. Seconds
 * of the clock and of the processors, and the memory that the process had at most.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSampleProgram } from '../../../infra/local/sample/write.ts';

const SIMULATE = join(import.meta.dirname, '../../../infra/local/simulate.ts');
const FROM = '2027-01-01';
const ROUNDS = 3;
const WAYS = { 'in one process': [], 'over the wire': ['--wire'] } as const;

type Measured = { readonly seconds: number; readonly cpu: number; readonly megabytes: number };

/** The child reports what it used itself: its threads are included. */
const REPORT = `import { writeSync } from 'node:fs';
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }));
});`;

async function measured(args: readonly string[]): Promise<Measured> {
  const begun = performance.now();
  const report = ['--import', `data:text/javascript,${encodeURIComponent(REPORT)}`];
  const child = spawn(process.execPath, ['--max-semi-space-size=16', ...report, SIMULATE, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  let said = '';
  child.stdio[3]?.on('data', (text) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`simulate ended with ${code}`);
  return { seconds: (performance.now() - begun) / 1000, ...JSON.parse(said) };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const folder = mkdtempSync(join(tmpdir(), 'bench-wire-'));
try {
  const partners = Number(process.argv[2] ?? 200);
  const { to } = await writeSampleProgram(join(folder, 'data'), { seed: 2027, partners, from: FROM });
  const args = ['--data', join(folder, 'data'), '--from', FROM, '--to', to, '--out', join(folder, 'out')];
  const rounds: Record<keyof typeof WAYS, Measured>[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const inProcess = await measured([...args, ...WAYS['in one process']]);
    const overWire = await measured([...args, ...WAYS['over the wire']]);
    if (round > 0) rounds.push({ 'in one process': inProcess, 'over the wire': overWire });
  }
  console.log(`${partners} partners, ${FROM} to ${to}; medians of ${ROUNDS} rounds`);
  for (const what of ['seconds', 'cpu', 'megabytes'] as const) {
    const [fast, wire] = (Object.keys(WAYS) as (keyof typeof WAYS)[]).map((way) =>
      median(rounds.map((round) => round[way][what])),
    );
    if (fast === undefined || wire === undefined) throw new Error('nothing was measured');
    console.log(
      `${what.padEnd(10)} ${fast.toFixed(1).padStart(8)} ${wire.toFixed(1).padStart(8)}  ratio ${(wire / fast).toFixed(2)}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
