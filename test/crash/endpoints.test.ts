/**
 * The simulation on endpoints that make faults, its process killed and resumed: the same end, and no mail lost or
 * repeated.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { startDynalite } from '../../infra/local/emulator/tables/dynalite.ts';
import { randomStream } from '../../infra/local/sample/random.ts';
import { dynamoDbClient } from '../../infra/local/simulation/dynamodb-client.ts';
import { run } from '../simulate/command-line.ts';
import { jsonLines } from '../simulate/results.ts';
import { noticeIn, startCountingSes } from './support/counting-ses.ts';
import { type Carried, FaultyEndpoint } from './support/faulty-endpoint.ts';
import { simulateKilled } from './support/killed-simulation.ts';

const CASE = join(import.meta.dirname, '../simulate/cases/outage/input');
const LAST_DAY = '2027-06-30';
const PERIOD = ['--from', '2027-01-01', '--to', LAST_DAY];
const folder = mkdtempSync(join(tmpdir(), 'endpoints-'));
afterAll(() => rmSync(folder, { recursive: true }));

const argsFor = (out: string): string[] => ['--data', CASE, ...PERIOD, '--out', out];

/** What must be the same, whatever happened on the way. */
function endOf(out: string): Record<string, string> {
  const batches = readdirSync(join(out, 'directory')).map((name) => `directory/${name}`);
  const names = ['emails.jsonl', 'memberships.jsonl', 'forecast.jsonl', 'partners.jsonl', 'kpi.jsonl', ...batches];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(out, name), 'utf8')]));
}

const CLEAN = join(folder, 'clean');
const clean = run('simulate', argsFor(CLEAN));

const SEEDS = (process.env.ENDPOINT_SEEDS ?? '1,2').split(',').map(Number);
/** Percent of the requests that are disturbed. */
const TABLE_TROUBLE = 2;
const MAIL_TROUBLE = 10;
const KILLS = 6;
/** Mails that may be under way when a process is killed: of the items that a call works on at a time. */
const UNDER_WAY = 8;
/** Milliseconds until a kill: a simulation in one process has ended after less. */
const LONGEST = 9_000;
const LONGEST_IN_PROCESS = 2_000;

describe('a simulation that is killed and resumed', () => {
  it('ends with the same results on the embedded stand-ins', async () => {
    expect((await clean).stderr).toMatch(/^(note: .*\n)?$/);
    const out = join(folder, 'embedded');
    const random = randomStream(7, 'embedded');
    const { killed } = await simulateKilled({
      args: argsFor(out),
      env: {},
      random,
      kills: KILLS,
      longest: LONGEST_IN_PROCESS,
    });
    expect(killed).toBeGreaterThan(1);
    expect(endOf(out)).toEqual(endOf(CLEAN));
    const decisions = (folder: string) => jsonLines(join(folder, 'runs.jsonl')).length;
    expect(decisions(out)).toBe(decisions(CLEAN));
  });

  it.each(SEEDS)(
    'ends with the same results on endpoints that fail (seed %i): no mail is lost or repeated',
    async (seed) => {
      await clean;
      const out = join(folder, `faulty-${seed}`);
      const random = randomStream(seed, 'endpoints');
      const [table, mail] = [await startDynalite(), await startCountingSes()];
      const accepted = new Map<string, Carried[]>();
      const tableTrouble = await FaultyEndpoint.start(table.endpoint, random, TABLE_TROUBLE);
      const mailTrouble = await FaultyEndpoint.start(mail.url, random, MAIL_TROUBLE, (request) => {
        const notice = noticeIn(request.body);
        if (notice !== null) accepted.set(notice, [...(accepted.get(notice) ?? []), request]);
      });
      const env = { AWS_ENDPOINT_URL_DYNAMODB: tableTrouble.url, AWS_ENDPOINT_URL_SES: mailTrouble.url };
      try {
        const { killed } = await simulateKilled({ args: argsFor(out), env, random, kills: KILLS, longest: LONGEST });
        const faults = [tableTrouble, mailTrouble].map(({ made }) => Object.fromEntries(made));
        const again = [...accepted.values()].filter(({ length }) => length > 1);
        const entries = await entriesIn(table.endpoint);
        const uncertain = entries.filter(({ state }) => state.status === 'uncertain').map(({ noticeId }) => noticeId);
        const unsent = unsentOf(noticesOf(CLEAN), [...noticesOf(out), ...uncertain], entries);
        console.log(
          JSON.stringify({
            seed,
            killed,
            faults,
            mails: accepted.size,
            repeated: again.length,
            uncertain: uncertain.length,
            unsent,
          }),
        );
        expect(withoutMails(out)).toEqual(withoutMails(CLEAN));
        // Every notice is known as sent, or, never silently, as one that was never answered, not the first time, nor
        // the second, or as one that was throttled on the last day, in the sweep and in settling: the next day's run
        // would send it.
        expect([...noticesOf(out), ...uncertain, ...unsent].sort()).toEqual(noticesOf(CLEAN));
        // Of those whose answer came, the process was killed before it was recorded.
        const answered = uncertain.filter((notice) => (accepted.get(notice) ?? []).some(isAnswered));
        expect(answered.length).toBeLessThanOrEqual(killed * UNDER_WAY);
        for (const notice of noticesOf(out)) expect(accepted.has(notice)).toBe(true);
        // Without an answer or an event nobody can know: such a mail, and one under way when the process was killed, is
        // sent once more.
        expect(again.every(({ length }) => length === 2)).toBe(true);
        expect(again.filter(([first]) => isAnswered(first)).length).toBeLessThanOrEqual(killed * UNDER_WAY);
      } finally {
        await Promise.all([tableTrouble.stop(), mailTrouble.stop(), table.stop(), mail.stop()]);
      }
    },
  );
});

function withoutMails(out: string): Record<string, string> {
  const { 'emails.jsonl': _mails, ...end } = endOf(out);
  return end;
}

type Entry = { noticeId: string; state: { status: string; on?: string } };

/** The notices of all ledgers. */
async function entriesIn(endpoint: string): Promise<Entry[]> {
  const client = dynamoDbClient(endpoint);
  const found: Entry[] = [];
  const [TableName] = (await client.send(new ListTablesCommand({}))).TableNames ?? [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName }))
    for (const item of Items) found.push(...entriesOf(unmarshall(item)));
  client.destroy();
  return found;
}

function entriesOf(value: unknown): Entry[] {
  if (value === null || typeof value !== 'object') return [];
  const { noticeId, state } = value as Partial<Entry>;
  const mine = noticeId !== undefined && state !== undefined ? [value as Entry] : [];
  return [...mine, ...Object.values(value).flatMap(entriesOf)];
}

/** Those of the notices that are not known, and wait for the run of the day after the last. */
const unsentOf = (notices: readonly string[], known: readonly string[], entries: readonly Entry[]): string[] =>
  entries
    .filter(({ noticeId }) => notices.includes(noticeId) && !known.includes(noticeId))
    .filter(({ state }) => state.status === 'pending' && state.on === LAST_DAY)
    .map(({ noticeId }) => noticeId);

const isAnswered = (request: Carried | undefined): boolean =>
  request?.fault === null || request?.fault === 'answer late';

const noticesOf = (out: string): string[] =>
  jsonLines(join(out, 'emails.jsonl'))
    .map(({ noticeId }) => String(noticeId))
    .sort();
