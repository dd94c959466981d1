import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { CorruptItem, NewerItem } from '../../../shared/errors.ts';
import { DUE_INDEX, EXPIRY_INDEX } from '../../../shared/store/keys.ts';
import { collectionOf, kindOfKey } from '../../../shared/store/kind-of-key.ts';
import { openStore } from '../../../shared/store/store.ts';
import { type Item, keyOf, Table } from '../../../shared/store/table.ts';

export type ItemCounts = {
  /** By kind, as the collections of the store are called; `unknown`: of no kind that this code knows. */
  readonly kinds: ReadonlyMap<string, number>;
  /** Items that are in an index, by its name: read from the table itself. */
  readonly indexed: ReadonlyMap<string, number>;
  /** Keys of the items that this code cannot read. */
  readonly unreadable: readonly string[];
};

export const INDEXES = [DUE_INDEX, EXPIRY_INDEX];

/** Reads a whole table. @param reads whether every item is parsed, too */
export async function countItems(client: DynamoDBClient, TableName: string, reads: boolean): Promise<ItemCounts> {
  // What is read does not depend on the stages of notices: those say where an item is written in the index.
  const store = openStore(new Table(client, TableName), { noticeStages: [] });
  const kinds = new Map<string, number>();
  const indexed = new Map(INDEXES.map(({ name }) => [name, 0]));
  const unreadable: string[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    for (const item of Items.map((each) => unmarshall(each)) as Item[]) {
      const key = keyOf(item as { pk: string; sk: string });
      add(kinds, kindOfKey(key) ?? 'unknown');
      for (const { name, partition } of INDEXES) if (item[partition] !== undefined) add(indexed, name);
      const collection = reads ? collectionOf(store, key) : null;
      if (collection !== null && !canRead(() => collection.parse(item))) unreadable.push(`${key.pk} ${key.sk}`);
    }
  return { kinds, indexed, unreadable };
}

/** How many entries an index has. */
export async function countEntries(client: DynamoDBClient, TableName: string, IndexName: string): Promise<number> {
  let count = 0;
  for await (const { Count = 0 } of paginateScan({ client }, { TableName, IndexName, Select: 'COUNT' })) count += Count;
  return count;
}

function canRead(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    if (error instanceof CorruptItem || error instanceof NewerItem) return false;
    throw error;
  }
}

const add = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
