/** The AWS clients of a function, made once per running copy. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { SESClient, type SendRawEmailCommand } from '@aws-sdk/client-ses';
import type * as z from 'zod';
import { Table } from '../store/table.ts';
import { freshSockets } from './connections/fresh-sockets.ts';
import { retryTruncatedAnswers } from './connections/retry-truncated-answers.ts';
import { traced } from './connections/traces.ts';
import type { tableSettings } from './environment.ts';

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

/** Without `info`: the SDK would copy every request and answer for it, which takes a twentieth of its time. */
const logger = { debug: () => {}, warn: () => {}, error: () => {} } as unknown as NonNullable<
  DynamoDBClientConfig['logger']
>;

/** @param settings the table's name, and the shards of its sparse indexes */
export function openTable({ TABLE_NAME, INDEX_SHARDS }: z.infer<typeof tableSettings>): Table {
  const client = new DynamoDBClient({ logger, maxAttempts: 6, requestHandler: timeouts(TABLE_TIMEOUT_MS) });
  return new Table(traced(retryTruncatedAnswers(client)), TABLE_NAME, INDEX_SHARDS);
}

/** Sends mails: the part of SES's client that the program uses. */
export type MailClient = Pick<SESClient, 'send'>;

/**
 * Tries once: the SDK's own retry can repeat a message that SES had accepted. A connection is used again within a
 * second, or not at all (connections/fresh-sockets.ts).
 *
 * @param now milliseconds since any instant. Default: the clock
 */
export function mailClient(now?: () => number): MailClient {
  const { httpAgent, httpsAgent, closeStale } = freshSockets(now);
  const client = traced(
    new SESClient({
      logger,
      maxAttempts: 1,
      requestHandler: { ...timeouts(MAIL_TIMEOUT_MS), httpAgent, httpsAgent },
    }),
  );
  const send = (command: SendRawEmailCommand) => {
    closeStale();
    return client.send(command);
  };
  return { send: send as SESClient['send'] };
}
