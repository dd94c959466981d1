import { isSameItem } from '../tables/memory/attribute-value.ts';
import type { Change } from '../tables/memory/change.ts';
import type { StreamDefinition } from './read-streams.ts';
import { recordOf, type StreamRecord } from './stream-record.ts';

type Written = Change & {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly place: string;
};

/**
 * The stream of a table, one shard. DynamoDB promises that the records of an item are in the order of its changes, and
 * nothing of different items ("Change data capture for DynamoDB Streams" of the DynamoDB Developer Guide). Those that
 * were written at one instant come in the order of their keys here: whatever was answered first, the stream is the
 * same.
 */
export class TableStream {
  readonly definition: StreamDefinition;
  readonly #now: () => number;
  #written: Written[] = [];
  /** Records so far. */
  #count = 0;

  /** @param now milliseconds since the epoch */
  constructor(definition: StreamDefinition, now: () => number) {
    this.definition = definition;
    this.#now = now;
  }

  /** A write that changes nothing leaves no record (same guide: "does not write a stream record"). */
  readonly add = (change: Change): void => {
    const { key, before, after } = change;
    if (before !== undefined && after !== undefined && isSameItem(before, after)) return;
    const place = JSON.stringify(this.definition.keys.map((name) => key[name]));
    this.#written.push({ ...change, at: this.#now(), place });
  };

  get isEmpty(): boolean {
    return this.#written.length === 0;
  }

  /** The records of all changes since the last time. */
  take(): StreamRecord[] {
    const written = this.#written.sort((a, b) => a.at - b.at || compare(a.place, b.place));
    this.#written = [];
    return written.map((change) => recordOf(change, change.at, ++this.#count, this.definition));
  }
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
