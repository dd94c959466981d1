/**
 * One measurement in a process of its own: `node contestant.ts product|loop BUNDLE TABLE IN_FLIGHT`; the endpoints are
 * in the environment.
 */
import type { handler as pageHandler } from '../../../functions/renewal-notices/page.ts';
import { addDays, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { duePartition } from '../../../shared/store/keys.ts';
import { SHARDS_ON_ONE_MACHINE } from '../../../shared/store/shards.ts';
import { DAY } from './program.ts';

export type Measured = { readonly mails: number; readonly seconds: number; readonly cpuSeconds: number };

const [who, bundle = '', tableName = '', inFlight = ''] = process.argv.slice(2);
const SHARDS = Array.from({ length: SHARDS_ON_ONE_MACHINE }, (_, shard) => shard);
const SENDER = 'partner-program@example.com';

async function prepareProduct(): Promise<() => Promise<number>> {
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    INDEX_SHARDS: String(SHARDS.length),
    ITEMS_IN_FLIGHT: inFlight,
    ...{ SENDER, OPERATORS_ADDRESS: 'operators@example.com', CONFIGURATION_SET: 'notices', REPORTS_BUCKET: 'reports' },
    ...{ SEND_RATE: '100000', PARTNER_CENTER_URL: 'https://partner.example/' },
  });
  const { handler } = (await import(bundle)) as { handler: typeof pageHandler };
  const context = { awsRequestId: 'bench', functionName: 'page', getRemainingTimeInMillis: () => 300_000 } as never;
  return async () => {
    let state: Awaited<ReturnType<typeof handler>> = firstState();
    while (!state.done) state = await handler({ state, now: `${DAY}T08:00:00Z` } as never, context);
    if (state.totals === null || state.totals.failed > 0) throw new Error(`failed: ${JSON.stringify(state.totals)}`);
    return state.totals.acted;
  };
}

function firstState() {
  const run = { runId: 'bench', workflow: 'renewal-notices', asOf: DAY, dryRun: false, isPartial: false };
  return {
    run: { ...run, startedAt: `${DAY}T08:00:00Z`, reason: null, phase: null },
    segment: { index: 0, shards: SHARDS, partnerIds: null },
    ...{ mode: 'sweep', page: 0, cursor: null, totals: null, settleBefore: null, done: false, needsSettling: false },
  } as never;
}

async function prepareLoop(): Promise<() => Promise<number>> {
  const { bareLoop } = (await import(bundle)) as typeof import('./bare-loop.ts');
  const partitions = SHARDS.map((shard) => duePartition('renewal-notices', shard));
  const settings = { tableName, sender: SENDER, inFlight: Number(inFlight) };
  return () => bareLoop(settings, partitions, addDays(civilDateOf(DAY), 1));
}

const work = await (who === 'product' ? prepareProduct() : prepareLoop());
const [begun, cpu] = [performance.now(), process.cpuUsage()];
const mails = await work();
const { user, system } = process.cpuUsage(cpu);
const measured = { mails, seconds: (performance.now() - begun) / 1000, cpuSeconds: (user + system) / 1e6 };
process.send?.(measured satisfies Measured);
process.disconnect?.();
