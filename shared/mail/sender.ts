/** Sends one composed mail through SES. */
import { type SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { CalendarFile } from './compose/calendar/icalendar.ts';
import type { ComposedMail } from './compose/compose-mail.ts';
import { mimeMessage } from './mime-message.ts';

export type OutgoingMail = ComposedMail & {
  to: string;
  name: string;
  noticeId: string;
  /** None: the mail brings no file. */
  calendar?: CalendarFile | null;
};

export type SendOutcome =
  | { outcome: 'sent'; messageId: string }
  /** Refused for good: this address or message will never be accepted. */
  | { outcome: 'refused'; reason: string }
  /** Certainly not accepted; a later attempt may be (send rate, quota, configuration). */
  | { outcome: 'not-accepted'; reason: string }
  /** It is unknown whether it was accepted. */
  | { outcome: 'unanswered'; reason: string };

export type MailSettings = {
  /** An address. */
  sender: string;
  /** Shown beside the address. Default: nothing. */
  senderName?: string | undefined;
  /** The address that answers go to. Default: the sender. */
  replyTo?: string | undefined;
  configurationSet: string;
};
export type Sender = (mail: OutgoingMail) => Promise<SendOutcome>;

/** When mails may be sent. */
export type Pace = {
  /** Resolves when the next mail may be sent: null; or why it may not be sent before long. */
  next: () => Promise<string | null>;
  /** The daily quota is used up: nothing is sent for a while, by nobody. */
  close: () => Promise<void>;
  /** Until when nothing is sent, an instant; null: mails are sent. */
  closedUntil: () => string | null;
};

/** Sends as fast as it goes: on one machine. */
export const UNPACED: Pace = { next: async () => null, close: async () => {}, closedUntil: () => null };

/** Of a throttling error (Amazon SES Developer Guide, "Errors related to the sending quotas"). */
const QUOTA_USED_UP = /daily message quota exceeded/i;

/** Errors that concern this message or address, not the account. */
const REFUSALS = new Set(['InvalidParameterValue', 'InvalidParameterValueException']);
/** Socket errors that come before a request was written. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * `client` must not retry (`maxAttempts: 1`): the SDK's own retry can repeat a message that was accepted.
 */
export function sesSender(client: Pick<SESClient, 'send'>, settings: MailSettings, pace: Pace): Sender {
  return async (mail) => {
    const raw = composeMessage(mail, settings);
    if (typeof raw === 'string') return { outcome: 'refused', reason: raw };
    const input = {
      Source: settings.sender,
      Destinations: [mail.to],
      RawMessage: { Data: raw },
      ConfigurationSetName: settings.configurationSet,
      Tags: [{ Name: 'notice', Value: mail.noticeId }],
    };
    const hindrance = await nextSlot(pace);
    if (hindrance !== null) return { outcome: 'not-accepted', reason: hindrance };
    try {
      const { MessageId } = await client.send(new SendRawEmailCommand(input));
      return MessageId ? { outcome: 'sent', messageId: MessageId } : { outcome: 'unanswered', reason: 'no message id' };
    } catch (error) {
      const outcome = outcomeOf(error);
      // If the others cannot be told, they ask SES themselves, and are refused as this mail was.
      if (outcome.outcome === 'not-accepted' && QUOTA_USED_UP.test(outcome.reason)) await pace.close().catch(() => {});
      return outcome;
    }
  };
}

/** A mail that got no slot was certainly not sent, whatever went wrong. */
async function nextSlot(pace: Pace): Promise<string | null> {
  try {
    return await pace.next();
  } catch (error) {
    return `no slot of the send rate could be taken: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The message, or the reason why an address cannot be written into it. */
function composeMessage(mail: OutgoingMail, settings: MailSettings): Uint8Array | string {
  try {
    return rawMessage(mail, settings);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The header `X-Program-Notice` holds the notice's id, as the tag does. */
function rawMessage(mail: OutgoingMail, { sender, senderName, replyTo }: MailSettings): Uint8Array {
  const headers = {
    ...(replyTo !== undefined && { 'Reply-To': replyTo }),
    'X-Program-Notice': mail.noticeId,
    'Auto-Submitted': 'auto-generated',
  };
  const to = { name: mail.name, address: mail.to };
  return Buffer.from(
    mimeMessage({
      from: { name: senderName ?? '', address: sender },
      to,
      subject: mail.subject,
      headers,
      text: mail.text,
      html: mail.html,
      calendar: mail.calendar ?? null,
    }),
  );
}

function outcomeOf(error: unknown): SendOutcome {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof SESServiceException && error.$fault === 'client')
    return { outcome: REFUSALS.has(error.name) ? 'refused' : 'not-accepted', reason };
  const code = (error as { code?: unknown }).code;
  return { outcome: typeof code === 'string' && NOT_CONNECTED.has(code) ? 'not-accepted' : 'unanswered', reason };
}
