/** The AWS clients of a function, made once per running copy. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import { Table } from '../store/table.ts';
import { retryTruncatedAnswers } from './retry-truncated-answers.ts';

/** For opening a connection: nothing was sent yet. */
const CONNECT_TIMEOUT_MS = 3_000;
/** DynamoDB answers within milliseconds: after seconds no answer will come, and trying again costs nothing. */
const TABLE_TIMEOUT_MS = 5_000;
/** Long enough for a mail service under load: without an answer nobody knows whether the mail was sent. */
const MAIL_TIMEOUT_MS = 10_000;

/** `throwOnRequestTimeout`: without it the SDK only logs that an answer is late, and waits for it without end. */
const timeouts = (milliseconds: number) => ({
  connectionTimeout: CONNECT_TIMEOUT_MS,
  requestTimeout: milliseconds,
  throwOnRequestTimeout: true,
  // For an answer that begins and then stops.
  socketTimeout: milliseconds,
});

export function openTable(name: string): Table {
  const client = new DynamoDBClient({ maxAttempts: 6, requestHandler: timeouts(TABLE_TIMEOUT_MS) });
  return new Table(retryTruncatedAnswers(client), name);
}

/**
 * Tries once: the SDK's own retry can repeat a message that SES had accepted. Each call has a connection of its own: one that was kept alive
 * may have been closed while the function was idle (AWS Lambda Developer Guide, best practices: "Lambda purges idle connections over
 * time"), and the call that meets it comes back without an answer though nothing was sent.
 */
export function mailClient(): SESClient {
  const agent = { keepAlive: false };
  return new SESClient({
    maxAttempts: 1,
    requestHandler: { ...timeouts(MAIL_TIMEOUT_MS), httpAgent: agent, httpsAgent: agent },
  });
}
