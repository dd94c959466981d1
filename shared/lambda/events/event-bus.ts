/** Putting events on a bus of EventBridge, for a function that cannot carry its client in its bundle. */
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { callJsonService } from '../connections/json-service.ts';
import { retryOnNetworkError } from '../object-store.ts';

/** The source of all events of the program. */
export const EVENT_SOURCE = 'partner-program';

const PUT_EVENTS = { target: 'AWSEvents.PutEvents', version: '1.1' } as const;
/** Of one request (PutEvents, Amazon EventBridge API Reference). */
const MOST_ENTRIES = 10;
/** Of one request, counted as the Amazon EventBridge User Guide does ("Calculating PutEvents event entry size"). */
const MOST_BYTES = 256 * 1024;
/** How often events are put that were not taken; after that the stream tells them again. */
const ATTEMPTS = 4;
const RETRY_MS = 100;

const answerSchema = z.object({
  FailedEntryCount: z.int(),
  Entries: z.array(z.object({ ErrorCode: z.string().optional(), ErrorMessage: z.string().optional() })),
});

type Entry = { about: string; body: { EventBusName: string; Source: string; DetailType: string; Detail: string } };

/** What is put: `about`, what it is about, and whatever else it says. */
export type BusEvent = { readonly type: string; readonly about: string };

export type EventBus = {
  /**
   * Puts events in their order: of one subject none before those before it are taken, though some may be taken twice.
   *
   * @throws if some were not taken
   */
  put: (events: readonly BusEvent[]) => Promise<void>;
};

export function openEventBus(
  busName: string,
  environment: NodeJS.ProcessEnv = process.env,
  wait: (milliseconds: number) => Promise<unknown> = delay,
): EventBus {
  const request = async (entries: readonly Entry[]): Promise<Entry[]> => {
    const { ok, status, text } = await retryOnNetworkError(() =>
      callJsonService('events', PUT_EVENTS, { Entries: entries.map(({ body }) => body) }, environment),
    );
    if (!ok) throw new Error(`PutEvents ${busName}: ${status} ${text}`);
    return notTaken(entries, answerSchema.parse(JSON.parse(text)).Entries);
  };
  return {
    put: async (events) => {
      for (const entries of requestsOf(events.map((event) => entryOf(event, busName)))) {
        let left = await request(entries);
        for (let attempt = 1; left.length > 0; attempt += 1) {
          if (attempt === ATTEMPTS)
            throw new Error(`PutEvents ${busName}: ${left.length} of ${entries.length} not taken`);
          await wait(RETRY_MS * 2 ** attempt);
          left = await request(left);
        }
      }
    },
  };
}

/** Those that failed, and what follows them of the same subject. */
function notTaken(entries: readonly Entry[], answers: readonly { ErrorCode?: string | undefined }[]): Entry[] {
  const behind = new Set<string>();
  return entries.filter(({ about }, index) => {
    if (answers[index]?.ErrorCode !== undefined) behind.add(about);
    return behind.has(about);
  });
}

function entryOf(event: BusEvent, EventBusName: string): Entry {
  const body = { EventBusName, Source: EVENT_SOURCE, DetailType: event.type, Detail: JSON.stringify(event) };
  return { about: event.about, body };
}

function* requestsOf(entries: readonly Entry[]): Generator<Entry[]> {
  let request: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = sizeOf(entry);
    if (request.length === MOST_ENTRIES || (request.length > 0 && bytes + size > MOST_BYTES)) {
      yield request;
      request = [];
      bytes = 0;
    }
    request.push(entry);
    bytes += size;
  }
  if (request.length > 0) yield request;
}

const sizeOf = ({ body: { Source, DetailType, Detail } }: Entry): number =>
  [Source, DetailType, Detail].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
