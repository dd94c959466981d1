import type { BusEvent } from '../events/event.ts';
import type { SentMail } from './mail.ts';
import { headerOf } from './message-headers.ts';

/** The events of SES about a mail that was delivered, with their detail types in EventBridge. */
const DETAIL_TYPES = { Send: 'Email Sent', Delivery: 'Email Delivered' } as const;
export type MailEventType = keyof typeof DETAIL_TYPES;

/** The events of a mail that SES accepts and delivers, in this order. */
export const DEFAULT_EVENTS: readonly MailEventType[] = ['Send', 'Delivery'];

/** An event of SES about a mail. @param at ISO instant */
export function mailEvent(type: MailEventType, mail: SentMail, at: string): BusEvent {
  const { messageId, source, destinations, raw } = mail;
  const subject = headerOf(raw, 'Subject') ?? '';
  return {
    source: 'aws.ses',
    detailType: DETAIL_TYPES[type],
    at,
    detail: {
      eventType: type,
      mail: {
        timestamp: mail.at,
        source,
        messageId,
        destination: [...destinations],
        commonHeaders: { subject },
        tags: tagsOf(mail),
      },
      [type.toLowerCase()]: {},
    },
  };
}

/** Each tag has a list of values, and the configuration set is one of them. */
function tagsOf({ tags, configurationSet }: SentMail): Record<string, string[]> {
  const all = Object.entries({ ...tags, ...(configurationSet && { 'ses:configuration-set': configurationSet }) });
  return Object.fromEntries(all.map(([name, value]) => [name, [value]]));
}
