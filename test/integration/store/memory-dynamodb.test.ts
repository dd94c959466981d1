/** The engine of the program years does what an engine that speaks DynamoDB's protocol does, with the calls that the program makes. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DUE_INDEX } from '../../../shared/store/keys.ts';
import { Table } from '../../../shared/store/table.ts';
import { MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
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

describe('the in-memory DynamoDB', () => {
  it('answers every call as DynamoDB does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 40 }), async (operations) => {
        const real = await tables.create();
        const memory = new Table(
          new MemoryDynamoDb().client(async (_, perform) => perform()),
          'memory',
        );
        for (const each of operations) expect(await outcome(each, memory)).toEqual(await outcome(each, real));
      }),
      { numRuns: 60 },
    );
  });
});
