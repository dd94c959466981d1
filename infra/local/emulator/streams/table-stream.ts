import { isSameItem } from '../tables/memory/attribute-value.ts';
import type { Change, ChangeSink } from '../tables/memory/change.ts';
import { compareUtf8 } from '../tables/memory/utf8-order.ts';
import type { StreamDefinition } from './read-streams.ts';
import { recordOf, type StreamRecord } from './stream-record.ts';

type Written = Change & {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly partition: string;
};

/** How far a stream has come. */
export type StreamPosition = {
  /** Writes of the table, by its log. */
  readonly writes: number;
  readonly records: number;
};

/**
 * The stream of a table, one shard. DynamoDB promises that the records of an item are in the order of its changes, and
 * nothing of different items ("Change data capture for DynamoDB Streams" of the DynamoDB Developer Guide). Those that
 * were written at one instant come in the order of their partition keys here, those of a partition as they were written:
 * whichever partition was answered first, the stream is the same.
 */
export class TableStream implements ChangeSink {
  readonly definition: StreamDefinition;
  readonly now: () => number;
  readonly told: number;
  #written: Written[] = [];
  #position: StreamPosition;

  /**
   * @param now milliseconds since the epoch
   * @param from where an earlier process was in the stream; its beginning by default
   */
  constructor(definition: StreamDefinition, now: () => number, from: StreamPosition = { writes: 0, records: 0 }) {
    this.definition = definition;
    this.now = now;
    this.told = from.writes;
    this.#position = from;
  }

  /** A write that changes nothing leaves no record (same guide: "does not write a stream record"). */
  readonly add = (change: Change, at: number, writes: number): void => {
    this.#position = { ...this.#position, writes };
    const { key, before, after } = change;
    if (before !== undefined && after !== undefined && isSameItem(before, after)) return;
    const partition = JSON.stringify(key[String(this.definition.keys[0])]);
    this.#written.push({ ...change, at, partition });
  };

  /** What it has taken: only if it is empty are all of these writes in its records. */
  get position(): StreamPosition {
    return this.#position;
  }

  /** When the latest change was made that it has no record of, in milliseconds since the epoch. */
  get latestAt(): number {
    return this.#written.reduce((latest, { at }) => Math.max(latest, at), 0);
  }

  get isEmpty(): boolean {
    return this.#written.length === 0;
  }

  /** The records of all changes since the last time. */
  take(): StreamRecord[] {
    const written = this.#written.sort((a, b) => a.at - b.at || compareUtf8(a.partition, b.partition));
    this.#written = [];
    const { writes, records } = this.#position;
    this.#position = { writes, records: records + written.length };
    return written.map((change, index) => recordOf(change, change.at, records + index + 1, this.definition));
  }
}
