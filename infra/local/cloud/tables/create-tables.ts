import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { CREDENTIALS } from '../functions/function-environment.ts';
import { REGION } from '../template/identity.ts';

const POLL_MS = 20;
const PATIENCE_MS = 30_000;

/** A client for the DynamoDB at `endpoint`, as the functions see it. */
export const dynamoDbClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({ endpoint, region: REGION, credentials: CREDENTIALS });

/** Creates the tables, empty: one of the same name that is already there, from a run before, is deleted first. */
export async function createTables(endpoint: string, tables: readonly CreateTableCommandInput[]): Promise<void> {
  const client = dynamoDbClient(endpoint);
  try {
    await Promise.all(tables.map((table) => recreate(client, table)));
  } finally {
    client.destroy();
  }
}

async function recreate(client: DynamoDBClient, table: CreateTableCommandInput): Promise<void> {
  const { TableName } = table;
  if (await statusOf(client, TableName)) {
    await client.send(new DeleteTableCommand({ TableName }));
    await until(async () => (await statusOf(client, TableName)) === undefined, `table ${TableName} is deleted`);
  }
  await client.send(new CreateTableCommand(table));
  await until(async () => (await statusOf(client, TableName)) === 'ACTIVE', `table ${TableName} is active`);
}

async function statusOf(client: DynamoDBClient, TableName: string | undefined): Promise<string | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await delay(POLL_MS))
    if (await holds()) return;
  throw new Error(`waited ${PATIENCE_MS / 1_000} s in vain until ${what}`);
}
