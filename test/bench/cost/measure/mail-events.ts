import type { Emulator } from '../../../../infra/local/emulator/emulator.ts';
import type { BusEvent } from '../../../../infra/local/emulator/events/event.ts';
import type { SentMail } from '../../../../infra/local/emulator/mail/mail.ts';

/** Of so many mails the events of one are published: they take long, and one is like the other. */
export const ONE_OF = 8;

/** The SES events of a mail that arrives. */
const EVENTS = [
  ['Send', 'Email Sent'],
  ['Delivery', 'Email Delivered'],
] as const;

/** Keeps mails until their events are wanted. */
export class MailEvents {
  #count = 0;
  readonly #waiting: SentMail[] = [];

  add(mail: SentMail): void {
    if (this.#count++ % ONE_OF === 0) this.#waiting.push(mail);
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Publishes the events of the mails since the last time, and waits for what they start. */
  async publish(emulator: Pick<Emulator, 'publish'>): Promise<void> {
    for (const mail of this.#waiting.splice(0))
      for (const [eventType, detailType] of EVENTS) await emulator.publish(eventOf(mail, eventType, detailType));
  }
}

function eventOf(
  { messageId, source, destinations, tags, configurationSet, at }: SentMail,
  eventType: string,
  detailType: string,
): BusEvent {
  const listed = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
  const mail = {
    ...{ messageId, source, timestamp: at, destination: [...destinations] },
    tags: { ...listed, 'ses:configuration-set': [configurationSet ?? ''] },
  };
  return { source: 'aws.ses', detailType, detail: { eventType, mail }, at };
}
