import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { resourcesOfType, synthesized, written } from './synthesized.ts';

const RESTORED = 'program-restored-20270301';
const own = synthesized({ stage: 'prod' });
const restored = synthesized({ stage: 'prod' }, { tableName: RESTORED });

/** Every template but that of the data stack, as text. */
const textOf = ({ workflows, operations }: Pick<typeof own, 'workflows' | 'operations'>) =>
  JSON.stringify([workflows, operations]);
const usesOfOwn = (templates: Pick<typeof own, 'workflows' | 'operations'>): string[] =>
  [...textOf(templates).matchAll(/"OutputName":"TableName"/g)].map(([use]) => use);

/** Of every metric in a value. */
function namedTables(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { Name, Value } = value as { Name?: unknown; Value?: unknown };
  return Name === 'TableName' ? [written(Value)] : Object.values(value).flatMap(namedTables);
}

describe('the setting tableName', () => {
  const tablesOf = ({ workflows }: typeof own) =>
    resourcesOfType(workflows, 'AWS::Lambda::Function').flatMap(({ Properties }) =>
      Properties.Environment.Variables.TABLE_NAME ? [written(Properties.Environment.Variables.TABLE_NAME)] : [],
    );

  it('names the table of every function that has one; without it, that is the one of the data stack', () => {
    expect(tablesOf(own).length).toBeGreaterThan(10);
    expect(new Set(tablesOf(restored))).toEqual(new Set([RESTORED]));
    expect(tablesOf(restored)).toHaveLength(tablesOf(own).length);
    expect(new Set(tablesOf(own))).toEqual(new Set(['partner-program-prod-data:TableName']));
  });

  it('names the table of every permission, with its indexes', () => {
    const tablesIn = ({ workflows }: typeof own) =>
      resourcesOfType(workflows, 'AWS::IAM::Role')
        .flatMap(({ Properties }) => Properties.Policies ?? [])
        .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
        .filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('dynamodb:')))
        .flatMap(({ Resource }) => [Resource].flat().map(written));
    const arn = `arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/${RESTORED}`;
    expect(new Set(tablesIn(restored))).toEqual(new Set([arn, `${arn}/index/due`, `${arn}/index/expiry`]));
    expect(tablesIn(restored)).toHaveLength(tablesIn(own).length);
  });

  it('names the table of every alarm and widget', () => {
    const tablesIn = ({ operations }: typeof own) =>
      resourcesOfType(operations, 'AWS::CloudWatch::Alarm').flatMap(({ Properties }) => namedTables(Properties));
    expect(tablesIn(own).length).toBeGreaterThan(0);
    expect(new Set(tablesIn(restored))).toEqual(new Set([RESTORED]));
    expect(usesOfOwn(own).length).toBeGreaterThan(0);
    expect(usesOfOwn(restored)).toEqual([]);
  });

  it('is in the templates of all stacks: with a reference they would be as before, and not be deployed', () => {
    for (const stack of ['workflows', 'operations'] as const) {
      expect(JSON.stringify(own[stack])).not.toContain(RESTORED);
      expect(JSON.stringify(restored[stack])).toContain(RESTORED);
    }
  });

  it('leaves the own table as it is', () => {
    const { Outputs } = restored.assembly.getStackByName(restored.stacks.data.stackName).template;
    expect(Outputs.TableName.Value).toBe(RESTORED);
    expect(resourcesOfType(restored.data, 'AWS::DynamoDB::Table')).toEqual(
      resourcesOfType(own.data, 'AWS::DynamoDB::Table'),
    );
  });
});

describe('backups', () => {
  const copied = synthesized({ stage: 'prod' }, { region: 'eu-west-1', backupCopyRegion: 'eu-central-1' });
  const rules = ({ data }: typeof own) => resourcesOfType(data, 'AWS::Backup::BackupPlan')[0]?.Properties.BackupPlan;

  it('are made each day and kept for 35, and each month and kept for a year', () => {
    expect(rules(own).BackupPlanRule).toMatchObject([
      { RuleName: 'daily', ScheduleExpression: 'cron(30 0 * * ? *)', Lifecycle: { DeleteAfterDays: 35 } },
      { RuleName: 'monthly', ScheduleExpression: 'cron(30 0 1 * ? *)', Lifecycle: { DeleteAfterDays: 365 } },
    ]);
    expect(JSON.stringify(rules(own))).not.toContain('CopyActions');
  });

  it('are of the table that is in use', () => {
    const backedUp = ({ data }: typeof own) =>
      resourcesOfType(data, 'AWS::Backup::BackupSelection')[0]?.Properties.BackupSelection.Resources.map(written);
    expect(backedUp(own)).toEqual([expect.stringMatching(/^<Table\w+\.Arn>$/)]);
    expect(backedUp(restored)).toEqual([expect.stringMatching(new RegExp(`:table/${RESTORED}$`))]);
  });

  it('are copied to a vault in the region of the stage, and kept there as long', () => {
    const vault = 'arn:aws:backup:eu-central-1:<AWS::AccountId>:backup-vault:partner-program-prod-copies';
    const copies = rules(copied).BackupPlanRule.map(({ CopyActions: [copy] }: { CopyActions: [Line] }) => [
      written(copy.DestinationBackupVaultArn),
      copy.Lifecycle,
    ]);
    expect(copies).toEqual([
      [vault, { DeleteAfterDays: 35 }],
      [vault, { DeleteAfterDays: 365 }],
    ]);
    const there = copied.assembly.getStackByName('partner-program-prod-backup-copies');
    expect(there.environment.region).toBe('eu-central-1');
    expect(resourcesOfType(there.template.Resources, 'AWS::Backup::BackupVault')).toMatchObject([
      { Properties: { BackupVaultName: 'partner-program-prod-copies' }, DeletionPolicy: 'Retain' },
    ]);
  });

  it('pass cdk-nag, with copies and with a restored table', () => {
    for (const { app } of [copied, restored])
      expect(new AwsSolutionsChecks().validateScope(app).violations).toEqual([]);
  });

  it('are not made of what is deleted with its stack', () => {
    const types = Object.values(synthesized({ stage: 'dev' }).data).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::Backup'))).toEqual([]);
  });
});

type Line = { readonly DestinationBackupVaultArn: unknown; readonly Lifecycle: unknown };

describe('the archive of mail events', () => {
  it('holds what the rule waits for, as long as the table can be restored', () => {
    const [archive] = resourcesOfType(own.workflows, 'AWS::Events::Archive');
    const rules = resourcesOfType(own.workflows, 'AWS::Events::Rule');
    const waitsFor = rules.map(({ Properties }) => JSON.stringify(Properties.EventPattern));
    expect(waitsFor).toContain(JSON.stringify(archive?.Properties.EventPattern));
    expect(archive?.Properties.RetentionDays).toBe(35);
  });
});
