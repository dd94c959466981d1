/** The AWS clients, made once per running copy. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import { Table } from '../store/table.ts';

/** Long enough for a busy table, short enough for a page to try again. */
const REQUEST_TIMEOUT_MS = 10_000;

export function openTable(name: string): Table {
  return new Table(
    new DynamoDBClient({ maxAttempts: 6, requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS } }),
    name,
  );
}

/** Tries once: the SDK's own retry can repeat a message that SES had accepted. */
export function mailClient(): SESClient {
  return new SESClient({ maxAttempts: 1, requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS } });
}
