/** Writes without their condition, for one site at a time: `createAnyway`, `replaceAnyway`, `writeAnyway`; `putAnyway` of the table. */
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { Collection, type Stored } from '../../shared/store/collection.ts';
import { type Condition, type Item, type Key, Table } from '../../shared/store/table.ts';

/** What no source can ask for. */
const ALWAYS = { always: true } as unknown as Condition;

type Inside = { table: Table; item: (value: unknown, version: number) => Item & Key };

const conditionally = Table.prototype.put;
Table.prototype.put = async function put(this: Table, item, condition) {
  if (condition !== ALWAYS) return conditionally.call(this, item, condition);
  const { client } = this as unknown as { client: DynamoDBClient };
  await client.send(
    new PutItemCommand({ TableName: this.name, Item: marshall(item, { removeUndefinedValues: true }) }),
  );
};

async function writeAnyway(this: Inside, read: Stored<unknown> | null, value: unknown): Promise<Stored<unknown>> {
  const version = (read?.version ?? 0) + 1;
  await this.table.put(this.item(value, version), ALWAYS);
  return { value, version };
}

Object.assign(Table.prototype, {
  putAnyway(this: Table, item: Item & Key) {
    return this.put(item, ALWAYS);
  },
});
Object.assign(Collection.prototype, {
  writeAnyway,
  replaceAnyway: writeAnyway,
  createAnyway(this: Inside, value: unknown) {
    return writeAnyway.call(this, null, value);
  },
});
