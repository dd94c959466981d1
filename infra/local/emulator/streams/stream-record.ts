import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../json.ts';
import { type AttributeValue, type Item, itemBytes } from '../tables/memory/attribute-value.ts';
import type { Change } from '../tables/memory/change.ts';
import { REGION } from '../template/identity.ts';
import type { StreamDefinition } from './read-streams.ts';

/** A record of a stream. */
export type StreamRecord = {
  readonly sequenceNumber: string;
  /** When it was written, in milliseconds since the epoch. */
  readonly at: number;
  /** As a function gets it. */
  readonly json: JsonObject;
};

/** "Minimum length of 21": StreamRecord of the DynamoDB Streams API. */
const SEQUENCE_DIGITS = 21;
const VERSION = '1.1';

/**
 * The record of a change ("Record" and "StreamRecord" of the DynamoDB Streams API).
 *
 * @param at milliseconds since the epoch
 * @param number of the record in its stream: 1 for the first
 */
export function recordOf(
  { key, before, after }: Change,
  at: number,
  number: number,
  { arn, view }: StreamDefinition,
): StreamRecord {
  const sequenceNumber = `1${String(number).padStart(SEQUENCE_DIGITS - 1, '0')}`;
  const images = {
    ...(after !== undefined && view.startsWith('NEW') && { NewImage: after }),
    ...(before !== undefined && view.includes('OLD') && { OldImage: before }),
  };
  const dynamodb = {
    ApproximateCreationDateTime: Math.floor(at / 1_000),
    Keys: itemJson(key),
    ...Object.fromEntries(Object.entries(images).map(([name, image]) => [name, itemJson(image)])),
    SequenceNumber: sequenceNumber,
    SizeBytes: [key, ...Object.values(images)].reduce((bytes, item) => bytes + itemBytes(item), 0),
    StreamViewType: view,
  };
  const json = {
    eventID: createHash('md5').update(`${arn}/${sequenceNumber}`).digest('hex'),
    eventName: eventName(before, after),
    eventVersion: VERSION,
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    dynamodb,
    eventSourceARN: arn,
  };
  return { sequenceNumber, at, json };
}

function eventName(before: Item | undefined, after: Item | undefined): string {
  if (before === undefined) return 'INSERT';
  return after === undefined ? 'REMOVE' : 'MODIFY';
}

const itemJson = (item: Item): JsonObject =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, valueJson(value)]));

/** DynamoDB's JSON: bytes are in base64. */
function valueJson(value: AttributeValue): Json {
  const { B, BS, L, M } = value;
  if (B !== undefined) return { B: base64(B) };
  if (BS !== undefined) return { BS: BS.map(base64) };
  if (L !== undefined) return { L: L.map(valueJson) };
  return M === undefined ? (value as JsonObject) : { M: itemJson(M) };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
