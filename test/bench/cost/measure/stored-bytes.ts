import { DescribeTableCommand, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { Emulator } from '../../../../infra/local/emulator/emulator.ts';
import { dynamoDbClient } from '../../../../infra/local/simulation/dynamodb-client.ts';

/** DynamoDB bills so many bytes for each item and each entry of an index besides its attributes. */
const OVERHEAD_BYTES = 100;

/** The bytes in the table when the measurement ends, with DynamoDB's overhead. */
export type StoredBytes = {
  readonly items: number;
  readonly table: number;
  readonly indexes: number;
};

/** @param endpoint of the DynamoDB itself: what is asked here is not to be counted */
export async function storedBytes(emulator: Emulator, endpoint: string): Promise<StoredBytes> {
  const client = dynamoDbClient(endpoint);
  try {
    const TableName = emulator.nameOf('AWS::DynamoDB::Table', 'Table');
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    const { ItemCount: items = 0, TableSizeBytes = 0, GlobalSecondaryIndexes = [] } = Table ?? {};
    const sizes = await Promise.all(
      GlobalSecondaryIndexes.map(({ IndexName }) => indexBytes(client, TableName, IndexName)),
    );
    return {
      items,
      table: TableSizeBytes + items * OVERHEAD_BYTES,
      indexes: sizes.reduce((sum, size) => sum + size, 0),
    };
  } finally {
    client.destroy();
  }
}

/** The keys are all that there is in an index, and they are strings. (DynamoDB Local counts whole items instead.) */
async function indexBytes(client: DynamoDBClient, TableName: string, IndexName: string | undefined): Promise<number> {
  let bytes = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName, IndexName })) {
    bytes += Items.length * OVERHEAD_BYTES;
    for (const [name, { S = '' }] of Items.flatMap((item) => Object.entries(item)))
      bytes += Buffer.byteLength(name) + Buffer.byteLength(S);
  }
  return bytes;
}
