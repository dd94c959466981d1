import { failedOf } from '../functions/batch-answer.ts';
import type { Json } from '../json.ts';
import { jsonBytes } from '../json.ts';
import type { StateHost } from '../states/execution.ts';
import { StateFailure } from '../states/state-failure.ts';
import { type DiscardCondition, discardedBatch } from './discarded-batch.ts';
import type { StreamSourceDefinition } from './read-stream-sources.ts';
import type { StreamRecord } from './stream-record.ts';

export type StreamSourceDeps = {
  readonly functions: Pick<StateHost, 'invoke'>;
  /** Sends a message to a queue, by its ARN. */
  readonly send: (queueArn: string, body: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

type Batch = {
  readonly records: readonly StreamRecord[];
  /** Calls that failed. */
  readonly calls: number;
  /** Of these, those that count as attempts: to divide a batch is none. */
  readonly retries: number;
};

/** What a function has done with a batch. */
type Outcome = {
  /** Position of the first record that it failed to take; null: it took all. */
  readonly failedFrom: number | null;
  /** Whether the call itself failed. */
  readonly isError: boolean;
};

/** What a synchronous call may carry, in bytes; a batch has as many records as there is room for. */
const PAYLOAD_BYTES = 6 * 1024 * 1024;
const ENVELOPE_BYTES = 64;

/** AWS documents that Lambda waits ever longer, but not for how long: milliseconds, twice as many each time. */
const WAITS = { first: 1_000, most: 60_000 };

/**
 * Hands the records of a stream to a function, as Lambda does: one batch at a time, in their order; one that fails
 * keeps all later ones waiting. AWS Lambda Developer Guide, "Process DynamoDB records with Lambda", "Retain discarded
 * records for a DynamoDB event source", "Configuring partial batch response with DynamoDB and Lambda".
 */
export class StreamSource {
  readonly #definition: StreamSourceDefinition;
  readonly #deps: StreamSourceDeps;
  #records: StreamRecord[] = [];
  /** What is tried next, before any other record. */
  #batches: Batch[] = [];
  #retryAt = 0;
  #pumping: Promise<void> | undefined;

  constructor(definition: StreamSourceDefinition, deps: StreamSourceDeps) {
    this.#definition = definition;
    this.#deps = deps;
  }

  get streamArn(): string {
    return this.#definition.streamArn;
  }

  /** Takes what comes next in the stream; what no filter matches is dropped. */
  take(records: readonly StreamRecord[]): void {
    for (const record of records) if (this.#definition.accepts(record.json)) this.#records.push(record);
  }

  /** Whether the function is called at this moment. */
  get isCalling(): boolean {
    return this.#pumping !== undefined;
  }

  /** When it has something to hand over, in milliseconds since the epoch; undefined: it has nothing. */
  get nextAt(): number | undefined {
    if (this.#batches.length > 0) return this.#retryAt;
    return this.#records.length > 0 ? this.#deps.now() : undefined;
  }

  /**
   * Hands over all that can be handed over now, and waits for the calls.
   *
   * @throws an error of the emulator that occurred in a call
   */
  async drain(): Promise<void> {
    while (this.#pumping || this.#isReady) {
      this.#pumping ??= this.#pump().finally(() => {
        this.#pumping = undefined;
      });
      await this.#pumping;
    }
  }

  get #isReady(): boolean {
    const { nextAt } = this;
    return nextAt !== undefined && nextAt <= this.#deps.now();
  }

  async #pump(): Promise<void> {
    while (this.#isReady) {
      const batch = this.#batches[0] ?? { records: this.#nextRecords(), calls: 0, retries: 0 };
      const outcome = await this.#call(batch);
      const left = outcome.failedFrom === null ? [] : this.#again(batch, outcome.failedFrom, outcome.isError);
      this.#batches = [...left, ...this.#batches.slice(1)];
    }
  }

  #nextRecords(): StreamRecord[] {
    let bytes = ENVELOPE_BYTES;
    let count = 0;
    for (const { json } of this.#records.slice(0, this.#definition.batchSize)) {
      bytes += jsonBytes(json) + 1;
      if (bytes > PAYLOAD_BYTES && count > 0) break;
      count += 1;
    }
    return this.#records.splice(0, count);
  }

  async #call({ records }: Batch): Promise<Outcome> {
    const { functionNameOrArn, reportsFailures } = this.#definition;
    let answer: Json;
    try {
      answer = await this.#deps.functions.invoke(functionNameOrArn, { Records: records.map(({ json }) => json) });
    } catch (error) {
      if (error instanceof StateFailure) return { failedFrom: 0, isError: true };
      throw error;
    }
    const numbers = records.map(({ sequenceNumber }) => sequenceNumber);
    const failed = reportsFailures ? failedOf(answer, numbers).map((number) => numbers.indexOf(number)) : [];
    return { failedFrom: failed.length === 0 ? null : Math.min(...failed), isError: false };
  }

  /** What is tried again of a batch that failed from a record on, in batches; it is given up if there is none. */
  #again({ records, calls, retries }: Batch, failedFrom: number, isError: boolean): Batch[] {
    const rest = { records: records.slice(failedFrom), calls: calls + 1, retries };
    this.#retryAt = this.#deps.now();
    if (this.#definition.bisects && failedFrom > 0) return [rest];
    if (this.#definition.bisects && rest.records.length > 1) {
      const middle = Math.ceil(rest.records.length / 2);
      const halves = [rest.records.slice(0, middle), rest.records.slice(middle)];
      return halves.map((half) => ({ ...rest, records: half }));
    }
    const retryAt = this.#retryAt + Math.min(WAITS.first * 2 ** retries, WAITS.most);
    const isTooOld = retryAt - (rest.records[0] as StreamRecord).at > this.#definition.maxAgeMs;
    if (retries < this.#definition.retryAttempts && !isTooOld) {
      this.#retryAt = retryAt;
      return [{ ...rest, retries: retries + 1 }];
    }
    this.#giveUp(rest, isTooOld ? 'RecordAgeExceeded' : 'RetryAttemptsExhausted', isError);
    return [];
  }

  #giveUp({ records, calls }: Batch, condition: DiscardCondition, isError: boolean): void {
    const { onFailure, functionNameOrArn, streamArn } = this.#definition;
    if (onFailure === null) return;
    const about = { functionNameOrArn, streamArn, condition, calls, isError, at: this.#deps.now() };
    this.#deps.send(onFailure, JSON.stringify(discardedBatch(records, about)));
  }
}
