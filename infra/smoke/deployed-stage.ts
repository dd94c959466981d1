/** A stage in an AWS account, or in an emulator of one. */
import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import type { ProgramConfig } from '../../shared/domain/config/program-config.ts';
import { openStore } from '../../shared/store/store.ts';
import { Table } from '../../shared/store/table.ts';
import type { Clients } from '../account/clients.ts';
import type { Deployed } from '../account/deployed.ts';
import { type Ended, ended, execute, executionsOf, runningExecutions } from '../account/executions.ts';
import { keysOf, removeObjects, textOf, upload } from '../account/objects.ts';
import { until } from '../account/until.ts';
import type { Stage, StageObjects } from './stage.ts';

/** Executions among which that of an upload is looked for: nobody uploads so much in these minutes. */
const RECENT = 20;

/** @param patience milliseconds for which an event of S3 or SES is waited for */
export function deployedStage(clients: Clients, deployed: Deployed, config: ProgramConfig, patience: number): Stage {
  const { table, machines, imports, reports } = deployed;
  const waiting = { forMs: patience, everyMs: Math.min(2_000, patience / 20) };
  return {
    now: () => new Date().toISOString(),
    config,
    store: openStore(new Table(clients.dynamo, table), config),
    importFile: async (_kind, key, text) => {
      await upload(clients, imports, key, text);
      return (await until(() => importOf(clients, machines.import, key), waiting)) ?? null;
    },
    execute: (workflow, input, name) => execute(clients, machines[workflow], input, name),
    othersEnded: async (workflows, prefix) => {
      for (const workflow of workflows)
        for (const arn of await runningExecutions(clients, machines[workflow], prefix)) await ended(clients, arn);
    },
    until: async (look) => (await until(look, waiting)) as Awaited<ReturnType<typeof look>>,
    removeItems: (partition) => removeItems(clients.dynamo, table, partition),
    objects: { imports: bucketOf(clients, imports), reports: bucketOf(clients, reports) },
  };
}

/** EventBridge names the execution: it is known by its input. */
async function importOf(clients: Clients, machine: string, key: string): Promise<Ended | undefined> {
  for (const executionArn of (await executionsOf(clients, machine)).slice(0, RECENT)) {
    const { input = '{}' } = await clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (JSON.parse(input).key === key) return ended(clients, executionArn);
  }
  return undefined;
}

async function removeItems(dynamo: DynamoDBClient, TableName: string, partition: string): Promise<number> {
  let removed = 0;
  for (let from: Record<string, AttributeValue> | undefined; ; ) {
    const page: QueryCommandOutput = await dynamo.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: partition } },
        ProjectionExpression: 'pk, sk',
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const { pk, sk } of page.Items ?? []) {
      if (pk === undefined || sk === undefined) continue;
      await dynamo.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
      removed += 1;
    }
    if (page.LastEvaluatedKey === undefined) return removed;
    from = page.LastEvaluatedKey;
  }
}

const bucketOf = (clients: Clients, bucket: string): StageObjects => ({
  put: (key, text) => upload(clients, bucket, key, text),
  keys: (prefix) => keysOf(clients, bucket, prefix),
  text: (key) => textOf(clients, bucket, key),
  remove: (prefix) => removeObjects(clients, bucket, prefix),
});
