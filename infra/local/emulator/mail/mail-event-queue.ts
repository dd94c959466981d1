import type { BusEvent } from '../events/event.ts';
import type { SentMail } from './mail.ts';
import { DEFAULT_EVENTS, mailEvent, type ToldEvent } from './mail-events.ts';
import type { Mailbox } from './mailbox.ts';
import { simulatedEvents } from './mailbox-simulator.ts';

/** SES's events about accepted mails that are not published yet, in the order of the mails. */
export class MailEventQueue {
  readonly #events: BusEvent[] = [];
  readonly #typesOf: (mail: SentMail) => readonly ToldEvent[];

  constructor(typesOf: (mail: SentMail) => readonly ToldEvent[] = () => DEFAULT_EVENTS) {
    this.#typesOf = typesOf;
  }

  add(mail: SentMail): void {
    const told = simulatedEvents(mail.destinations) ?? this.#typesOf(mail);
    this.#events.push(...told.map((type) => mailEvent(type, mail, mail.at)));
  }

  /**
   * Adds the events of all mails after the first `publishedMails`: SES publishes them even if the sending process was
   * killed.
   */
  async addAfter(publishedMails: number, mailbox: Mailbox): Promise<void> {
    for await (const mail of mailbox.after(publishedMails)) this.add(mail);
  }

  /** Removes the first event; undefined if there is none. */
  next(): BusEvent | undefined {
    return this.#events.shift();
  }
}
