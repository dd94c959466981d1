/** Tables as the template makes them, on dynalite or, with PARITY=1, on AWS's own DynamoDB Local. */
import { randomUUID } from 'node:crypto';
import { type CreateTableCommandInput, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createTables } from '../../../infra/local/emulator/tables/create-tables.ts';
import { startDynalite } from '../../../infra/local/emulator/tables/dynalite.ts';
import { dynamoDbClient } from '../../../infra/local/simulation/dynamodb-client.ts';
import { type Item, Table } from '../../../shared/store/table.ts';

export type TestTables = {
  /** For requests that the program never makes. */
  client: DynamoDBClient;
  /** A new table, empty, with a name of its own. */
  create(shards?: number): Promise<Table>;
  /** Everything in the table, by key: for tests that say that nothing else has changed. */
  itemsOf(table: Table): Promise<Item[]>;
  stop(): Promise<void>;
};

/** @param folder where dynalite keeps them; in memory without one */
export async function startTestTables(folder?: string): Promise<TestTables> {
  const given = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  const { endpoint, stop } = given ? { endpoint: given, stop: async () => {} } : await startDynalite(folder);
  const client = dynamoDbClient(endpoint);
  return {
    client,
    create: async (shards) => {
      const name = `test-${randomUUID()}`;
      await createTables(client, [described(name)]);
      return new Table(client, name, shards);
    },
    itemsOf: async ({ name }) => {
      const items: Item[] = [];
      for await (const page of paginateScan({ client }, { TableName: name }))
        items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
      return items.sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
    },
    stop: async () => {
      client.destroy();
      await stop();
    },
  };
}

function described(TableName: string): CreateTableCommandInput {
  const keys = ['pk', 'sk', 'dueWork', 'dueOn', 'expiryWork', 'expiresOn'];
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: keySchema('pk', 'sk'),
    GlobalSecondaryIndexes: [sparseIndex('due', 'dueWork', 'dueOn'), sparseIndex('expiry', 'expiryWork', 'expiresOn')],
  };
}

function sparseIndex(IndexName: string, partition: string, sort: string) {
  return {
    IndexName,
    KeySchema: keySchema(partition, sort),
    Projection: { ProjectionType: 'KEYS_ONLY' as const },
  };
}

function keySchema(partition: string, sort: string) {
  return [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
}
