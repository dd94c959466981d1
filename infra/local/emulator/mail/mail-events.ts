import type { BusEvent } from '../events/event.ts';
import type { SentMail } from './mail.ts';
import { headerOf } from './message-headers.ts';

type Detail = BusEvent['detail'];

/** The events of SES about a mail: detail type in EventBridge, field with the facts of the event, and usual facts. */
const EVENTS = {
  Send: { detailType: 'Email Sent', field: 'send', facts: {} },
  Delivery: {
    detailType: 'Email Delivered',
    field: 'delivery',
    facts: { smtpResponse: '250 2.6.0 Message received' },
  },
  DeliveryDelay: {
    detailType: 'Email Delivery Delayed',
    field: 'deliveryDelay',
    facts: { delayType: 'MailboxFull' },
  },
  Bounce: {
    detailType: 'Email Bounced',
    field: 'bounce',
    facts: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }],
    },
  },
  Complaint: {
    detailType: 'Email Complaint Received',
    field: 'complaint',
    facts: { complaintSubType: null, complaintFeedbackType: 'abuse' },
  },
  Reject: { detailType: 'Email Rejected', field: 'reject', facts: { reason: 'Bad content' } },
  'Rendering Failure': {
    detailType: 'Email Rendering Failed',
    field: 'failure',
    facts: { errorMessage: 'Attribute is not present' },
  },
} as const satisfies Record<string, { detailType: string; field: string; facts: Detail }>;
export type MailEventType = keyof typeof EVENTS;

/** `facts`: replace the usual facts of the event. */
export type ToldEvent = MailEventType | { readonly type: MailEventType; readonly facts: Detail };

/** The events of a mail that SES accepts and delivers, in this order. */
export const DEFAULT_EVENTS: readonly ToldEvent[] = ['Send', 'Delivery'];

/** Events whose facts have a timestamp. */
const TIMED: readonly MailEventType[] = ['Delivery', 'DeliveryDelay', 'Bounce', 'Complaint'];

/** An event of SES about a mail. @param at ISO instant */
export function mailEvent(told: ToldEvent, mail: SentMail, at: string): BusEvent {
  const { messageId, source, destinations, raw } = mail;
  const subject = headerOf(raw, 'Subject') ?? '';
  const about = {
    timestamp: mail.at,
    source,
    messageId,
    destination: [...destinations],
    commonHeaders: { subject },
    tags: tagsOf(mail),
  };
  return busEvent(told, about, at);
}

/** An event of SES about the mail described by `mail`. @param at ISO instant */
export function busEvent(told: ToldEvent, mail: Detail, at: string): BusEvent {
  const type = typeof told === 'string' ? told : told.type;
  const { detailType, field, facts: usual } = EVENTS[type];
  const facts: Detail = typeof told === 'string' ? usual : told.facts;
  const detail = { eventType: type, mail, [field]: TIMED.includes(type) ? { timestamp: at, ...facts } : facts };
  return { source: 'aws.ses', detailType, at, detail };
}

/** Each tag has a list of values, and the configuration set is one of them. */
function tagsOf({ tags, configurationSet }: SentMail): Record<string, string[]> {
  const all = Object.entries({ ...tags, ...(configurationSet && { 'ses:configuration-set': configurationSet }) });
  return Object.fromEntries(all.map(([name, value]) => [name, [value]]));
}
