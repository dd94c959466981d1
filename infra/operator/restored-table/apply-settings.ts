import {
  type DynamoDBClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { EXPIRES_AT } from '../../../shared/store/keys.ts';
import type { LeftBehind, TableSettings } from './table-settings.ts';

/** Sets one thing of a table as it is at another one. Nothing is ever turned off but what is turned off there. */
export async function applySetting(
  client: DynamoDBClient,
  name: LeftBehind,
  { table, tags }: TableSettings,
  like: TableSettings,
): Promise<void> {
  const { TableName, TableArn: ResourceArn } = table;
  switch (name) {
    case 'time to live': {
      const TimeToLiveSpecification = {
        Enabled: like.timeToLive !== null,
        AttributeName: like.timeToLive ?? EXPIRES_AT,
      };
      await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
      return;
    }
    case 'point-in-time recovery': {
      const PointInTimeRecoverySpecification = {
        PointInTimeRecoveryEnabled: like.recoveryDays !== null,
        ...(like.recoveryDays !== null && { RecoveryPeriodInDays: like.recoveryDays }),
      };
      await client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
      return;
    }
    case 'deletion protection': {
      const DeletionProtectionEnabled = like.table.DeletionProtectionEnabled ?? false;
      await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled }));
      return;
    }
    case 'stream': {
      const StreamSpecification = like.table.StreamSpecification ?? { StreamEnabled: false };
      await client.send(new UpdateTableCommand({ TableName, StreamSpecification }));
      return;
    }
    case 'tags': {
      const kept = new Set(like.tags.map(({ Key }) => Key));
      const TagKeys = tags.flatMap(({ Key }) => (Key === undefined || kept.has(Key) ? [] : [Key]));
      if (TagKeys.length > 0) await client.send(new UntagResourceCommand({ ResourceArn, TagKeys }));
      if (kept.size > 0) await client.send(new TagResourceCommand({ ResourceArn, Tags: [...like.tags] }));
    }
  }
}
