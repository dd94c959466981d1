/** Requests to DynamoDB, and answers that the embedded table never gives. */
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { WriteConflict } from '../../../shared/errors.ts';
import { type Key, Table } from '../../../shared/store/table.ts';

type Sent = { input: Record<string, unknown> };

/** A table that answers in turn, and keeps what it was asked. */
function answering(...answers: (object | Error)[]) {
  const asked: Sent[] = [];
  const send = async (command: Sent) => {
    asked.push(command);
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, table: new Table({ send } as unknown as DynamoDBClient, 'T') };
}

const key = (id: number | string): Key => ({ pk: `P${id}`, sk: 'S' });
const batchOf = (...ids: number[]) => ({ Responses: { T: ids.map((id) => marshall(key(id))) } });

describe('a batch of reads', () => {
  it('asks again for what was left over, and for nothing else', async () => {
    const { asked, table } = answering(
      { ...batchOf(1), UnprocessedKeys: { T: { Keys: [marshall(key(2))] } } },
      { ...batchOf(2), UnprocessedKeys: {} },
    );
    expect(await table.getAll([key(1), key(2)])).toEqual([key(1), key(2)]);
    expect(asked.map(({ input }) => input)).toEqual([
      { RequestItems: { T: { Keys: [marshall(key(1)), marshall(key(2))], ConsistentRead: true } } },
      { RequestItems: { T: { Keys: [marshall(key(2))], ConsistentRead: true } } },
    ]);
    expect(asked[0]).toBeInstanceOf(BatchGetItemCommand);
  });

  it('waits longer each time before it asks again', async () => {
    const left = { UnprocessedKeys: { T: { Keys: [marshall(key(1))] } } };
    const { table } = answering(left, left, batchOf(1));
    const begun = performance.now();
    await table.getAll([key(1)]);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(290);
  });

  it('asks for a hundred keys at a time, each once', async () => {
    const { asked, table } = answering(batchOf());
    await table.getAll(Array.from({ length: 202 }, (_, id) => key(id % 101)));
    const sizes = asked.map(({ input }) => (input.RequestItems as { T: { Keys: [] } }).T.Keys.length);
    expect(sizes).toEqual([100, 1]);
  });

  it('gives the items in the order of their keys, each once, in whatever order they are answered', async () => {
    const left = { UnprocessedKeys: { T: { Keys: [marshall(key(3))] } } };
    const { table } = answering({ ...batchOf(1, 2), ...left }, batchOf(3));
    expect(await table.getAll([key(3), key(2), key(4), key(3), key(1)])).toEqual([key(3), key(2), key(1)]);
  });

  it('asks nothing for no keys', async () => {
    const { asked, table } = answering({});
    expect([await table.getAll([]), asked]).toEqual([[], []]);
  });

  it('tells keys apart that look the same only when written together', async () => {
    const { asked, table } = answering(batchOf());
    await table.getAll([
      { pk: 'A', sk: 'BC' },
      { pk: 'AB', sk: 'C' },
    ]);
    expect(asked[0]?.input.RequestItems).toMatchObject({ T: { Keys: [{}, {}] } });
  });
});

describe('a query', () => {
  it('is consistent for a partition, and asks for nothing else', async () => {
    const { asked, table } = answering({});
    expect(await table.query({ partition: 'P1' })).toEqual({ items: [], cursor: null });
    expect(asked[0]).toBeInstanceOf(QueryCommand);
    expect(asked[0]?.input).toStrictEqual({
      TableName: 'T',
      ConsistentRead: true,
      KeyConditionExpression: '#p = :p',
      ExpressionAttributeNames: { '#p': 'pk' },
      ExpressionAttributeValues: { ':p': { S: 'P1' } },
    });
  });

  it('takes a prefix, a limit and where to continue, and says where the next page begins', async () => {
    const { asked, table } = answering({ Items: [marshall(key(1))], LastEvaluatedKey: marshall(key(1)) });
    const page = await table.query({ partition: 'P1', prefix: 'A#', limit: 3, cursor: key(0) });
    expect(page).toEqual({ items: [key(1)], cursor: key(1) });
    expect(asked[0]?.input).toEqual({
      TableName: 'T',
      ConsistentRead: true,
      KeyConditionExpression: '#p = :p AND begins_with(#s, :s)',
      ExpressionAttributeNames: { '#p': 'pk', '#s': 'sk' },
      ExpressionAttributeValues: { ':p': { S: 'P1' }, ':s': { S: 'A#' } },
      Limit: 3,
      ExclusiveStartKey: marshall(key(0)),
    });
  });

  it('takes the keys of an index, and what comes before a day', async () => {
    const { asked, table } = answering({});
    await table.query({ index: { name: 'due', partition: 'w', sort: 'on' }, partition: 'W#1', before: '2027-08-03' });
    expect(asked[0]?.input).toEqual({
      TableName: 'T',
      IndexName: 'due',
      KeyConditionExpression: '#p = :p AND #s < :s',
      ExpressionAttributeNames: { '#p': 'w', '#s': 'on' },
      ExpressionAttributeValues: { ':p': { S: 'W#1' }, ':s': { S: '2027-08-03' } },
    });
  });

  it('continues page by page until all items are read', async () => {
    const { asked, table } = answering(
      { Items: [marshall(key(1))], LastEvaluatedKey: marshall(key(1)) },
      { Items: [] },
    );
    const found = [];
    for await (const item of table.all('P1', 'A#')) found.push(item);
    expect([found, asked[1]?.input.ExclusiveStartKey]).toEqual([[key(1)], marshall(key(1))]);
  });
});

describe('a read', () => {
  it('is consistent for one item', async () => {
    const { asked, table } = answering({ Item: marshall(key(1)) });
    expect(await table.get(key(1))).toEqual(key(1));
    expect(asked[0]?.input).toEqual({ TableName: 'T', Key: marshall(key(1)), ConsistentRead: true });
  });
});

describe('a write', () => {
  const lost = new ConditionalCheckFailedException({ message: 'lost', $metadata: {} });

  it('demands, for a first version, that there is none', async () => {
    const { asked, table } = answering({});
    await table.put({ ...key(1), value: { left: undefined, out: 1 } }, { absent: true });
    expect(asked[0]?.input).toEqual({
      TableName: 'T',
      Item: { ...marshall(key(1)), value: { M: { out: { N: '1' } } } },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
  });

  it('demands, for a later version, the one that was read', async () => {
    const { asked, table } = answering({});
    await table.put(key(1), { version: 7 });
    expect(asked[0]?.input).toEqual({
      TableName: 'T',
      Item: marshall(key(1)),
      ConditionExpression: '#version = :version',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':version': { N: '7' } },
    });
  });

  it('is a conflict if it loses, which names the item and nothing of its value', async () => {
    const { table } = answering(lost);
    const error = await table.put({ ...key(1), value: 'secret' }, { version: 7 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WriteConflict);
    expect(error).toMatchObject({ message: 'P1 S was changed by somebody else', ids: key(1), cause: lost });
    expect(Object.keys((error as WriteConflict).ids)).toEqual(['pk', 'sk']);
  });

  it('is no conflict if it fails otherwise', async () => {
    const { table } = answering(new Error('throttled'));
    await expect(table.put(key(1), { version: 7 })).rejects.toThrow(/^throttled$/);
  });
});
