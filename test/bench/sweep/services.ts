/**
 * DynamoDB, SES and S3 in a process of their own, whose answers take as long as they are told: the parent sends
 * `Latencies`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { serveLoopback } from '../../../infra/local/emulator/loopback-server.ts';
import { DynamoDbEngine } from '../../../infra/local/emulator/tables/memory/dynamodb-engine.ts';
import { RequestError } from '../../../infra/local/emulator/tables/memory/request-error.ts';
import { memoryTable } from '../../program-years/run/memory-dynamodb.ts';

/** Milliseconds that are added to each answer. */
export type Latencies = { readonly dynamodb: number; readonly ses: number };
/** What the services say of themselves, once. */
export type Listening = { readonly dynamodb: string; readonly ses: string; readonly s3: string };

/** What the parent sends: latencies from now on, or a question for what SES has accepted since the last question. */
export type Told = Latencies | 'accepted';
/** Instants in milliseconds, and the first messages. */
export type Accepted = { readonly at: number[]; readonly messages: string[] };

const MESSAGES = 4;

let latencies: Latencies = { dynamodb: 0, ses: 0 };
let accepted: Accepted = { at: [], messages: [] };
process.on('message', (told: Told) => {
  if (told === 'accepted') {
    process.send?.(accepted);
    accepted = { at: [], messages: [] };
  } else {
    latencies = told;
    process.send?.('told');
  }
});
process.once('disconnect', () => process.exit());

const engine = new DynamoDbEngine(process.argv.slice(2).map(memoryTable));
const wait = (milliseconds: number): Promise<void> | undefined => (milliseconds > 0 ? delay(milliseconds) : undefined);

const dynamodb = await serveLoopback(async ({ headers, body }) => {
  const operation = String(headers['x-amz-target']).split('.')[1] ?? '';
  const json = { 'content-type': 'application/x-amz-json-1.0' };
  await wait(latencies.dynamodb);
  try {
    return { status: 200, headers: json, body: JSON.stringify(engine.perform(operation, JSON.parse(body.toString()))) };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const type = `com.amazonaws.dynamodb.v20120810#${error.name}`;
    return { status: 400, headers: json, body: JSON.stringify({ __type: type, message: error.message }) };
  }
});

let mails = 0;
const ses = await serveLoopback(async ({ body: request }) => {
  accepted.at.push(performance.now());
  if (accepted.messages.length < MESSAGES)
    accepted.messages.push(new URLSearchParams(request.toString()).get('RawMessage.Data') ?? '');
  await wait(latencies.ses);
  mails += 1;
  const result = `<SendRawEmailResult><MessageId>m-${mails}</MessageId></SendRawEmailResult>`;
  const body = `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">${result}</SendRawEmailResponse>`;
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
});

const s3 = await serveLoopback(() => ({ status: 200, headers: { etag: '"1"' } }));

process.send?.({ dynamodb: dynamodb.endpoint, ses: ses.endpoint, s3: s3.endpoint } satisfies Listening);
