import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { BusEvent } from '../../../infra/local/emulator/events/event.ts';
import type { Json } from '../../../infra/local/emulator/json.ts';
import type { Program } from '../../workflow/support/program.ts';
import { falseEvents } from './told-events.ts';

/** What differs from one run to the next without meaning anything: who wrote it, when, and under which number. */
const INCIDENTAL = new Set([
  'version',
  'ledgerVersion',
  'mergeId',
  'runId',
  'claimedAt',
  'mailedAt',
  'vouchedAt',
  // States that a notice was in on the way.
  'earlier',
  'at',
  'attempt',
  'messageId',
  'startedAt',
  'expiresAt',
  'grantedOn',
  // A mail that a later run had to send speaks of another day.
  'on',
  'subject',
]);

export type EndState = {
  readonly items: string[];
  /** Mails by notice, with how often each was accepted. */
  readonly mails: Record<string, number>;
  /** What its events tell otherwise. */
  readonly falseEvents: string[];
  /** Uploaded files, as they are in the end, if they are asked for. */
  readonly uploads: string[];
};

/** Of which there may be more if something was tried again. */
const OF_ATTEMPTS = /^(EVENTS|INCOMPLETE)#/;

export async function endStateOf(program: Program, heard: readonly BusEvent[], withUploads = false): Promise<EndState> {
  const stored = await program.items.all();
  const items = stored
    .filter(({ pk }) => !OF_ATTEMPTS.test(String(pk?.S)))
    .map((item) => JSON.stringify(plain(unmarshall(item as Record<string, AttributeValue>))));
  const mails: Record<string, number> = {};
  for (const notice of program.mail.told) mails[notice] = (mails[notice] ?? 0) + 1;
  return {
    items,
    mails,
    falseEvents: falseEvents(heard, stored),
    uploads: withUploads ? await uploadsOf(program) : [],
  };
}

async function uploadsOf({ emulator }: Program): Promise<string[]> {
  const bucket = emulator.nameOf('AWS::S3::Bucket', 'Imports');
  const keys = (await emulator.listObjects(bucket)).filter((key) => !key.startsWith('reports/'));
  return Promise.all(keys.map(async (key) => String(await emulator.getObject(bucket, key))));
}

/** What became of a command, not the words for it: those of a second attempt say that it was done before. */
const OUTCOME = ['outcome', 'membershipId', 'cycle'];

function plain(value: Json): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const isOutcome = 'outcome' in value;
  const fields = Object.entries(value).filter(([name]) => (isOutcome ? OUTCOME.includes(name) : !INCIDENTAL.has(name)));
  return Object.fromEntries(
    fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, plain(field as Json)]),
  );
}
