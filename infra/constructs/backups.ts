import { ArnFormat, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  BackupPlan,
  BackupPlanRule,
  BackupResource,
  BackupSelection,
  BackupVault,
  type IBackupVault,
} from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { programName, type StageSettings } from '../config.ts';
import { acknowledge } from './acknowledge.ts';

/** In UTC; between midnight and the first run of the day wherever the program is, for most of the world. */
const DAILY = Schedule.cron({ minute: '30', hour: '0' });
const MONTHLY = Schedule.cron({ minute: '30', hour: '0', day: '1' });

/** What AWS Backup keeps cannot be written in fewer words than its own: what its jobs need changes with the service. */
const MANAGED_POLICY = 'AWS Backup maintains the permissions of its jobs; the role is for that service alone.';

export type BackupsProps = {
  readonly settings: StageSettings;
  /** The table that is in use. */
  readonly tableArn: string;
};

/** The name of the vault beside the table. */
export const backupVaultName = (settings: StageSettings): string => programName(settings);

/** The name of the vault in the other region. */
export const copyVaultName = (settings: StageSettings): string => `${programName(settings)}-copies`;

/** A vault that stays when its stack goes. */
export function keptVault(scope: Construct, id: string, backupVaultName: string): BackupVault {
  return new BackupVault(scope, id, { backupVaultName, removalPolicy: RemovalPolicy.RETAIN });
}

/**
 * Backups of the table by AWS Backup, apart from its point-in-time recovery: they outlive the table, reach back a year,
 * and may lie in another region, too (docs/decisions/0036-restoring.md).
 */
export class Backups extends Construct {
  readonly #settings: StageSettings;

  constructor(scope: Construct, id: string, { settings, tableArn }: BackupsProps) {
    super(scope, id);
    this.#settings = settings;
    const vault = keptVault(this, 'Vault', backupVaultName(settings));
    const plan = new BackupPlan(this, 'Plan', { backupPlanName: programName(settings), backupVault: vault });
    plan.addRule(this.#rule('daily', DAILY, settings.dailyBackupsKeptDays));
    plan.addRule(this.#rule('monthly', MONTHLY, settings.monthlyBackupsKeptDays));
    new BackupSelection(this, 'Selection', {
      backupPlan: plan,
      backupSelectionName: 'table',
      resources: [BackupResource.fromArn(tableArn)],
      role: this.#role('BackupRole', 'AWSBackupServiceRolePolicyForBackup'),
      disableDefaultBackupPolicy: true,
    });
    const restoring = this.#role('RestoreRole', 'AWSBackupServiceRolePolicyForRestores');
    new CfnOutput(Stack.of(this), 'RestoreRole', {
      description: 'The role that AWS Backup takes to restore a table from its vault',
      value: restoring.roleName,
    });
  }

  #rule(ruleName: string, scheduleExpression: Schedule, keptDays: number): BackupPlanRule {
    const deleteAfter = Duration.days(keptDays);
    const copies = this.#copyVault();
    return new BackupPlanRule({
      ruleName,
      scheduleExpression,
      deleteAfter,
      ...(copies && { copyActions: [{ destinationBackupVault: copies, deleteAfter }] }),
    });
  }

  /** By name: no reference leads into another region. */
  #copyVault(): IBackupVault | undefined {
    const { backupCopyRegion: region } = this.#settings;
    if (region === undefined) return undefined;
    const resourceName = copyVaultName(this.#settings);
    const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
    const arn = Stack.of(this).formatArn({
      service: 'backup',
      resource: 'backup-vault',
      region,
      resourceName,
      arnFormat,
    });
    return (this.node.tryFindChild('Copies') as IBackupVault) ?? BackupVault.fromBackupVaultArn(this, 'Copies', arn);
  }

  #role(id: string, managedPolicy: string): Role {
    const role = new Role(this, id, {
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName(`service-role/${managedPolicy}`)],
    });
    acknowledge(
      role,
      `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/${managedPolicy}]`,
      MANAGED_POLICY,
    );
    return role;
  }
}
