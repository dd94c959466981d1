import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';

const POLL_MS = 20;
const TIMEOUT_MS = 30_000;

/** Creates the tables, empty: one of the same name that is already there, from a run before, is deleted first. */
export async function createTables(client: DynamoDBClient, tables: readonly CreateTableCommandInput[]): Promise<void> {
  await Promise.all(tables.map((table) => recreate(client, table)));
}

/** @throws Error unless the tables exist, with the items of an earlier emulator */
export async function requireTables(client: DynamoDBClient, tables: readonly CreateTableCommandInput[]): Promise<void> {
  for (const { TableName } of tables)
    if ((await statusOf(client, TableName)) !== 'ACTIVE')
      throw new Error(`there is no table ${TableName} to go on with`);
}

async function recreate(client: DynamoDBClient, table: CreateTableCommandInput): Promise<void> {
  const { TableName } = table;
  if (await statusOf(client, TableName)) {
    await client.send(new DeleteTableCommand({ TableName })).catch(ignoreAnswer(ResourceNotFoundException));
    await waitUntil(async () => (await statusOf(client, TableName)) === undefined, `table ${TableName} is deleted`);
  }
  await client.send(new CreateTableCommand(table)).catch(ignoreAnswer(ResourceInUseException));
  await waitUntil(async () => (await statusOf(client, TableName)) === 'ACTIVE', `table ${TableName} is active`);
}

/** Ignores the error that says that it was done already: the answer to an earlier attempt was lost. */
const ignoreAnswer =
  (done: new (...args: never[]) => Error) =>
  (error: unknown): void => {
    if (!(error instanceof done)) throw error;
  };

async function statusOf(client: DynamoDBClient, TableName: string | undefined): Promise<string | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function waitUntil(isTrue: () => Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + TIMEOUT_MS; Date.now() < deadline; await delay(POLL_MS))
    if (await isTrue()) return;
  throw new Error(`waited ${TIMEOUT_MS / 1_000} s in vain until ${what}`);
}
