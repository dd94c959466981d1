/** How long the simulator takes, and the most memory that it needs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSampleProgram } from '../../../infra/local/sample/write.ts';
import { type Used, used } from '../child.ts';
import type { Section } from '../section.ts';

const LOCAL = join(import.meta.dirname, '../../../infra/local');
const FROM = '2027-01-01';

export async function simulatorSection(): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-simulator-'));
  const simulate = async (partners: number, to?: string): Promise<Used> => {
    const data = join(folder, `data-${partners}`);
    const program = await writeSampleProgram(data, { seed: 7, partners, from: FROM });
    const period = ['--from', FROM, '--to', to ?? program.to];
    return used(join(LOCAL, 'simulate.ts'), [
      '--data',
      data,
      ...period,
      '--out',
      join(folder, `out-${partners}-${to ?? 'all'}`),
    ]);
  };
  const row = (name: string, { seconds, cpu, megabytes }: Used): string[] => [
    name,
    seconds.toFixed(0),
    cpu.toFixed(0),
    megabytes.toFixed(0),
  ];
  try {
    return {
      title: 'The simulator',
      about:
        'Processes of their own, as npm runs them, synthesis included; the memory is the most that the system gave them. It grows with what the table holds in the end, not with the days.',
      header: ['', 'seconds', 'CPU seconds', 'MB'],
      rows: [
        row(
          '`npm run demo`: 200 partners, 14 months',
          await used(join(LOCAL, 'demo.ts'), ['--out', join(folder, 'demo')]),
        ),
        row('1,000 partners, 6 months', await simulate(1_000, '2027-06-30')),
        row('1,000 partners, 14 months', await simulate(1_000)),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
