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
  /** Events that were put onto a bus and are not published yet. */
  readonly #put: BusEvent[] = [];
  /** Events whose targets have not ended yet. */
  #publishing = 0;

  constructor(parts: EventFlowParts<Result>) {
    this.#parts = parts;
  }

  /** Takes an event that was put onto a bus: it is published when everything else is handed over. */
  accept(event: BusEvent): void {
    this.#put.push(event);
  }

  /** Publishes an event and waits until everything that it starts has ended. */
  async publish(event: BusEvent): Promise<Result[]> {
    const results = await this.#parts.bus.publish(event);
    await this.drain();
    return results;
  }

  /**
   * Hands over what can be handed over now: the changes of tables, the messages of queues, events that were put onto a
   * bus, and what SES has to tell, in the order of the mails. Everything that it starts has ended when it returns.
   */
  async drain(): Promise<void> {
    const { bus, queues, streams } = this.#parts;
    // What takes them may change items, put events and send mails, of which there is something to tell, too.
    let hasMore = true;
    while (hasMore) {
      await streams.drain();
      await queues.drain();
      hasMore = streams.hasChanges;
      for (let event = this.#next(); event !== undefined; event = this.#next()) {
        this.#publishing += 1;
        await bus.publish(event).finally(() => (this.#publishing -= 1));
        hasMore = true;
      }
    }
  }

  /** Whether nothing is under way, nor has to wait. */
  get isIdle(): boolean {
    const isPublished = this.#put.length === 0 && this.#publishing === 0;
    return isPublished && this.#parts.streams.isIdle && this.nextAt === undefined;
  }

  #next(): BusEvent | undefined {
    return this.#put.shift() ?? this.#parts.mailEvents.next();
  }

  /**
   * Moves the clock, never back: what has to wait in a queue or a stream is handed over at the instant at which it may
   * be.
   */
  async passTimeTo(instant: number): Promise<void> {
    const { clock, streams } = this.#parts;
    if (streams.hasChanges && instant > clock.now()) await this.drain();
    for (let next = this.nextAt; next !== undefined && next <= instant; next = this.nextAt) {
      clock.moveTo(next);
      await this.drain();
    }
    if (Number.isFinite(instant)) clock.moveTo(instant);
  }

  /** When something can be handed over, in milliseconds since the epoch; undefined: there is nothing. */
  get nextAt(): number | undefined {
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
