/** The simulation on endpoints that make faults, its process killed and resumed: the same end, and no mail lost or repeated. */
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
const PERIOD = ['--from', '2027-01-01', '--to', '2027-06-30'];
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
        const uncertain = await uncertainIn(table.endpoint);
        console.log(
          JSON.stringify({
            seed,
            killed,
            faults,
            mails: accepted.size,
            repeated: again.length,
            uncertain: uncertain.length,
          }),
        );
        expect(withoutMails(out)).toEqual(withoutMails(CLEAN));
        // Every notice is known as sent, or, never silently, as one that was never answered: not the first time, nor the second.
        expect([...noticesOf(out), ...uncertain].sort()).toEqual(noticesOf(CLEAN));
        // Of those whose answer came, the process was killed before it was recorded.
        const answered = uncertain.filter((notice) => (accepted.get(notice) ?? []).some(isAnswered));
        expect(answered.length).toBeLessThanOrEqual(killed);
        for (const notice of noticesOf(out)) expect(accepted.has(notice)).toBe(true);
        // Without an answer or an event nobody can know: such a mail, and one under way when the process was killed, is sent once more.
        expect(again.every(({ length }) => length === 2)).toBe(true);
        expect(again.filter(([first]) => isAnswered(first)).length).toBeLessThanOrEqual(killed);
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

/** Notices that the ledgers call uncertain. */
async function uncertainIn(endpoint: string): Promise<string[]> {
  const client = dynamoDbClient(endpoint);
  const found: string[] = [];
  const [TableName] = (await client.send(new ListTablesCommand({}))).TableNames ?? [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName }))
    for (const item of Items) found.push(...uncertainOf(unmarshall(item)));
  client.destroy();
  return found;
}

function uncertainOf(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const { noticeId, state } = value as { noticeId?: string; state?: { status: string } };
  const mine = noticeId !== undefined && state?.status === 'uncertain' ? [noticeId] : [];
  return [...mine, ...Object.values(value).flatMap(uncertainOf)];
}

const isAnswered = (request: Carried | undefined): boolean =>
  request?.fault === null || request?.fault === 'answer late';

const noticesOf = (out: string): string[] =>
  jsonLines(join(out, 'emails.jsonl'))
    .map(({ noticeId }) => String(noticeId))
    .sort();
