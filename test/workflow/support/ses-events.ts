import type { BusEvent } from '../../../infra/local/emulator/events/event.ts';
import type { Program } from './program.ts';

type Detail = BusEvent['detail'];

/** The detail types of EventBridge, by the event types of SES. */
const DETAIL_TYPES = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  DeliveryDelay: 'Email Delivery Delayed',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
  Reject: 'Email Rejected',
  'Rendering Failure': 'Email Rendering Failed',
} as const;
export type SesEventType = keyof typeof DETAIL_TYPES;

/** What SES says besides the mail, in each of its events. */
const FACTS: Readonly<Record<SesEventType, Detail>> = {
  Send: { send: {} },
  Delivery: { delivery: { smtpResponse: '250 2.6.0 Message received' } },
  DeliveryDelay: { deliveryDelay: { delayType: 'MailboxFull' } },
  Bounce: {
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }],
    },
  },
  Complaint: { complaint: { complaintFeedbackType: 'abuse' } },
  Reject: { reject: { reason: 'Bad content' } },
  'Rendering Failure': { failure: { errorMessage: 'Attribute is not present' } },
};

export type SesEventOf = {
  noticeId: string;
  /** Default: as the event of that type usually says. */
  facts?: Detail;
  messageId?: string;
  subject?: string;
  /** Default: the program's. */
  configurationSet?: string;
};

/** Publishes an event of SES about a notice as EventBridge would, on a day at noon. */
export async function sesEvent(program: Program, type: SesEventType, fields: SesEventOf, day: string): Promise<void> {
  const configurationSet =
    fields.configurationSet ?? program.emulator.nameOf('AWS::SES::ConfigurationSet', 'ConfigurationSet');
  const mail = {
    timestamp: `${day}T08:00:00.000Z`,
    messageId: fields.messageId ?? 'message-1',
    tags: { 'ses:configuration-set': [configurationSet], notice: [fields.noticeId] },
    commonHeaders: { subject: fields.subject ?? 'A subject' },
  };
  const detail = { eventType: type, mail, ...(fields.facts ?? FACTS[type]) };
  await program.emulator.publish({ source: 'aws.ses', detailType: DETAIL_TYPES[type], detail, at: `${day}T12:00:00Z` });
}
