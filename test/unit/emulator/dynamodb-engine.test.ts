import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Item } from '../../../infra/local/emulator/tables/memory/attribute-value.ts';
import { DynamoDbEngine } from '../../../infra/local/emulator/tables/memory/dynamodb-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'engine-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KEYS = [
  { AttributeName: 'pk', KeyType: 'HASH' },
  { AttributeName: 'sk', KeyType: 'RANGE' },
] as const;
const DEFINITION = {
  TableName: 'T',
  AttributeDefinitions: ['pk', 'sk', 'due'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: KEYS,
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-due',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'due', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
} as const;

const item = (sk: string, more: Item = {}): Item => ({ pk: { S: 'P' }, sk: { S: sk }, ...more });
const put = (engine: DynamoDbEngine, Item: Item) => engine.perform('PutItem', { TableName: 'T', Item });
const withItems = (...sorts: string[]): DynamoDbEngine => {
  const engine = new DynamoDbEngine([DEFINITION]);
  for (const sort of sorts) put(engine, item(sort));
  return engine;
};

type Page = { Items: Item[]; LastEvaluatedKey?: Item };
const query = (engine: DynamoDbEngine, more: object = {}): Page =>
  engine.perform('Query', {
    TableName: 'T',
    KeyConditionExpression: 'pk = :p',
    ExpressionAttributeValues: { ':p': { S: 'P' } },
    ...more,
  }) as Page;
const sortsOf = ({ Items }: Page): (string | undefined)[] => Items.map(({ sk }) => sk?.S);

describe('a query', () => {
  it('gives items in the order of the UTF-8 bytes of their sort keys, which is not that of JavaScript', () => {
    const [fullwidth, emoji] = ['\uff21', '\u{1f600}'];
    expect([fullwidth, emoji].toSorted()).toEqual([emoji, fullwidth]);
    expect(sortsOf(query(withItems(emoji, fullwidth, 'b', 'ab', 'a')))).toEqual(['a', 'ab', 'b', fullwidth, emoji]);
  });

  it('begins after the key of the page before, forward and backward', () => {
    const engine = withItems('a', 'b', 'c', 'd');
    const first = query(engine, { Limit: 2 });
    expect(first).toMatchObject({ LastEvaluatedKey: { pk: { S: 'P' }, sk: { S: 'b' } } });
    expect(sortsOf(query(engine, { ExclusiveStartKey: first.LastEvaluatedKey }))).toEqual(['c', 'd']);
    const last = query(engine, { Limit: 1, ScanIndexForward: false });
    expect(sortsOf(last)).toEqual(['d']);
    expect(sortsOf(query(engine, { ExclusiveStartKey: last.LastEvaluatedKey, ScanIndexForward: false }))).toEqual([
      'c',
      'b',
      'a',
    ]);
  });

  it('ends a page after a megabyte of items', () => {
    const engine = new DynamoDbEngine([DEFINITION]);
    for (const sort of ['a', 'b', 'c', 'd']) put(engine, item(sort, { text: { S: 'x'.repeat(390 * 1024) } }));
    const page = query(engine);
    expect(sortsOf(page)).toEqual(['a', 'b', 'c']);
    expect(sortsOf(query(engine, { ExclusiveStartKey: page.LastEvaluatedKey }))).toEqual(['d']);
  });

  it('gives, of an index, the keys alone, of items that have them', () => {
    const engine = withItems('a');
    put(engine, item('b', { due: { S: '2027-02-01' }, text: { S: 'x' } }));
    put(engine, item('c', { due: { S: '2027-01-01' } }));
    expect(query(engine, { IndexName: 'by-due' }).Items).toEqual([
      item('c', { due: { S: '2027-01-01' } }),
      item('b', { due: { S: '2027-02-01' } }),
    ]);
    put(engine, item('b'));
    expect(sortsOf(query(engine, { IndexName: 'by-due' }))).toEqual(['c']);
  });
});

describe('a request', () => {
  it.each([
    ['DeleteTable', { TableName: 'T' }, 'DeleteTable does not run on one machine'],
    ['GetItem', { TableName: 'T', Key: item('a'), ProjectionExpression: 'pk' }, 'ProjectionExpression of GetItem'],
    ['PutItem', { TableName: 'T', Item: item('a'), ConditionExpression: 'size(pk) > :x' }, 'size(pk) > :x'],
    ['PutItem', { TableName: 'T', Item: { pk: { S: 'P' } } }, 'Missing the key sk in the item'],
    ['PutItem', { TableName: 'T', Item: item('') }, 'empty string value. Key: sk'],
    ['PutItem', { TableName: 'T', Item: item('a', { due: { N: '1' } }) }, 'does not match the schema'],
    ['PutItem', { TableName: 'T', Item: item('a', { n: { N: '1e126' } }) }, 'Number overflow'],
    ['PutItem', { TableName: 'T', Item: item('a', { n: { N: '1e-131' } }) }, 'Number underflow'],
    ['PutItem', { TableName: 'T', Item: item('a', { n: { N: '1'.repeat(39) } }) }, '38 significant digits'],
    ['GetItem', { TableName: 'T', Key: item('a', { due: { S: 'x' } }) }, 'does not match the schema'],
    ['BatchGetItem', { RequestItems: { T: { Keys: [item('a'), item('a')] } } }, 'contains duplicates'],
  ])('%s %j is refused', (operation, input, message) => {
    expect(() => withItems().perform(operation, input)).toThrow(message);
  });

  it('is answered, to another table, with ResourceNotFoundException', () => {
    expect(() => withItems().perform('GetItem', { TableName: 'U', Key: item('a') })).toThrow(
      expect.objectContaining({ name: 'ResourceNotFoundException' }),
    );
  });
});

describe('a table that is kept in a log', () => {
  const open = (name: string) => new DynamoDbEngine([DEFINITION], () => join(folder, name));
  const all = (engine: DynamoDbEngine) => sortsOf(engine.perform('Scan', { TableName: 'T' }) as Page);

  it('has its items again, without those that were deleted, and with the last of each', () => {
    const engine = open('kept');
    for (const sort of ['a', 'b', 'c']) put(engine, item(sort));
    put(engine, item('a', { text: { S: '한국어 😀\n' } }));
    engine.perform('BatchWriteItem', { RequestItems: { T: [{ DeleteRequest: { Key: item('b') } }] } });
    engine.close();
    const again = open('kept');
    expect(all(again)).toEqual(['a', 'c']);
    expect(again.perform('GetItem', { TableName: 'T', Key: item('a') })).toEqual({
      Item: item('a', { text: { S: '한국어 😀\n' } }),
    });
    again.close();
  });

  it('drops a line that was not written to its end, and goes on after those that were', () => {
    const engine = open('torn');
    put(engine, item('a'));
    engine.close();
    const complete = readFileSync(join(folder, 'torn'), 'utf8');
    appendFileSync(join(folder, 'torn'), complete.slice(0, 20));
    const again = open('torn');
    put(again, item('b'));
    again.close();
    const last = open('torn');
    expect(all(last)).toEqual(['a', 'b']);
    last.close();
  });
});
