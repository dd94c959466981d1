/** What a table with a stream writes into it: "Record" and "StreamRecord" of the DynamoDB Streams API. */
import { describe, expect, it } from 'vitest';
import type { StreamView } from '../../../infra/local/emulator/streams/read-streams.ts';
import { TableStream } from '../../../infra/local/emulator/streams/table-stream.ts';
import type { Item } from '../../../infra/local/emulator/tables/memory/attribute-value.ts';
import { DynamoDbEngine } from '../../../infra/local/emulator/tables/memory/dynamodb-engine.ts';

const ARN = 'arn:aws:dynamodb:eu-west-1:000000000000:table/T/stream/2000-01-01T00:00:00.000';
const NOON = Date.parse('2027-01-01T12:00:00.900Z');
const NOON_SECONDS = 1_798_804_800;
const DEFINITION = {
  TableName: 'T',
  AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
} as const;

const keyOf = (sk: string): Item => ({ pk: { S: 'P' }, sk: { S: sk } });
const itemOf = (sk: string, more: Item = {}): Item => ({ ...keyOf(sk), ...more });

/** A table with a stream. `clock.now` is the time of its writes. */
function tableOf(view: StreamView = 'NEW_AND_OLD_IMAGES') {
  const clock = { now: NOON };
  const stream = new TableStream({ table: 'T', arn: ARN, view, keys: ['pk', 'sk'] }, () => clock.now);
  const engine = new DynamoDbEngine([DEFINITION], undefined, new Map([['T', stream]]));
  const put = (Item: Item, more: object = {}) => engine.perform('PutItem', { TableName: 'T', Item, ...more });
  const writeAll = (...requests: object[]) => engine.perform('BatchWriteItem', { RequestItems: { T: requests } });
  const remove = (sk: string) => writeAll({ DeleteRequest: { Key: keyOf(sk) } });
  const taken = () => stream.take().map(({ json }) => json as unknown as Taken);
  return { clock, stream, put, remove, writeAll, taken };
}
type Taken = { eventID: string; eventName: string; dynamodb: { Keys: Item; NewImage?: Item; OldImage?: Item } };
const sortsOf = (records: readonly Taken[]) => records.map(({ dynamodb }) => dynamodb.Keys.sk?.S);

describe('a stream', () => {
  it('has a record for a new item, for one that changes and for one that is removed', () => {
    const { put, remove, taken } = tableOf();
    put(itemOf('a', { n: { N: '1' } }));
    put(itemOf('a', { n: { N: '2' } }));
    remove('a');
    const common = {
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'eu-west-1',
      eventSourceARN: ARN,
    };
    const about = { ApproximateCreationDateTime: NOON_SECONDS, Keys: keyOf('a'), StreamViewType: 'NEW_AND_OLD_IMAGES' };
    const [one, two] = [itemOf('a', { n: { N: '1' } }), itemOf('a', { n: { N: '2' } })];
    // Of the keys 6 bytes, of each image 3 more: the name and a number of one digit, which is two bytes.
    expect(taken()).toEqual([
      {
        ...common,
        eventName: 'INSERT',
        dynamodb: { ...about, NewImage: one, SequenceNumber: '100000000000000000001', SizeBytes: 15 },
      },
      {
        ...common,
        eventName: 'MODIFY',
        dynamodb: { ...about, NewImage: two, OldImage: one, SequenceNumber: '100000000000000000002', SizeBytes: 24 },
      },
      {
        ...common,
        eventName: 'REMOVE',
        dynamodb: { ...about, OldImage: two, SequenceNumber: '100000000000000000003', SizeBytes: 15 },
      },
    ]);
    expect(taken()).toEqual([]);
  });

  it('has a record for each write of a batch', () => {
    const { put, writeAll, taken } = tableOf();
    put(itemOf('a'));
    writeAll({ PutRequest: { Item: itemOf('b') } }, { DeleteRequest: { Key: keyOf('a') } });
    expect(taken().map(({ eventName, dynamodb }) => [eventName, dynamodb.Keys.sk?.S])).toEqual([
      ['INSERT', 'a'],
      ['INSERT', 'b'],
      ['REMOVE', 'a'],
    ]);
  });

  it.each<[Item, Item]>([
    [{ s: { S: 'x' } }, { s: { S: 'x' } }],
    [{ n: { N: '15' } }, { n: { N: '1.50e1' } }],
    [{ m: { M: { a: { S: '1' }, b: { BOOL: true } } } }, { m: { M: { b: { BOOL: true }, a: { S: '1' } } } }],
    [{ set: { SS: ['a', 'b'] } }, { set: { SS: ['b', 'a'] } }],
    [{ set: { NS: ['1', '2'] } }, { set: { NS: ['2.0', '1'] } }],
    [{ b: { B: Buffer.from('x') } }, { b: { B: Buffer.from('x') } }],
  ])('has none for a write that changes nothing: %j, %j', (before, after) => {
    const { put, taken } = tableOf();
    put(itemOf('a', before));
    taken();
    put(itemOf('a', after));
    expect(taken()).toEqual([]);
  });

  it.each<[Item, Item]>([
    [{ s: { S: 'x' } }, { s: { S: 'y' } }],
    [{ s: { S: '1' } }, { s: { N: '1' } }],
    [{ s: { S: 'x' } }, { t: { S: 'x' } }],
    [{ set: { SS: ['a', 'b'] } }, { set: { SS: ['a'] } }],
    [{ b: { B: Buffer.from('x') } }, { b: { B: Buffer.from('y') } }],
  ])('has one for a write that changes something: %j, %j', (before, after) => {
    const { put, taken } = tableOf();
    put(itemOf('a', before));
    taken();
    put(itemOf('a', after));
    expect(taken()).toMatchObject([{ eventName: 'MODIFY' }]);
  });

  it('has none for a write that is refused, nor for the removal of what is not there', () => {
    const { put, remove, taken } = tableOf();
    put(itemOf('a'));
    taken();
    expect(() => put(itemOf('a', { n: { N: '1' } }), { ConditionExpression: 'attribute_not_exists(pk)' })).toThrow();
    remove('b');
    expect(taken()).toEqual([]);
  });

  it('keeps the order of the writes of a partition, and of instants; at one instant partitions are in their order', () => {
    const { clock, put, taken } = tableOf();
    put(itemOf('b', { n: { N: '2' } }));
    put({ pk: { S: 'A' }, sk: { S: 'c' } });
    put(itemOf('a'));
    put(itemOf('b', { n: { N: '1' } }));
    clock.now += 1_000;
    put({ pk: { S: 'A' }, sk: { S: 'd' } });
    const records = taken();
    expect(sortsOf(records)).toEqual(['c', 'b', 'a', 'b', 'd']);
    expect(records.map(({ dynamodb }) => dynamodb.NewImage?.n?.N)).toEqual([undefined, '2', undefined, '1', undefined]);
  });

  it.each<[StreamView, boolean, boolean]>([
    ['KEYS_ONLY', false, false],
    ['NEW_IMAGE', true, false],
    ['OLD_IMAGE', false, true],
    ['NEW_AND_OLD_IMAGES', true, true],
  ])('has, by its view %s, the new image: %s, the old image: %s', (view, hasNew, hasOld) => {
    const { put, taken } = tableOf(view);
    put(itemOf('a'));
    put(itemOf('a', { n: { N: '1' } }));
    const { dynamodb } = taken()[1] as Taken;
    expect(['NewImage' in dynamodb, 'OldImage' in dynamodb]).toEqual([hasNew, hasOld]);
  });

  it('has bytes in base64, however deep they are', () => {
    const { put, taken } = tableOf();
    put(itemOf('a', { l: { L: [{ M: { b: { B: Buffer.from('hi') }, bs: { BS: [Buffer.from('ho')] } } }] } }));
    expect(taken()[0]?.dynamodb.NewImage?.l).toEqual({ L: [{ M: { b: { B: 'aGk=' }, bs: { BS: ['aG8='] } } }] });
  });
});
