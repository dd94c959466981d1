import type { MailEventQueue } from '../mail/mail-event-queue.ts';
import type { Queues } from '../queues/queues.ts';
import type { VirtualClock } from '../states/virtual-clock.ts';
import type { BusEvent } from './event.ts';
import type { EventBus } from './event-bus.ts';

export type EventFlowParts<Result> = {
  readonly bus: EventBus<Result>;
  /** What SES has to tell of mails. */
  readonly mailEvents: MailEventQueue;
  readonly queues: Queues;
  readonly clock: VirtualClock;
};

/**
 * Events on their way through the bus and the queues, until all that they start has ended. Instants are milliseconds
 * since the epoch.
 */
export class EventFlow<Result> {
  readonly #parts: EventFlowParts<Result>;

  constructor(parts: EventFlowParts<Result>) {
    this.#parts = parts;
  }

  /** Publishes an event and waits until everything that it starts has ended. */
  async publish(event: BusEvent): Promise<Result[]> {
    const { bus, queues } = this.#parts;
    const results = await bus.publish(event);
    await queues.drain();
    return results;
  }

  /** Publishes what SES has to tell, in the order of the mails; everything that it starts has ended when it returns. */
  async publishMailEvents(): Promise<void> {
    const { bus, mailEvents, queues } = this.#parts;
    for (let event = mailEvents.next(); event !== undefined; event = mailEvents.next()) {
      for (; event !== undefined; event = mailEvents.next()) await bus.publish(event);
      // Which may send mails, of which there is something to tell, too.
      await queues.drain();
    }
  }

  /**
   * Moves the clock, never back: messages that are hidden in a queue are handed over at the instant at which they can
   * be seen again.
   */
  async passTimeTo(instant: number): Promise<void> {
    const { queues, clock } = this.#parts;
    for (let next = queues.nextVisibleAt; next !== undefined && next <= instant; next = queues.nextVisibleAt) {
      clock.moveTo(next);
      await queues.drain();
      await this.publishMailEvents();
    }
    if (Number.isFinite(instant)) clock.moveTo(instant);
  }

  /**
   * Waits until nothing runs that events have started.
   *
   * @throws the first error of the emulator that occurred meanwhile
   */
  async settled(): Promise<void> {
    await this.#parts.bus.settled();
    await this.#parts.queues.drain();
  }
}
