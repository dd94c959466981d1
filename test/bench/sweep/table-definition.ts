import type { TableDefinition } from '../../../infra/local/emulator/tables/memory/memory-table.ts';
import { DUE_INDEX, EXPIRY_INDEX } from '../../../shared/store/keys.ts';

const keySchema = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

/** The table as the stack makes it. */
export const tableDefinition = (TableName: string): TableDefinition => ({
  TableName,
  AttributeDefinitions: [
    'pk',
    'sk',
    ...[DUE_INDEX, EXPIRY_INDEX].flatMap(({ partition, sort }) => [partition, sort]),
  ].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: keySchema('pk', 'sk'),
  GlobalSecondaryIndexes: [DUE_INDEX, EXPIRY_INDEX].map(({ name, partition, sort }) => ({
    IndexName: name,
    KeySchema: keySchema(partition, sort),
    Projection: { ProjectionType: 'KEYS_ONLY' as const },
  })),
});
