import { describe, expect, it } from 'vitest';
import { resourcesOfType, synthesized } from './synthesized.ts';

const prod = synthesized({ stage: 'prod' });
const local = synthesized({ stage: 'local' });

const bucket = (id: string) => Object.entries(prod.data).find(([name]) => name.startsWith(id))?.[1].Properties;

describe('a stage', () => {
  const environments = (stage: { workflows: typeof prod.workflows }) =>
    resourcesOfType(stage.workflows, 'AWS::Lambda::Function').map(
      ({ Properties }) => Properties.Environment?.Variables ?? {},
    );

  it('may expect invoices and reviews to come only where it runs on one machine (R-IMP-3)', () => {
    const expecting = (stage: { workflows: typeof prod.workflows }) =>
      environments(stage).filter((variables) => 'EXPECTS_LATER' in variables);
    expect(expecting(local)).toEqual([expect.objectContaining({ WORKFLOW: 'import', EXPECTS_LATER: 'true' })]);
    expect([...expecting(prod), ...expecting(synthesized({ stage: 'dev' }))]).toEqual([]);
  });
});

describe('the table', () => {
  const [table] = resourcesOfType(prod.data, 'AWS::DynamoDB::Table');

  it('is encrypted, recoverable to any second and paid per request', () => {
    expect(table?.Properties).toMatchObject({
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  it('has two sparse indexes that hold keys only', () => {
    const hash = (name: string) => ({ AttributeName: name, KeyType: 'HASH' });
    const range = (name: string) => ({ AttributeName: name, KeyType: 'RANGE' });
    const Projection = { ProjectionType: 'KEYS_ONLY' };
    expect(table?.Properties.GlobalSecondaryIndexes).toEqual([
      { IndexName: 'due', KeySchema: [hash('dueWork'), range('dueOn')], Projection },
      { IndexName: 'expiry', KeySchema: [hash('expiryWork'), range('expiresOn')], Projection },
    ]);
  });
});

describe('stored data', () => {
  it.each([
    ['Reports', { ExpirationInDays: 730, Prefix: 'runs/' }],
    ['Imports', { ExpirationInDays: 90 }],
  ])('is kept, if it is of people, for the days of the stage, in %s (R-OPS-4)', (id, rule) => {
    const replaced = { NoncurrentVersionExpiration: { NoncurrentDays: 30 } };
    const Rules = expect.arrayContaining([
      { ...rule, Status: 'Enabled' },
      { ...replaced, Status: 'Enabled' },
    ]);
    expect(bucket(id)).toMatchObject({ LifecycleConfiguration: { Rules } });
  });

  it('goes after days, and no version of it stays, if it is a large file while that is imported (R-OPS-4)', () => {
    const { Rules } = bucket('Reports').LifecycleConfiguration;
    const replaced = { NoncurrentVersionExpiration: { NoncurrentDays: 1 } };
    expect(Rules).toContainEqual({ Prefix: 'sorted/', ExpirationInDays: 2, ...replaced, Status: 'Enabled' });
  });

  it('is kept in stage prod if a stack is deleted', () => {
    const kept = Object.values(prod.data).filter(({ DeletionPolicy }) => DeletionPolicy !== undefined);
    expect(kept.map(({ Type, DeletionPolicy }) => [Type, DeletionPolicy])).toEqual([
      ['AWS::DynamoDB::Table', 'Retain'],
      ['AWS::S3::Bucket', 'Retain'],
      ['AWS::S3::Bucket', 'Retain'],
      ['AWS::S3::Bucket', 'Retain'],
      ['AWS::Backup::BackupVault', 'Retain'],
    ]);
    expect(resourcesOfType(prod.data, 'AWS::DynamoDB::Table')[0]?.Properties.DeletionProtectionEnabled).toBe(true);
    expect(prod.stacks.data.terminationProtection).toBe(true);
  });

  it('has its logs, queues and archived events beside it, which stay, too, when the workflows stack is deleted', () => {
    const policies = (type: string) => [...new Set(resourcesOfType(prod.workflows, type).map((r) => r.DeletionPolicy))];
    expect(policies('AWS::Logs::LogGroup')).toEqual(['Retain']);
    expect(policies('AWS::SQS::Queue')).toEqual(['Retain']);
    expect(policies('AWS::Events::Archive')).toEqual(['Retain']);
    expect(policies('AWS::Scheduler::ScheduleGroup')).toEqual(['Delete']);
  });

  it('has logs of state machines that are not in the way of those of the next stack', () => {
    const names = resourcesOfType(prod.workflows, 'AWS::Logs::LogGroup').flatMap(({ Properties }) =>
      Properties.LogGroupName ? [JSON.stringify(Properties.LogGroupName)] : [],
    );
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !name.includes('AWS::StackId'))).toEqual([]);
  });

  it('is not kept in stage local', () => {
    const kept = Object.values({ ...local.data, ...local.workflows }).filter(
      ({ DeletionPolicy }) => DeletionPolicy === 'Retain',
    );
    expect(kept).toEqual([]);
    expect(resourcesOfType(local.data, 'AWS::DynamoDB::Table')[0]?.Properties.DeletionProtectionEnabled).toBe(false);
    expect(local.stacks.data.terminationProtection).toBe(false);
  });

  it('is in the data stack alone: the workflows stack holds no table and no bucket', () => {
    const types = new Set(Object.values(prod.workflows).map(({ Type }) => Type));
    expect(types).not.toContain('AWS::DynamoDB::Table');
    expect(types).not.toContain('AWS::S3::Bucket');
  });
});

describe('the buckets', () => {
  it.each(['Imports', 'Reports', 'AccessLogs'])('%s is private and encrypted', (id) => {
    expect(bucket(id)).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
  });

  it('refuse what does not come over TLS', () => {
    const policies = resourcesOfType(prod.data, 'AWS::S3::BucketPolicy');
    expect(policies).toHaveLength(3);
    for (const { Properties } of policies) {
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: 's3:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
  });

  it.each(['Imports', 'Reports'])('%s keeps earlier versions', (id) => {
    expect(bucket(id).VersioningConfiguration).toEqual({ Status: 'Enabled' });
  });

  it('announce uploads to EventBridge without a custom resource', () => {
    expect(bucket('Imports').NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    expect(bucket('Reports').NotificationConfiguration).toBeUndefined();
  });
});

describe('stage local', () => {
  it('has no custom resource in it', () => {
    const types = Object.values({ ...local.data, ...local.mail, ...local.workflows }).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('Custom::') || type.includes('CustomResource'))).toEqual([]);
  });
});

describe('mail', () => {
  it("is sent from the sender's domain, through a configuration set that publishes its events to EventBridge", () => {
    const [identity] = resourcesOfType(prod.mail, 'AWS::SES::EmailIdentity');
    const [destination] = resourcesOfType(prod.mail, 'AWS::SES::ConfigurationSetEventDestination');
    expect(identity?.Properties.EmailIdentity).toBe('example.com');
    expect(destination?.Properties.EventDestination).toMatchObject({
      MatchingEventTypes: ['send', 'delivery', 'bounce', 'complaint', 'reject', 'renderingFailure', 'deliveryDelay'],
      EventBridgeDestination: {},
    });
  });
});
