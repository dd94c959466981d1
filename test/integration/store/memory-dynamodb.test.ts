/**
 * The engine of the program years does what an engine that speaks DynamoDB's protocol does, with the calls that the
 * program makes.
 */
import { type DynamoDBClient, PutItemCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DUE_INDEX } from '../../../shared/store/keys.ts';
import { Table } from '../../../shared/store/table.ts';
import { MEMORY_TABLE, MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables?.stop());

const pk = fc.constantFrom('PARTNER#P-1', 'PARTNER#P-2');
const sk = fc.constantFrom('PARTNER', 'MEMBERSHIP#M-1', 'MEMBERSHIP#M-2', 'KPI');
const key = fc.record({ pk, sk });
const version = fc.integer({ min: 1, max: 3 });
const due = fc.option(fc.constantFrom('2027-01-01#P-1#M-1', '2027-01-02#P-1#M-1', '2027-01-03#P-2#M-1'));
const limit = fc.option(fc.integer({ min: 1, max: 2 }));

type Operation = (table: Table) => Promise<unknown>;
const index = { name: DUE_INDEX.name, partition: DUE_INDEX.partition, sort: DUE_INDEX.sort };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(key, version, due, fc.option(version)).map(([at, next, on, was]): Operation => {
    const indexed = on === null ? {} : { dueWork: 'renewal-notices#0', dueOn: on };
    const item = { ...at, version: next, value: { text: 'x', list: [1, null, { a: true }] }, ...indexed };
    return (table) => table.put(item, was === null ? { absent: true } : { version: was });
  }),
  key.map(
    (at): Operation =>
      (table) =>
        table.get(at),
  ),
  fc.array(key, { maxLength: 6 }).map(
    (keys): Operation =>
      async (table) => {
        const items = await table.getAll(keys);
        return items.toSorted((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
      },
  ),
  fc.tuple(pk, fc.constantFrom('MEMBERSHIP#', 'PARTNER', ''), limit).map(
    ([partition, prefix, most]): Operation =>
      (table) =>
        pages(table, { partition, ...(prefix && { prefix }), ...(most && { limit: most }) }),
  ),
  fc.tuple(fc.constantFrom('2027-01-02', '2027-01-03'), limit).map(
    ([before, most]): Operation =>
      (table) =>
        pages(table, { index, partition: 'renewal-notices#0', before, ...(most && { limit: most }) }),
  ),
);

/** The order of what is due at the same time is nobody's promise. */
async function pages(table: Table, range: Parameters<Table['query']>[0]): Promise<unknown[]> {
  const items: Record<string, unknown>[] = [];
  for (let cursor = null; ; ) {
    const page = await table.query({ ...range, cursor });
    items.push(...page.items);
    if (page.cursor === null) break;
    cursor = page.cursor as never;
  }
  return items.toSorted((a, b) => (`${a.dueOn} ${a.pk} ${a.sk}` < `${b.dueOn} ${b.pk} ${b.sk}` ? -1 : 1));
}

const outcome = (operation: Operation, table: Table): Promise<unknown> =>
  operation(table).then(
    (value) => value ?? 'done',
    (error: Error) => error.name,
  );

/**
 * Text whose order by bytes is not that of JavaScript, in which dynalite compares start keys: DynamoDB Local knows
 * better.
 */
const BEYOND = process.env.PARITY === '1' ? ['\u{1f600}', '\u{1f601}x'] : [];
const word = fc.constantFrom('a', 'ab', 'b', '가', '\uff21', ...BEYOND);
const put = fc.record({ sk: word, on: fc.option(word), text: fc.constantFrom('x', 'y'.repeat(200 * 1024)) });
const sortCondition = fc.constantFrom(
  '',
  ' AND #s = :s',
  ' AND #s < :s',
  ' AND #s <= :s',
  ' AND #s > :s',
  ' AND #s >= :s',
  ' AND begins_with(#s, :s)',
  ' AND #s BETWEEN :s AND :t',
);
const query = fc.record({
  isOfIndex: fc.boolean(),
  condition: sortCondition,
  value: word,
  last: word,
  most: fc.option(fc.integer({ min: 1, max: 3 })),
  ScanIndexForward: fc.boolean(),
});
type Asked = typeof query extends fc.Arbitrary<infer Each> ? Each : never;

function inputOf(TableName: string, { isOfIndex, condition, value, last, most, ScanIndexForward }: Asked) {
  const [low = '', high = ''] = [value, last].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const between = condition.includes(':t') && { ':t': { S: high } };
  const first = { S: between ? low : value };
  return {
    TableName,
    ...(isOfIndex && { IndexName: DUE_INDEX.name }),
    KeyConditionExpression: `#p = :p${condition}`,
    ExpressionAttributeNames: {
      '#p': isOfIndex ? DUE_INDEX.partition : 'pk',
      ...(condition !== '' && { '#s': isOfIndex ? DUE_INDEX.sort : 'sk' }),
    },
    ExpressionAttributeValues: {
      ':p': { S: isOfIndex ? 'due' : 'P' },
      ...(condition !== '' && { ':s': first }),
      ...between,
    },
    ...(most !== null && { Limit: most }),
    ScanIndexForward,
  };
}

/**
 * The sort keys of every page of a query. Whether a full page says that there may be more is up to the engine: where
 * there are no more, an empty page follows or none (Developer Guide, "Paginating table query results").
 */
async function pagesOf(client: Pick<DynamoDBClient, 'send'>, input: QueryCommandInput): Promise<unknown[]> {
  const found: (string | undefined)[][] = [];
  for (let start: QueryCommandInput['ExclusiveStartKey']; ; ) {
    const page = await client.send(new QueryCommand({ ...input, ...(start && { ExclusiveStartKey: start }) }));
    found.push((page.Items ?? []).map(({ sk }) => sk?.S));
    start = page.LastEvaluatedKey;
    if (start === undefined) return found.filter((sorts) => sorts.length > 0);
  }
}

describe('the in-memory DynamoDB', () => {
  it('gives the same pages of every kind of query, in the order of bytes, forward and backward', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(put, { selector: ({ on }) => on ?? '', maxLength: 7 }),
        fc.array(query, { minLength: 4, maxLength: 12 }),
        async (puts, queries) => {
          const { name } = await tables.create();
          const memory = new MemoryDynamoDb().client(async (_, perform) => perform());
          for (const { sk: S, on, text } of puts) {
            const index = on !== null && { dueWork: { S: 'due' }, dueOn: { S: on } };
            const Item = { pk: { S: 'P' }, sk: { S }, text: { S: text }, ...index };
            await memory.send(new PutItemCommand({ TableName: MEMORY_TABLE, Item }));
            await tables.client.send(new PutItemCommand({ TableName: name, Item }));
          }
          for (const each of queries)
            expect(await pagesOf(memory, inputOf(MEMORY_TABLE, each))).toEqual(
              await pagesOf(tables.client, inputOf(name, each)),
            );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('answers every call as DynamoDB does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 40 }), async (operations) => {
        const real = await tables.create();
        const memory = new Table(
          new MemoryDynamoDb().client(async (_, perform) => perform()),
          MEMORY_TABLE,
        );
        for (const each of operations) expect(await outcome(each, memory)).toEqual(await outcome(each, real));
      }),
      { numRuns: 60 },
    );
  });
});
