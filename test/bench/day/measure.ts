/**
 * `node measure.ts MEMBERSHIPS`: a day with the same number of due memberships in a table of so many, by the sweep and
 * by a job that reads all.
 */
import { join } from 'node:path';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readProgramFile } from '../../../infra/read-program-file.ts';
import { addDays, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import { decideDailyNotices } from '../../../shared/domain/renewal/daily-notices.ts';
import { SHARDS, shardOf } from '../../../shared/store/shards.ts';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { planSegments } from '../../../shared/sweep/plan-segments.ts';
import { runPages } from '../../../shared/sweep/run-pages.ts';
import { membershipSweep } from '../../../shared/workflows/sweeps/membership-sweep.ts';
import { DAY, writeProgram } from '../sweep/program.ts';
import { CountingTable, type Counts, TABLE } from './counting-table.ts';
import { cronJob } from './cron-job.ts';

export type Day = Counts & { readonly mails: number };
export type Days = { readonly sweep: Day; readonly job: Day };

const NOTHING: Counts = { requests: 0, readUnits: 0, writeUnits: 0 };
const DUE = 50;
const SEGMENTS = 4;
const PACK = { offer: 'action-pack', competency: null, level: null, learningOption: false } as const;
const memberships = Number(process.argv[2]);
const config = readProgramFile(join(import.meta.dirname, '../../../infra/stages/program.sample.json'));

/**
 * A table with those that are due, and as many others whose next notice comes on the days after, as evenly as
 * anniversaries do.
 */
async function tableWith(count: number): Promise<CountingTable> {
  const counting = new CountingTable();
  const store = openStore(new Table(counting.client, TABLE, SHARDS), config);
  await writeProgram(store, DUE, 2);
  const table = counting.engine.table(TABLE);
  const days = 334;
  for (let day = 1; day <= days; day += 1) {
    const purchasedOn = addDays(civilDateOf('2020-09-02'), day);
    const ids = { partnerId: `TEMPLATE-${day}`, membershipId: 'M-1' };
    await store.memberships.create(
      newMembership(PACK, { ...ids, purchasedOn, paidThroughCycle: 6 }, civilDateOf('2027-01-01')),
    );
    const template = table.get({ pk: { S: `PARTNER#${ids.partnerId}` }, sk: { S: 'MEMBERSHIP#M-1' } })?.item ?? {};
    for (let number = DUE + day; number < count; number += days) {
      const partnerId = `Q-${String(number).padStart(8, '0')}`;
      const shard = shardOf(partnerId, SHARDS);
      const keys = marshall({
        pk: `PARTNER#${partnerId}`,
        ...{ dueWork: `renewal-notices#${shard}`, expiryWork: `grace-expiry#${shard}` },
        dueOn: String(template.dueOn?.S).replace(ids.partnerId, partnerId),
        expiresOn: String(template.expiresOn?.S).replace(ids.partnerId, partnerId),
      });
      table.restore({ put: { ...template, ...keys } });
    }
  }
  return counting;
}

async function measured(counting: CountingTable, work: (send: () => void) => Promise<unknown>): Promise<Day> {
  Object.assign(counting.counts, NOTHING);
  let mails = 0;
  await work(() => {
    mails += 1;
  });
  return { ...counting.counts, mails };
}

async function sweep(counting: CountingTable, send: () => void): Promise<void> {
  const store = openStore(new Table(counting.client, TABLE, SHARDS), config);
  const post = {
    send: async () => {
      send();
      return { outcome: 'sent' as const, messageId: 'm' };
    },
    ...{ partnerCenterUrl: 'https://partner.example/', timeZone: config.timeZone },
  };
  const reports = { bucket: 'reports', put: async () => {} };
  const work = membershipSweep({ workflow: 'renewal-notices', decide: decideDailyNotices }, {
    store,
    config,
    post,
    reports,
    operators: 'operators@example.com',
  } as never);
  const asOf = civilDateOf(DAY);
  const startedAt = `${DAY}T08:00:00.000Z`;
  const run = {
    runId: 'bench',
    workflow: 'renewal-notices' as const,
    asOf,
    dryRun: false,
    isPartial: false,
    startedAt,
  };
  for (const segment of planSegments({ asOf }, SHARDS, SEGMENTS)) {
    let state = {
      ...{ run: { ...run, reason: null, phase: null }, segment, mode: 'sweep' as const, page: 0 },
      ...{ cursor: null, totals: null, settleBefore: null },
    } as Parameters<typeof runPages>[1]['state'];
    for (;;) {
      const page = await runPages(work, { state, now: startedAt });
      if (page.done) break;
      state = page;
    }
  }
}

const counting = await tableWith(memberships);
const job = await measured(counting, (send) =>
  cronJob(counting.client, {
    ...{ table: TABLE, today: DAY, stages: config.noticeStages },
    send: async () => {
      send();
      return 'm';
    },
  }),
);
await writeDueAnew();
const days: Days = { sweep: await measured(counting, (send) => sweep(counting, send)), job };
if (days.sweep.mails !== days.job.mails) throw new Error(`${days.sweep.mails} mails, and ${days.job.mails} of the job`);
process.send?.(days);
process.disconnect?.();

/** The job has written into what it sent. */
async function writeDueAnew(): Promise<void> {
  const table = counting.engine.table(TABLE);
  for (let number = 0; number < DUE; number += 1) {
    const pk = { S: `PARTNER#P-${String(number).padStart(6, '0')}` };
    for (const sk of ['PARTNER', 'MEMBERSHIP#M-1']) table.delete({ pk, sk: { S: sk } });
  }
  await writeProgram(openStore(new Table(counting.client, TABLE, SHARDS), config), DUE, 2);
}
