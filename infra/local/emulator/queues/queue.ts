import { randomUUID } from 'node:crypto';
import type { Message } from './message.ts';

/** A standard queue of the template. */
export type QueueDefinition = {
  readonly name: string;
  readonly arn: string;
  /** Milliseconds for which a received message is hidden. */
  readonly visibilityMs: number;
  /** Milliseconds after which a message is dropped, counted from when it was first sent. */
  readonly retentionMs: number;
  /** Where a message goes instead of being received more than `maxReceiveCount` times. */
  readonly redrive?: { readonly deadLetterArn: string; readonly maxReceiveCount: number };
};

type Held = Message & {
  /** Milliseconds since the epoch from which it can be received. */
  readonly visibleAt: number;
};

/** A standard queue, in memory. Instants are milliseconds since the epoch. */
export class Queue {
  readonly definition: QueueDefinition;
  /** Messages that it has ever got. */
  count = 0;
  #held: readonly Held[] = [];
  readonly #toDeadLetters: (message: Message) => void;

  /** @param toDeadLetters takes the messages that were received too often */
  constructor(definition: QueueDefinition, toDeadLetters: (message: Message) => void) {
    this.definition = definition;
    this.#toDeadLetters = toDeadLetters;
  }

  send(body: string, now: number, attributes: Message['attributes'] = {}): void {
    this.take({ id: randomUUID(), body, attributes, sentAt: now, receiveCount: 0 });
  }

  /** Takes a message from another queue, as it is. */
  take(message: Message): void {
    this.count += 1;
    this.#held = [...this.#held, { ...message, receiveCount: 0, visibleAt: message.sentAt }];
  }

  /**
   * Receives the first `most` messages that can be seen, and hides them. What was received too often goes to the dead
   * letters.
   */
  receive(most: number, now: number): Message[] {
    this.#dropExpired(now);
    const received: Held[] = [];
    for (const message of this.#held.filter(({ visibleAt }) => visibleAt <= now)) {
      if (received.length === most) break;
      if (message.receiveCount >= (this.definition.redrive?.maxReceiveCount ?? Number.POSITIVE_INFINITY)) {
        this.delete([message.id]);
        this.#toDeadLetters(message);
      } else {
        const hidden = { ...message, receiveCount: message.receiveCount + 1 };
        received.push({ ...hidden, visibleAt: now + this.definition.visibilityMs });
      }
    }
    const byId = new Map(received.map((message) => [message.id, message]));
    this.#held = this.#held.map((message) => byId.get(message.id) ?? message);
    return received;
  }

  delete(ids: readonly string[]): void {
    this.#held = this.#held.filter(({ id }) => !ids.includes(id));
  }

  /** The messages, hidden ones included, in the order in which they came. */
  messages(now: number): readonly Message[] {
    this.#dropExpired(now);
    return this.#held;
  }

  /** When the first message can be received; undefined if there is none. */
  get nextVisibleAt(): number | undefined {
    return this.#held.length === 0 ? undefined : Math.min(...this.#held.map(({ visibleAt }) => visibleAt));
  }

  #dropExpired(now: number): void {
    this.#held = this.#held.filter(({ sentAt }) => now - sentAt < this.definition.retentionMs);
  }
}
