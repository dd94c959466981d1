/**
 * How much longer a simulation takes over the wire than in one process, with the same results:
 * `node test/bench/simulation/wire.ts [PARTNERS]`. Rounds take turns, the first is not counted: it synthesizes. Seconds
 * of the clock and of the processors, and the memory that the process had at most.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSampleProgram } from '../../../infra/local/sample/write.ts';
import { type Used, used } from '../child.ts';
import { median } from '../section.ts';

const SIMULATE = join(import.meta.dirname, '../../../infra/local/simulate.ts');
const FROM = '2027-01-01';
const ROUNDS = 3;
const WAYS = { 'in one process': [], 'over the wire': ['--wire'] } as const;

const folder = mkdtempSync(join(tmpdir(), 'bench-wire-'));
try {
  const partners = Number(process.argv[2] ?? 200);
  const { to } = await writeSampleProgram(join(folder, 'data'), { seed: 2027, partners, from: FROM });
  const args = ['--data', join(folder, 'data'), '--from', FROM, '--to', to, '--out', join(folder, 'out')];
  const rounds: Record<keyof typeof WAYS, Used>[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const inProcess = await used(SIMULATE, [...args, ...WAYS['in one process']]);
    const overWire = await used(SIMULATE, [...args, ...WAYS['over the wire']]);
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
