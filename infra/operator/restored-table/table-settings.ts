import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ListTagsOfResourceCommand,
  ResourceNotFoundException,
  type TableDescription,
  type Tag,
} from '@aws-sdk/client-dynamodb';
import { UserError } from '../../local/simulation/input/user-error.ts';

/** A table with all that is set for it, as DynamoDB tells it. */
export type TableSettings = {
  readonly table: TableDescription;
  /** The attribute by which items expire; null: time to live is off. */
  readonly timeToLive: string | null;
  /** How many days it reaches back; null: it is off. */
  readonly recoveryDays: number | null;
  /** Without those that AWS sets itself. */
  readonly tags: readonly Tag[];
};

/** What DynamoDB recovers where no period is said. */
const LONGEST = 35;

/** @throws UserError if there is no such table */
export async function readTableSettings(client: DynamoDBClient, TableName: string): Promise<TableSettings> {
  const { Table: table } = await client.send(new DescribeTableCommand({ TableName })).catch((error: unknown) => {
    if (error instanceof ResourceNotFoundException) throw new UserError(`${TableName}: there is no table of this name`);
    throw error;
  });
  if (table === undefined) throw new Error(`DynamoDB does not describe ${TableName}`);
  const [{ TimeToLiveDescription }, { ContinuousBackupsDescription }, tags] = await Promise.all([
    client.send(new DescribeTimeToLiveCommand({ TableName })),
    client.send(new DescribeContinuousBackupsCommand({ TableName })),
    tagsOf(client, table.TableArn),
  ]);
  const isOn = /^ENABL/.test(TimeToLiveDescription?.TimeToLiveStatus ?? '');
  const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  return {
    table,
    timeToLive: isOn ? (TimeToLiveDescription?.AttributeName ?? null) : null,
    recoveryDays: recovery?.PointInTimeRecoveryStatus === 'ENABLED' ? (recovery.RecoveryPeriodInDays ?? LONGEST) : null,
    tags,
  };
}

/** Tags whose name begins with `aws:` can only be set by AWS. */
async function tagsOf(client: DynamoDBClient, ResourceArn: string | undefined): Promise<Tag[]> {
  const tags: Tag[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListTagsOfResourceCommand({ ResourceArn, NextToken }));
    tags.push(...(page.Tags ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return tags
    .filter(({ Key = '' }) => !Key.startsWith('aws:'))
    .sort((a, b) => (String(a.Key) < String(b.Key) ? -1 : 1));
}

const onOrOff = (is: boolean | undefined): string => (is ? 'on' : 'off');
const keyText = (keys: readonly KeySchemaElement[] = []): string =>
  keys.map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`).join(', ');

/** What a restore takes over from the table (or its backup), or is told to: it cannot be mended afterwards. */
export function carriedOver({ table }: TableSettings): Record<string, string> {
  const { KeySchema, GlobalSecondaryIndexes = [], BillingModeSummary, SSEDescription } = table;
  const indexes = GlobalSecondaryIndexes.map((index) => [
    `index ${index.IndexName}`,
    `${keyText(index.KeySchema)}, ${index.Projection?.ProjectionType}`,
  ]);
  return {
    keys: keyText(KeySchema),
    ...Object.fromEntries(indexes.sort()),
    'billing mode': BillingModeSummary?.BillingMode ?? 'PROVISIONED',
    encryption: SSEDescription?.SSEType ?? 'a key that AWS owns',
  };
}

/** What of a table and its indexes is not ready to be used, and the state that it is in. */
export function unready({ table }: TableSettings): [name: string, status: string][] {
  const { TableStatus, GlobalSecondaryIndexes = [] } = table;
  const parts: [string, string | undefined][] = [
    ['the table', TableStatus],
    ...GlobalSecondaryIndexes.map(({ IndexName, IndexStatus }): [string, string | undefined] => [
      `index ${IndexName}`,
      IndexStatus,
    ]),
  ];
  return parts.flatMap(([name, status]) => (status === 'ACTIVE' ? [] : [[name, String(status)]]));
}

/**
 * What a restore does not take over (Amazon DynamoDB Developer Guide, "Restore a table in DynamoDB"; API Reference,
 * `RestoreTableToPointInTime`). Auto scaling, permissions and alarms, which it does not take over either, are none of
 * the table's: the table has no provisioned capacity, and the others follow the setting `tableName`.
 */
export function leftBehind({ table, timeToLive, recoveryDays, tags }: TableSettings): Record<LeftBehind, string> {
  return {
    'time to live': timeToLive ?? 'off',
    'point-in-time recovery': recoveryDays === null ? 'off' : `${recoveryDays} days`,
    'deletion protection': onOrOff(table.DeletionProtectionEnabled),
    tags: tags.map(({ Key, Value }) => `${Key}=${Value}`).join(', ') || 'none',
    stream: table.StreamSpecification?.StreamEnabled ? String(table.StreamSpecification.StreamViewType) : 'off',
  };
}

export type LeftBehind = 'time to live' | 'point-in-time recovery' | 'deletion protection' | 'tags' | 'stream';
