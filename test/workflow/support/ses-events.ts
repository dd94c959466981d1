import type { BusEvent } from '../../../infra/local/emulator/events/event.ts';
import { busEvent, type MailEventType } from '../../../infra/local/emulator/mail/mail-events.ts';
import type { Program } from './program.ts';

type Detail = BusEvent['detail'];

export type SesEventType = MailEventType;

export type SesEventOf = {
  noticeId: string;
  /** Default: as the event of that type usually says. */
  facts?: Detail;
  messageId?: string;
  subject?: string;
  /** Default: the program's. */
  configurationSet?: string;
  /** When it happened, an ISO instant. Default: at noon. */
  at?: string;
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
  const told = fields.facts === undefined ? type : { type, facts: fields.facts };
  await program.emulator.publish(busEvent(told, mail, fields.at ?? `${day}T12:00:00Z`));
}
