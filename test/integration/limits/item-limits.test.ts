/**
 * The embedded engines refuse what DynamoDB refuses for its size, counted in bytes of UTF-8. With PARITY=1 the same is
 * asked of AWS's own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';

type Raw = Record<string, AttributeValue>;

/** DynamoDB's quotas, in bytes, inclusive. */
const ITEM = 409_600;
const PARTITION_KEY = 2048;
const SORT_KEY = 1024;

const KEY = { pk: { S: 'P' }, sk: { S: 'S' } };
/** Of the key, and of the name of the attribute that fills the rest. */
const KEY_BYTES = 'pkPskS'.length;
const ROOM = ITEM - KEY_BYTES - 'v'.length;

/** So many bytes: a syllable has three. */
const korean = (bytes: number): string => '김'.repeat(Math.floor(bytes / 3)) + 'x'.repeat(bytes % 3);

const outcome = (sent: Promise<unknown>): Promise<string> =>
  sent.then(
    () => 'done',
    (error: Error) => `${error.name}: ${error.message}`,
  );

const TOO_LARGE = 'ValidationException: Item size has exceeded the maximum allowed size';
const UPDATED_TOO_LARGE = 'ValidationException: Item size to update has exceeded the maximum allowed size';
const INVALID = /^ValidationException: /;

const folder = mkdtempSync(join(tmpdir(), 'item-limits-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each([
  ['in memory', undefined],
  ['in a folder', folder],
])('a table %s', (_, path) => {
  let tables: TestTables;
  let TableName: string;
  beforeAll(async () => {
    tables = await startTestTables(path);
    TableName = (await tables.create()).name;
  });
  afterAll(() => tables?.stop());

  const put = (Item: Raw) => outcome(tables.client.send(new PutItemCommand({ TableName, Item })));
  const batch = (Item: Raw) =>
    outcome(
      tables.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item } }] } })),
    );
  const update = (S: string) =>
    outcome(
      tables.client.send(
        new UpdateItemCommand({
          TableName,
          Key: KEY,
          UpdateExpression: 'SET w = :w',
          ExpressionAttributeValues: { ':w': { S } },
        }),
      ),
    );

  it('takes an item of 400 KB, and refuses a byte more, though it has far fewer characters', async () => {
    expect(await put({ ...KEY, v: { S: korean(ROOM) } })).toBe('done');
    expect(await put({ ...KEY, v: { S: korean(ROOM + 1) } })).toBe(TOO_LARGE);
    expect(await batch({ ...KEY, v: { S: korean(ROOM) } })).toBe('done');
    expect(await batch({ ...KEY, v: { S: korean(ROOM + 1) } })).toBe(TOO_LARGE);
  });

  it.each<[string, AttributeValue, number]>([
    ['the name of an attribute', { M: { 이름: { S: '김' } } }, 3 + 1 + 6 + 3],
    ['a set', { SS: ['김', 'a'] }, 4],
    ['a list', { L: [{ S: '김' }, { S: 'c' }] }, 3 + 1 + 3 + 1 + 1],
    [
      'a list of lists',
      { L: [{ L: [{ N: '1' }, { N: '-12' }] }, { NULL: true }] },
      3 + 1 + (3 + 1 + 2 + 1 + 3) + 1 + 1,
    ],
    ['a map in a map', { M: { a: { M: { b: { S: '김' } } } } }, 3 + 1 + 1 + (3 + 1 + 1 + 3)],
    ['numbers', { NS: ['0', '1', '12', '123', '0.001', '12.34', '-12345'] }, 1 + 2 + 2 + 3 + 2 + 3 + 5],
  ])('counts %s', async (__, n, bytes) => {
    const rest = (more: number) => ({ S: korean(ROOM - 'n'.length - bytes + more) });
    expect(await put({ ...KEY, n, v: rest(0) })).toBe('done');
    expect(await put({ ...KEY, n, v: rest(1) })).toBe(TOO_LARGE);
  });

  it('refuses an update that would make an item larger', async () => {
    await put({ ...KEY, v: { S: korean(300_000) } });
    const rest = ROOM - 300_000 - 'w'.length;
    expect(await update(korean(rest + 1))).toBe(UPDATED_TOO_LARGE);
    expect(await update(korean(rest))).toBe('done');
  });

  it.each([
    ['pk', PARTITION_KEY],
    ['sk', SORT_KEY],
  ])('takes %s of %i bytes, and refuses a byte more', async (name, most) => {
    const get = (Key: Raw) => outcome(tables.client.send(new GetItemCommand({ TableName, Key })));
    for (const call of [put, get, batch]) {
      expect(await call({ ...KEY, [name]: { S: korean(most) } })).toBe('done');
      expect(await call({ ...KEY, [name]: { S: korean(most + 1) } })).toMatch(INVALID);
    }
  });

  it.each([
    ['dueWork', PARTITION_KEY],
    ['dueOn', SORT_KEY],
  ])('takes the index key %s of %i bytes, and refuses a byte more and none', async (name, most) => {
    const index = { dueWork: { S: 'renewal-notices#0' }, dueOn: { S: '2027-01-01' } };
    expect(await put({ ...KEY, ...index, [name]: { S: korean(most) } })).toBe('done');
    expect(await put({ ...KEY, ...index, [name]: { S: korean(most + 1) } })).toMatch(INVALID);
    expect(await put({ ...KEY, ...index, [name]: { S: '' } })).toMatch(INVALID);
  });
});

describe('the engine of the program years', () => {
  const client: DynamoDBClient = new MemoryDynamoDb().client(async (_, perform) => perform());
  const put = (Item: Raw) =>
    outcome(
      client.send(new PutItemCommand({ TableName: 'memory', Item, ConditionExpression: 'attribute_not_exists(pk)' })),
    );

  it('refuses the same sizes', async () => {
    expect(await put({ ...KEY, v: { S: korean(ROOM + 1) } })).toBe(TOO_LARGE);
    expect(await put({ ...KEY, v: { S: korean(ROOM) } })).toBe('done');
    for (const [name, most] of [
      ['pk', PARTITION_KEY],
      ['sk', SORT_KEY],
    ] as const) {
      expect(await put({ ...KEY, [name]: { S: korean(most + 1) } })).toMatch(INVALID);
      expect(await put({ ...KEY, [name]: { S: korean(most) } })).toBe('done');
    }
  });
});
