import {
  CreateBackupCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  RestoreTableFromBackupCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { until } from '../../../infra/account/until.ts';
import { EXPIRES_AT } from '../../../shared/store/keys.ts';

const PATIENCE = { forMs: 30_000, everyMs: 100 };

/** Backs a table up as it is now. @returns the backup's ARN */
export async function backUp(dynamo: DynamoDBClient, TableName: string): Promise<string> {
  const { BackupDetails } = await dynamo.send(new CreateBackupCommand({ TableName, BackupName: 'before-the-damage' }));
  return BackupDetails?.BackupArn ?? '';
}

/** Restores a backup to a new table, and waits until it can be used. @throws what DynamoDB refuses it with */
export async function restore(dynamo: DynamoDBClient, BackupArn: string, TargetTableName: string): Promise<void> {
  await dynamo.send(new RestoreTableFromBackupCommand({ BackupArn, TargetTableName }));
  const isActive = async () =>
    (await dynamo.send(new DescribeTableCommand({ TableName: TargetTableName }))).Table?.TableStatus === 'ACTIVE' ||
    undefined;
  if (!(await until(isActive, PATIENCE))) throw new Error(`${TargetTableName} does not become active`);
}

/** Whether items of a table expire. */
export async function isExpiring(dynamo: DynamoDBClient, TableName: string): Promise<boolean> {
  const { TimeToLiveDescription } = await dynamo.send(new DescribeTimeToLiveCommand({ TableName }));
  return TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED';
}

/** Lets items of a table expire, and the table be restored. */
export async function setExpiring(dynamo: DynamoDBClient, TableName: string): Promise<void> {
  const TimeToLiveSpecification = { Enabled: true, AttributeName: EXPIRES_AT };
  await dynamo.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
  await dynamo.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
}

/** Deletes a table that no stack holds. */
export async function deleteTable(dynamo: DynamoDBClient, TableName: string): Promise<void> {
  await dynamo.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
  await dynamo.send(new DeleteTableCommand({ TableName }));
}
