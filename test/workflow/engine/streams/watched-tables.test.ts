/** Changes of a table in a DynamoDB that has no streams, over the wire, whatever becomes of requests and answers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ConnectionCut,
  type LoopbackRequest,
  type LoopbackResponse,
  type LoopbackServer,
  serveLoopback,
} from '../../../../infra/local/emulator/loopback-server.ts';
import { createTables } from '../../../../infra/local/emulator/tables/create-tables.ts';
import { type EmbeddedDynamoDb, startDynalite } from '../../../../infra/local/emulator/tables/dynalite.ts';
import type { Item } from '../../../../infra/local/emulator/tables/memory/attribute-value.ts';
import type { Change } from '../../../../infra/local/emulator/tables/memory/change.ts';
import { tableClient } from '../../../../infra/local/emulator/tables/table-client.ts';
import { forward } from '../../../../infra/local/emulator/tables/watch/forward.ts';
import { WatchedTables } from '../../../../infra/local/emulator/tables/watch/watched-tables.ts';
import { randomStream } from '../../../../infra/local/sample/random.ts';

const TABLE = 'watched';
const KEYS = [
  { AttributeName: 'pk', KeyType: 'HASH' },
  { AttributeName: 'sk', KeyType: 'RANGE' },
] as const;
const definitionOf = (TableName: string) => ({
  TableName,
  KeySchema: [...KEYS],
  AttributeDefinitions: KEYS.map(({ AttributeName }) => ({ AttributeName, AttributeType: 'S' as const })),
  BillingMode: 'PAY_PER_REQUEST' as const,
});

type StoredItem = Record<string, AttributeValue>;
type Fault = 'request lost' | 'answer lost' | 'answer cut' | 'error 500 after' | 'throttled';

let dynalite: EmbeddedDynamoDb;
let direct: DynamoDBClient;
let faulty: LoopbackServer;
let watched: WatchedTables;
let server: LoopbackServer;
let client: DynamoDBClient;
/** What becomes of the next writes. */
let faults: (Fault | null)[];
let changes: Change[];
/** Turns of the event loop by which the next answer is late. */
let lateness: () => number;
const folder = mkdtempSync(join(tmpdir(), 'watched-'));

beforeAll(async () => {
  dynalite = await startDynalite();
  direct = tableClient(dynalite.endpoint);
  faulty = await serveLoopback((request) => disturb(request));
});
afterAll(async () => {
  await faulty.stop();
  direct.destroy();
  await dynalite.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  faults = [];
  lateness = () => 0;
  changes = [];
  await createTables(direct, [definitionOf(TABLE), definitionOf('other')]);
  await watch();
});
afterEach(() => unwatch());

async function watch(log?: string): Promise<void> {
  const add = (change: Change): void => void changes.push(change);
  watched = new WatchedTables([definitionOf(TABLE)], {
    endpoint: faulty.endpoint,
    client: direct,
    sinks: new Map([[TABLE, { now: () => 0, told: 0, add }]]),
    logOf: log === undefined ? undefined : () => join(folder, log),
  });
  server = await serveLoopback((request) => watched.answer(request));
  client = tableClient(server.endpoint);
}

async function unwatch(): Promise<void> {
  client.destroy();
  await server.stop();
  watched.close();
}

async function disturb(request: LoopbackRequest): Promise<LoopbackResponse> {
  const isWrite = /\.(PutItem|BatchWriteItem)$/.test(String(request.headers['x-amz-target']));
  const fault = isWrite ? (faults.shift() ?? null) : null;
  if (fault === 'request lost') throw new ConnectionCut('lost');
  if (fault === 'throttled') return { status: 400, body: '{"__type":"com.amazonaws#ThrottlingException"}' };
  const answer = await forward(dynalite.endpoint, request);
  for (let left = lateness(); left > 0; left -= 1) await nextTurn();
  if (fault === 'answer lost') throw new ConnectionCut('lost');
  if (fault === 'error 500 after') return { status: 500, body: '{"__type":"InternalServerError"}' };
  if (fault === 'answer cut') return { ...answer, headers: {}, body: answer.body.subarray(0, 1) };
  return answer;
}

const itemOf = (sk: string, more: Item = {}): StoredItem =>
  ({ pk: { S: 'P' }, sk: { S: sk }, ...more }) as unknown as StoredItem;
const numbered = (sk: string, n: number) => itemOf(sk, { n: { N: String(n) } });
const put = (item: ReturnType<typeof itemOf>, TableName = TABLE, ConditionExpression?: string) =>
  client.send(new PutItemCommand({ TableName, Item: item, ConditionExpression }));
const writeAll = (...requests: object[]) =>
  client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: requests as never[] } }));
const changeOf = (sk: string, before: Item | undefined, after: Item | undefined): Change => ({
  key: itemOf(sk),
  before,
  after,
});
const stored = async () => (await direct.send(new ScanCommand({ TableName: TABLE }))).Items as Item[];

describe('a table that is watched', () => {
  it('is refused with a key that is no text, which its copy would not tell apart', () => {
    const definition = {
      ...definitionOf(TABLE),
      AttributeDefinitions: [{ AttributeName: 'sk', AttributeType: 'N' as const }],
    };
    const options = { endpoint: faulty.endpoint, client: direct, sinks: new Map(), logOf: undefined };
    expect(() => new WatchedTables([definition], options)).toThrow(
      'the key sk is of type N; on one machine keys are S',
    );
  });

  it('tells what there was before a write, and what there is after it', async () => {
    await put(numbered('a', 1));
    await put(numbered('a', 2));
    await writeAll({ DeleteRequest: { Key: itemOf('a') } }, { PutRequest: { Item: numbered('b', 3) } });
    expect(changes).toEqual([
      changeOf('a', undefined, numbered('a', 1)),
      changeOf('a', numbered('a', 1), numbered('a', 2)),
      changeOf('a', numbered('a', 2), undefined),
      changeOf('b', undefined, numbered('b', 3)),
    ]);
  });

  it('tells of bytes as they are', async () => {
    await put(itemOf('a', { b: { B: Buffer.from('hi') }, l: { L: [{ BS: [Buffer.from('ho')] }] } }));
    const { b, l } = changes[0]?.after ?? {};
    expect([Buffer.from(b?.B ?? []).toString(), Buffer.from(l?.L?.[0]?.BS?.[0] ?? []).toString()]).toEqual([
      'hi',
      'ho',
    ]);
  });

  it('tells nothing of a write that is refused, nor of another table', async () => {
    await put(numbered('a', 1));
    await expect(put(numbered('a', 2), TABLE, 'attribute_not_exists(pk)')).rejects.toThrow(
      expect.objectContaining({ name: 'ConditionalCheckFailedException' }),
    );
    await put(numbered('a', 3), 'other');
    expect(changes).toHaveLength(1);
  });

  it.each<Fault>(['request lost', 'answer lost', 'answer cut', 'error 500 after', 'throttled'])(
    'tells once of a write that is tried again: %s',
    async (fault) => {
      await put(numbered('a', 1));
      faults = [fault, fault];
      const puts = writeAll({ PutRequest: { Item: numbered('a', 2) } }, { PutRequest: { Item: numbered('b', 1) } });
      await puts.catch((error: unknown) => expect(error).toBeInstanceOf(SyntaxError));
      const told = changes.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
      expect(told).toEqual([
        changeOf('a', undefined, numbered('a', 1)),
        changeOf('a', numbered('a', 1), numbered('a', 2)),
        changeOf('b', undefined, numbered('b', 1)),
      ]);
    },
  );

  it('refuses requests of which it is not known what they write', async () => {
    const update = new UpdateItemCommand({ TableName: TABLE, Key: itemOf('a'), UpdateExpression: 'SET n = :n' });
    await expect(client.send(update)).rejects.toThrow();
    expect(await stored()).toEqual([]);
  });

  it.each([1, 2, 3])('tells all changes of an item in their order, whatever goes wrong (seed %i)', async (seed) => {
    const random = randomStream(seed, 'watched');
    const some: readonly Fault[] = ['request lost', 'answer lost', 'error 500 after'];
    lateness = () => random.between(0, 200);
    faults = Array.from({ length: 60 }, () => (random.chance(25) ? random.pick(some) : null));
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        random.chance(20)
          ? writeAll({ DeleteRequest: { Key: itemOf(random.pick([...'abc'])) } })
          : put(numbered(random.pick([...'abc']), n)),
      ),
    );
    const latest = new Map<string, Item | undefined>();
    for (const { key, before, after } of changes) {
      expect(before).toEqual(latest.get(key.sk?.S ?? ''));
      latest.set(key.sk?.S ?? '', after);
    }
    const left = [...latest.values()].filter((item) => item !== undefined);
    expect(left.toSorted(bySort)).toEqual((await stored()).toSorted(bySort));
  });

  it('learns of what was written when its process was killed', async () => {
    await unwatch();
    await watch('killed');
    for (const [sk, n] of [
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ] as const)
      await put(numbered(sk, n));
    await unwatch();
    await direct.send(new PutItemCommand({ TableName: TABLE, Item: numbered('a', 2) }));
    const RequestItems = { [TABLE]: [{ DeleteRequest: { Key: itemOf('c') } }] };
    await direct.send(new BatchWriteItemCommand({ RequestItems }));
    changes = [];
    await watch('killed');
    await watched.catchUp();
    expect(changes.slice(3)).toEqual([
      changeOf('a', numbered('a', 1), numbered('a', 2)),
      changeOf('c', numbered('c', 1), undefined),
    ]);
  });
});

const bySort = (left: Item, right: Item): number => ((left.sk?.S ?? '') < (right.sk?.S ?? '') ? -1 : 1);
