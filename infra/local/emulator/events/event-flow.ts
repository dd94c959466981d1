import type { MailEventQueue } from '../mail/mail-event-queue.ts';
import type { Queues } from '../queues/queues.ts';
import type { VirtualClock } from '../states/virtual-clock.ts';
import type { Streams } from '../streams/streams.ts';
import type { BusEvent } from './event.ts';
import type { EventBus } from './event-bus.ts';

export type EventFlowParts<Result> = {
  readonly bus: EventBus<Result>;
  /** What SES has to tell of mails. */
  readonly mailEvents: MailEventQueue;
  readonly queues: Queues;
  readonly streams: Streams;
  readonly clock: VirtualClock;
};

/**
 * Events on their way through the bus and the queues, until all that they start has ended. Instants are milliseconds
 * since the epoch.
 */
export class EventFlow<Result> {
  readonly #parts: EventFlowParts<Result>;
  /** What functions have asked for: events on a bus, executions. */
  readonly #asked: (() => Promise<unknown>)[] = [];
  /** What has been begun of that, and of what SES has to tell, and has not ended yet. */
  #running = 0;

  constructor(parts: EventFlowParts<Result>) {
    this.#parts = parts;
  }

  /** Takes an event that a function has put onto a bus: it is published when all before it is done. */
  accept(event: BusEvent): void {
    this.later(() => this.#parts.bus.publish(event));
  }

  /** Has done what a function has asked for, in its order, when the function has ended, or waits. */
  later(work: () => Promise<unknown>): void {
    this.#asked.push(work);
  }

  /** Publishes an event and waits until everything that it starts has ended. */
  async publish(event: BusEvent): Promise<Result[]> {
    const results = await this.#parts.bus.publish(event);
    await this.drain();
    return results;
  }

  /**
   * Hands over what can be handed over now: the changes of tables, the messages of queues, what functions have
   * asked for, and what SES has to tell, in the order of the mails. Everything that it starts has ended when it returns.
   */
  async drain(): Promise<void> {
    const { queues, streams } = this.#parts;
    // What takes them may change items, put events and send mails, of which there is something to tell, too.
    let hasMore = true;
    while (hasMore) {
      await streams.drain();
      await queues.drain();
      hasMore = streams.hasChanges;
      for (let work = this.#next(); work !== undefined; work = this.#next()) {
        this.#running += 1;
        await work().finally(() => {
          this.#running -= 1;
        });
        hasMore = true;
      }
    }
  }

  /** Whether nothing is under way, nor has to wait. */
  get isIdle(): boolean {
    const isDone = this.#asked.length === 0 && this.#running === 0;
    return isDone && this.#parts.streams.isIdle && this.#nextAt === undefined;
  }

  #next(): (() => Promise<unknown>) | undefined {
    const asked = this.#asked.shift();
    if (asked !== undefined) return asked;
    const event = this.#parts.mailEvents.next();
    return event && (() => this.#parts.bus.publish(event));
  }

  /**
   * Moves the clock, never back: what has to wait in a queue or a stream is handed over at the instant at which it may
   * be.
   */
  async passTimeTo(instant: number): Promise<void> {
    const { clock, streams } = this.#parts;
    if (streams.hasChanges && instant > clock.now()) await this.drain();
    for (let next = this.#nextAt; next !== undefined && next <= instant; next = this.#nextAt) {
      clock.moveTo(next);
      await this.drain();
    }
    if (Number.isFinite(instant)) clock.moveTo(instant);
  }

  /** When something can be handed over, in milliseconds since the epoch; undefined: there is nothing. */
  get #nextAt(): number | undefined {
    const { queues, streams } = this.#parts;
    const instants = [queues.nextVisibleAt ?? [], streams.nextAt ?? []].flat();
    return instants.length === 0 ? undefined : Math.min(...instants);
  }

  /**
   * Waits until nothing runs that events have started.
   *
   * @throws the first error of the emulator that occurred meanwhile
   */
  async settled(): Promise<void> {
    await this.#parts.bus.settled();
    await this.drain();
  }
}
