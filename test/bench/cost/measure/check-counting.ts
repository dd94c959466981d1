import {
  BatchGetItemCommand,
  CreateTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { dynamoDbClient } from '../../../../infra/local/simulation/dynamodb-client.ts';
import { meterDynamoDb } from './metered-dynamodb.ts';
import { Meter, minus } from './usage.ts';

const TableName = 'check-counting';

const text = (S: string) => ({ S });
const key = (pk: string) => ({ pk: text(pk) });
const bytes = (count: number) => ({ value: text('x'.repeat(count)) });
const due = (on: string) => ({ dueWork: text('work'), dueOn: text(on) });

/** A request, and the read and write units that AWS bills for it. */
type Case = {
  readonly what: string;
  readonly send: (client: DynamoDBClient) => Promise<unknown>;
  readonly reads?: number;
  readonly writes?: number;
};

const put = (what: string, Item: PutItemCommand['input']['Item'], writes: number, onlyNew = false): Case => {
  const condition = onlyNew ? { ConditionExpression: 'attribute_not_exists(pk)' } : {};
  const command = new PutItemCommand({ TableName, Item, ...condition });
  return { what, writes, send: (client) => client.send(command).catch((error) => onlyNew || Promise.reject(error)) };
};

const get = (what: string, pk: string, ConsistentRead: boolean, reads: number): Case => ({
  ...{ what, reads },
  send: (client) => client.send(new GetItemCommand({ TableName, Key: key(pk), ConsistentRead })),
});

const query = (what: string, work: string, reads: number): Case => ({
  ...{ what, reads },
  send: (client) =>
    client.send(
      new QueryCommand({
        ...{ TableName, IndexName: 'due', KeyConditionExpression: 'dueWork = :work' },
        ExpressionAttributeValues: { ':work': text(work) },
      }),
    ),
});

const CASES: readonly Case[] = [
  put('an item of 1.5 KB', { ...key('a'), ...bytes(1_500) }, 2),
  put('a smaller one in its place', { ...key('a'), ...bytes(500) }, 2),
  put('an item of 3.5 KB that enters an index', { ...key('b'), ...due('1'), ...bytes(3_500) }, 5),
  put('its place in the index unchanged', { ...key('b'), ...due('1'), ...bytes(3_501) }, 4),
  put('its place in the index changed', { ...key('b'), ...due('2'), ...bytes(3_500) }, 6),
  put('a condition that does not hold', { ...key('b') }, 1, true),
  get('a strongly consistent read', 'b', true, 1),
  get('an eventually consistent read', 'b', false, 0.5),
  get('a read that finds nothing', 'none', true, 1),
  query('a query of the index', 'work', 0.5),
  query('a query that finds nothing', 'none', 0.5),
  put('it leaves the index', { ...key('b'), ...bytes(3_500) }, 5),
  {
    what: 'a batch of two items, one of them missing',
    reads: 2,
    send: (client) => {
      const Keys = [key('a'), key('none')];
      return client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } }));
    },
  },
];

/** @throws Error if the counted units of known requests are not those that AWS bills */
export async function checkCounting(endpoint: string): Promise<void> {
  const meter = new Meter();
  const database = await meterDynamoDb(endpoint, meter);
  const client = dynamoDbClient(database.endpoint);
  try {
    await createTable(client);
    for (const { what, send, reads = 0, writes = 0 } of CASES) {
      const before = meter.usage;
      await send(client);
      const { readUnits, writeUnits } = minus(meter.usage, before);
      if (readUnits !== reads || writeUnits !== writes)
        throw new Error(
          `${what}: expected ${reads} read and ${writes} write units, counted ${readUnits} and ${writeUnits}`,
        );
    }
  } finally {
    client.destroy();
    await database.stop();
  }
}

async function createTable(client: DynamoDBClient): Promise<void> {
  const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' as const });
  const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' as const });
  const Projection = { ProjectionType: 'KEYS_ONLY' as const };
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'dueWork', 'dueOn'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [hash('pk')],
      GlobalSecondaryIndexes: [{ IndexName: 'due', KeySchema: [hash('dueWork'), range('dueOn')], Projection }],
    }),
  );
}
