import { createHash } from 'node:crypto';
import { failedOf } from '../functions/batch-answer.ts';
import type { Json, JsonObject } from '../json.ts';
import type { StateHost } from '../states/execution.ts';
import { StateFailure } from '../states/state-failure.ts';
import { ACCOUNT, REGION } from '../template/identity.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';
import type { EventSourceDefinition } from './read-event-sources.ts';

/** Hands the messages of a queue to a function, as Lambda does. */
export class EventSource {
  readonly queue: Queue;
  readonly #definition: EventSourceDefinition;
  readonly #functions: Pick<StateHost, 'invoke'>;
  readonly #now: () => number;
  #pumping: Promise<void> | undefined;

  /** @param now milliseconds since the epoch */
  constructor(
    definition: EventSourceDefinition,
    queue: Queue,
    functions: Pick<StateHost, 'invoke'>,
    now: () => number,
  ) {
    this.#definition = definition;
    this.queue = queue;
    this.#functions = functions;
    this.#now = now;
  }

  /**
   * Hands over all messages that can be seen now, and waits for the calls. What a call fails to take stays hidden for
   * the queue's time.
   *
   * @throws an error of the emulator that occurred in a call
   */
  async drain(): Promise<void> {
    // What is sent while the last call ends may have been overlooked by it.
    while (this.#isWaiting || this.#pumping) {
      this.#pumping ??= this.#pump().finally(() => {
        this.#pumping = undefined;
      });
      await this.#pumping;
    }
  }

  get #isWaiting(): boolean {
    const { nextVisibleAt } = this.queue;
    return nextVisibleAt !== undefined && nextVisibleAt <= this.#now();
  }

  async #pump(): Promise<void> {
    const { batchSize, maxConcurrency } = this.#definition;
    const calls = new Set<Promise<void>>();
    const faults: unknown[] = [];
    for (;;) {
      while (calls.size < maxConcurrency && faults.length === 0) {
        const batch = this.queue.receive(batchSize, this.#now());
        if (batch.length === 0) break;
        const call = this.#handOver(batch)
          .catch((fault: unknown) => void faults.push(fault))
          .finally(() => calls.delete(call));
        calls.add(call);
      }
      if (calls.size === 0) break;
      await Promise.race(calls);
    }
    if (faults.length > 0) throw faults[0];
  }

  async #handOver(batch: readonly Message[]): Promise<void> {
    const { functionNameOrArn, reportsFailures } = this.#definition;
    const ids = batch.map(({ id }) => id);
    let answer: Json;
    try {
      answer = await this.#functions.invoke(functionNameOrArn, { Records: batch.map((each) => this.#recordOf(each)) });
    } catch (error) {
      if (error instanceof StateFailure) return;
      throw error;
    }
    const failed = reportsFailures ? failedOf(answer, ids) : [];
    this.queue.delete(ids.filter((id) => !failed.includes(id)));
  }

  #recordOf({ id, body, attributes, sentAt, receiveCount }: Message): JsonObject {
    return {
      messageId: id,
      receiptHandle: `${id}#${receiveCount}`,
      body,
      attributes: {
        ApproximateReceiveCount: String(receiveCount),
        SentTimestamp: String(sentAt),
        SenderId: ACCOUNT,
        ApproximateFirstReceiveTimestamp: String(sentAt),
      },
      messageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, stringValue]) => [name, { stringValue, dataType: 'String' }]),
      ),
      md5OfBody: createHash('md5').update(body).digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN: this.queue.definition.arn,
      awsRegion: REGION,
    };
  }
}
