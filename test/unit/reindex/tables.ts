import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoDbEngine } from '../../../infra/local/emulator/tables/memory/dynamodb-engine.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { type Item, type Key, Table } from '../../../shared/store/table.ts';
import type { StoredItem } from '../../fixtures/stored-shapes.ts';

const keySchema = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];
const index = (IndexName: string, partition: string, sort: string) => ({
  IndexName,
  KeySchema: keySchema(partition, sort),
  Projection: { ProjectionType: 'KEYS_ONLY' },
});
const DEFINITION = {
  TableName: 'table',
  KeySchema: keySchema('pk', 'sk'),
  GlobalSecondaryIndexes: [index('due', 'dueWork', 'dueOn'), index('expiry', 'expiryWork', 'expiresOn')],
};

/** A table in memory with these items. */
export class TestTable {
  /** Called before each write, with what is to be written; may throw, or write first. */
  beforePut: (item: StoredItem) => void = () => {};
  reads = 0;
  puts = 0;
  readonly #engine = new DynamoDbEngine([DEFINITION]);

  constructor(items: readonly StoredItem[]) {
    for (const item of items) this.put(item);
  }

  store(noticeStages: readonly number[] = [-30, -15, -1, 1, 15, 23, 30]): Store {
    const send = async ({ constructor: { name }, input }: { constructor: { name: string }; input: Item }) => {
      const operation = name.replace('Command', '');
      if (operation === 'PutItem') {
        this.beforePut(unmarshall(input.Item as never) as StoredItem);
        this.puts += 1;
      } else this.reads += 1;
      try {
        return this.#engine.perform(operation, input);
      } catch (error) {
        if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
        throw new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
      }
    };
    return openStore(new Table({ send } as unknown as DynamoDBClient, 'table'), { noticeStages: [...noticeStages] });
  }

  put(item: StoredItem): void {
    const Item = marshall(item, { removeUndefinedValues: true });
    this.#engine.perform('PutItem', { TableName: 'table', Item });
  }

  items(): StoredItem[] {
    return [...this.#engine.table('table').items()].map((item) => unmarshall(item as never) as StoredItem);
  }

  item({ pk, sk }: Key): StoredItem {
    const found = this.items().find((item) => item.pk === pk && item.sk === sk);
    if (found === undefined) throw new Error(`there is no ${pk} ${sk}`);
    return found;
  }
}
