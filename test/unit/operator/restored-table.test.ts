import { type DescribeTableCommandOutput, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { checkRestoredTable } from '../../../infra/operator/restored-table/check.ts';

type Json = Record<string, unknown>;
type FakeTable = {
  description: Json;
  timeToLive?: string;
  recovery?: Json;
  tags?: Json[];
  items: Json[];
  /** Entries of each index. */
  entries?: number;
};

const index = (IndexName: string, partition: string, sort: string) => ({
  IndexName,
  KeySchema: [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'KEYS_ONLY' },
  IndexStatus: 'ACTIVE',
});

const description = (TableName: string, more: Json = {}) => ({
  TableName,
  TableArn: `arn:aws:dynamodb:eu-west-1:123456789012:table/${TableName}`,
  TableStatus: 'ACTIVE',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [index('due', 'dueWork', 'dueOn'), index('expiry', 'expiryWork', 'expiresOn')],
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  SSEDescription: { SSEType: 'KMS' },
  DeletionProtectionEnabled: true,
  ...more,
});

const ITEM = { pk: 'SENDING', sk: 'SLOTS', version: 1, shape: 1, value: { nextAt: 5, closedUntil: 0 } };
const OWN: FakeTable = {
  description: description('own'),
  timeToLive: 'expiresAt',
  recovery: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 20 },
  tags: [
    { Key: 'aws:cloudformation:stack-name', Value: 'data' },
    { Key: 'costs', Value: 'program' },
  ],
  items: [ITEM],
};
/** As a restore leaves it. */
const RESTORED: FakeTable = {
  description: description('restored', { DeletionProtectionEnabled: false }),
  items: [ITEM],
};

/** Answers as DynamoDB does; what changes a table is written down. */
function dynamoDb(restored: FakeTable) {
  const tables: Record<string, FakeTable> = { own: OWN, restored };
  const changes: [string, Json][] = [];
  const client = new DynamoDBClient({ region: 'eu-west-1' });
  const send = async ({ constructor: { name }, input }: { constructor: { name: string }; input: Json }) => {
    const named = String(input.TableName ?? String(input.ResourceArn).split('/').at(-1));
    const table = tables[named];
    if (table === undefined) throw new ResourceNotFoundException({ message: 'no such table', $metadata: {} });
    switch (name) {
      case 'DescribeTableCommand':
        return { Table: table.description } as unknown as DescribeTableCommandOutput;
      case 'DescribeTimeToLiveCommand': {
        const status = table.timeToLive === undefined ? 'DISABLED' : 'ENABLED';
        return { TimeToLiveDescription: { TimeToLiveStatus: status, AttributeName: table.timeToLive } };
      }
      case 'DescribeContinuousBackupsCommand':
        return { ContinuousBackupsDescription: { PointInTimeRecoveryDescription: table.recovery } };
      case 'ListTagsOfResourceCommand':
        return { Tags: table.tags ?? [] };
      case 'ScanCommand':
        if (input.IndexName !== undefined) return { Count: table.entries ?? 0 };
        return { Items: table.items.map((item) => marshall(item)) };
      default:
        changes.push([name, input]);
        return {};
    }
  };
  return { client: Object.assign(client, { send }) as DynamoDBClient, changes };
}

async function findingsOf(restored: FakeTable, apply = false) {
  const { client, changes } = dynamoDb(restored);
  const findings = await checkRestoredTable(client, { table: 'restored', like: 'own', apply });
  const lines = (state: string) => findings.filter((each) => each.state === state).map(({ text }) => text);
  return { lines, changes };
}

describe('a restored table', () => {
  it('differs in what a restore leaves behind, and is not changed unless that is asked for', async () => {
    const { lines, changes } = await findingsOf(RESTORED);
    expect(lines('differs')).toEqual([
      'time to live: off; should be expiresAt',
      'point-in-time recovery: off; should be 20 days',
      'deletion protection: off; should be on',
      'tags: none; should be costs=program',
    ]);
    expect(changes).toEqual([]);
  });

  it('gets what a restore leaves behind; tags of AWS itself cannot be set', async () => {
    const { lines, changes } = await findingsOf(RESTORED, true);
    expect(lines('differs')).toEqual([]);
    expect(lines('set')).toHaveLength(4);
    const ResourceArn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/restored';
    const TableName = 'restored';
    expect(changes).toEqual([
      [
        'UpdateTimeToLiveCommand',
        { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' } },
      ],
      [
        'UpdateContinuousBackupsCommand',
        {
          TableName,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 20 },
        },
      ],
      ['UpdateTableCommand', { TableName, DeletionProtectionEnabled: true }],
      ['TagResourceCommand', { ResourceArn, Tags: [{ Key: 'costs', Value: 'program' }] }],
    ]);
  });

  it('differs for good where it was restored without an index, or with another key or encryption', async () => {
    const [due] = RESTORED.description.GlobalSecondaryIndexes as object[];
    const other = { GlobalSecondaryIndexes: [due], SSEDescription: undefined };
    const { lines } = await findingsOf({ ...RESTORED, description: { ...RESTORED.description, ...other } }, true);
    expect(lines('differs')).toEqual([
      'index expiry: none; should be expiryWork HASH, expiresOn RANGE, KEYS_ONLY',
      'encryption: a key that AWS owns; should be KMS',
    ]);
  });

  it('differs as long as an index is being built', async () => {
    const [due, expiry] = RESTORED.description.GlobalSecondaryIndexes as object[];
    const building = { GlobalSecondaryIndexes: [due, { ...expiry, IndexStatus: 'CREATING' }] };
    const { lines } = await findingsOf({ ...RESTORED, description: { ...RESTORED.description, ...building } }, true);
    expect(lines('differs')).toEqual(['index expiry is CREATING; should be ACTIVE']);
  });

  it('differs if an index has not every item that should be in it', async () => {
    const due = { ...ITEM, dueWork: 'renewal-notices#1', dueOn: '2027-03-02#P-1#M-1' };
    const { lines } = await findingsOf({ ...RESTORED, items: [due], entries: 0 }, true);
    expect(lines('differs')).toEqual(['entries of index due: 0; should be 1']);
  });

  it('differs if an item cannot be read; of how many there are of each kind is told', async () => {
    const items = [
      { ...ITEM, value: 'nonsense' },
      { pk: 'PARTNER#P-1', sk: 'PARTNER', version: 1, shape: 2, value: {} },
      { pk: 'PARTNER#P-1', sk: 'SOMETHING', version: 1, shape: 1, value: {} },
    ];
    const { lines } = await findingsOf({ ...RESTORED, items }, true);
    expect(lines('differs')).toEqual(['2 items cannot be read by this code: SENDING SLOTS; PARTNER#P-1 PARTNER']);
    expect(lines('told')).toEqual(['partners: 1 (in own: 0)', 'unknown: 1 (in own: 0)']);
  });

  it('is refused in one line if it does not exist', async () => {
    const { client } = dynamoDb(RESTORED);
    const check = checkRestoredTable(client, { table: 'missing', like: 'own', apply: false });
    await expect(check).rejects.toThrow('missing: there is no table of this name');
  });
});
