/** Mails a second against the account's send rate: one copy, and two at the same time on one table. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBundles } from '../bundles.ts';
import { firstMessage } from '../child.ts';
import { ratio, type Section } from '../section.ts';
import type { Measured } from '../sweep/contestant.ts';
import { startServices } from '../sweep/running-services.ts';

const SETUPS = [
  { sendRate: 5, copies: ['0,1,2,3'], seconds: 8 },
  { sendRate: 14, copies: ['0,1,2,3'], seconds: 8 },
  { sendRate: 14, copies: ['0,1', '2,3'], seconds: 8 },
  { sendRate: 80, copies: ['0,1,2,3'], seconds: 6 },
  { sendRate: 80, copies: ['0,1', '2,3'], seconds: 6 },
];
const SLOW = { dynamodb: 5, ses: 60 };
const CONTESTANT = join(import.meta.dirname, '../sweep/contestant.ts');
/** In milliseconds, as SES's clock says. */
const SECOND = 1_000;

export async function rateSection(): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-rate-'));
  const services = await startServices(SETUPS.map((_, index) => `rate-${index}`));
  try {
    const bundleOf = await makeBundles({ product: 'functions/renewal-notices/page.ts' }, folder);
    const rows: string[][] = [];
    for (const [index, { sendRate, copies, seconds }] of SETUPS.entries()) {
      const table = `rate-${index}`;
      await services.prepare(table, (sendRate * seconds) / 2, 2, SLOW);
      const env = services.environment({ SEND_RATE: String(sendRate) });
      const run = (shards: string): Promise<Measured> =>
        firstMessage(CONTESTANT, ['product', bundleOf('product'), table, '16', shards], { env });
      await Promise.all(copies.map(run));
      const { at } = await services.accepted();
      const rate = (SECOND * (at.length - 1)) / ((at.at(-1) ?? 0) - (at[0] ?? 0));
      rows.push([
        String(sendRate),
        String(copies.length),
        String(at.length),
        rate.toFixed(1),
        ratio(rate / sendRate),
        String(mostInASecond(at)),
      ]);
    }
    return {
      title: 'Mails a second against `sendRate`',
      about:
        'The product with 16 items in flight, as one copy and as two at the same time; 5 ms and 60 ms as above. What SES was asked, by its clock.',
      header: ['sendRate', 'copies', 'mails', 'mails/s', '÷ sendRate', 'most in any second'],
      rows,
    };
  } finally {
    services.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function mostInASecond(at: readonly number[]): number {
  return Math.max(...at.map((from) => at.filter((other) => other >= from && other < from + SECOND).length));
}
