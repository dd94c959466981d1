import { randomUUID } from 'node:crypto';
import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { busNameOf, DEFAULT_BUS } from '../template/identity.ts';
import { refuseUnknown } from '../template/refuse-unknown.ts';
import type { BusEvent } from './event.ts';

export type PutEventsDeps = {
  /** Names of the custom buses. */
  readonly buses: ReadonlySet<string>;
  /** The time by the emulator's clock, an ISO instant. */
  readonly now: () => string;
  /** Gets each event that was accepted, in order. */
  readonly accept: (event: BusEvent) => void;
};

/** What EventBridge answers instead of a result. */
export class EventBridgeError extends Error {
  /** For example `ValidationException`. */
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

const ENTRY_FIELDS = ['Detail', 'DetailType', 'EventBusName', 'Resources', 'Source', 'Time', 'TraceHeader'];
/** "Array Members": PutEvents of the Amazon EventBridge API. */
const MAX_ENTRIES = 10;
/** Exclusive, of all entries: "Calculating Amazon EventBridge PutEvents event entry size" of the User Guide. */
const MAX_BYTES = 256 * 1024;
const TIME_BYTES = 14;

/**
 * PutEvents: entries that are not valid fail each by itself, in their place.
 *
 * @throws EventBridgeError for a request that is refused as a whole
 * @throws UnsupportedError for what does not run here as it does on AWS
 */
export function putEvents(input: Json, { buses, now, accept }: PutEventsDeps): JsonObject {
  if (isJsonObject(input)) refuseUnknown(input, ['Entries'], 'PutEvents');
  const entries = isJsonObject(input) ? input.Entries : undefined;
  requireEntries(entries);
  for (const { EventBusName = DEFAULT_BUS } of entries) requireBus(busNameOf(String(EventBusName)), buses);
  const results = entries.map((entry): JsonObject => {
    const refusal = refusalOf(entry);
    if (refusal !== null) return refusal;
    const event = eventOf(entry, now());
    accept(event);
    return { EventId: event.id };
  });
  return { FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries: results };
}

function requireEntries(entries: Json | undefined): asserts entries is readonly JsonObject[] {
  if (!Array.isArray(entries) || !entries.every(isJsonObject) || entries.length === 0 || entries.length > MAX_ENTRIES)
    throw validationError(
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length from 1 to ${MAX_ENTRIES}`,
    );
  for (const entry of entries) refuseUnknown(entry, ENTRY_FIELDS, 'PutEvents');
  if (entries.reduce((bytes, entry) => bytes + bytesOf(entry), 0) >= MAX_BYTES)
    throw validationError('Total size of the entries in the request is over the limit.');
}

/**
 * AWS takes an event for a bus that does not exist, and drops it (aws/aws-sdk#186), but only of somebody who may put
 * events onto any bus: who may put them onto one alone is refused.
 */
function requireBus(bus: string, buses: ReadonlySet<string>): void {
  if (bus === DEFAULT_BUS || buses.has(bus)) return;
  const known = [DEFAULT_BUS, ...buses].join(', ');
  throw new EventBridgeError(
    'AccessDeniedException',
    `not authorized to perform: events:PutEvents on the event bus ${bus}; there are ${known}`,
  );
}

function bytesOf({ Time, Source, DetailType, Detail, Resources }: JsonObject): number {
  const texts = [Source, DetailType, Detail, ...(Array.isArray(Resources) ? Resources : [])];
  const bytes = texts.map((text) => (typeof text === 'string' ? Buffer.byteLength(text) : 0));
  return bytes.reduce((sum, each) => sum + each, Time === undefined ? 0 : TIME_BYTES);
}

/** Codes: PutEventsResultEntry of the Amazon EventBridge API. */
function refusalOf(entry: JsonObject): JsonObject | null {
  const missing = ['Source', 'DetailType', 'Detail'].find((name) => typeof entry[name] !== 'string' || !entry[name]);
  if (missing !== undefined)
    return failed('InvalidArgument', `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`);
  if (String(entry.Source).startsWith('aws.'))
    return failed('NotAuthorizedForSourceException', 'Not authorized for the source.');
  return isJsonObject(parsed(String(entry.Detail))) ? null : failed('MalformedDetail', 'Detail is malformed.');
}

const failed = (ErrorCode: string, ErrorMessage: string): JsonObject => ({ ErrorCode, ErrorMessage });

function eventOf(entry: JsonObject, now: string): BusEvent & { readonly id: string } {
  const { Source, DetailType, Detail, EventBusName = DEFAULT_BUS, Resources = [], Time } = entry;
  return {
    id: randomUUID(),
    bus: busNameOf(String(EventBusName)),
    source: String(Source),
    detailType: String(DetailType),
    detail: JSON.parse(String(Detail)) as JsonObject,
    resources: Array.isArray(Resources) ? Resources.map(String) : [],
    at: now,
    time: timeOf(Time, now),
  };
}

/** An event's time is in whole seconds. */
function timeOf(time: Json | undefined, now: string): string {
  if (time !== undefined && typeof time !== 'number')
    throw new UnsupportedError('PutEvents', `Time: expected seconds since the epoch, got ${JSON.stringify(time)}`);
  const instant = time === undefined ? new Date(now) : new Date(time * 1_000);
  return instant.toISOString().replace(/\.\d+Z$/, 'Z');
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

const validationError = (message: string): EventBridgeError => new EventBridgeError('ValidationException', message);
