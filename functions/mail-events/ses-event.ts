/** An event of SES, as EventBridge delivers it, and the mail event that it means for a notice. */
import * as z from 'zod';
import { plainLine } from '../../shared/domain/core/invisible.ts';
import type { MailEvent } from '../../shared/domain/notices/mail-event.ts';
import { instant } from '../../shared/lambda/execution.ts';

const text = z.string().default('');
/** Characters of a reason or subject. */
const MAX_TEXT_LENGTH = 1000;

const mail = z.object({
  messageId: z.string().min(1),
  /** Each tag has a list of values; the program gives `notice` one. */
  tags: z.record(z.string(), z.array(z.string())).default({}),
  commonHeaders: z.object({ subject: z.string().optional() }).optional(),
});

const bounce = z.object({
  bounceType: z.string(),
  bounceSubType: text,
  bouncedRecipients: z.array(z.object({ status: text, diagnosticCode: text })).default([]),
});

const detail = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.enum(['Send', 'Delivery', 'DeliveryDelay', 'Complaint']), mail }),
  z.object({ eventType: z.literal('Bounce'), mail, bounce }),
  z.object({ eventType: z.literal('Reject'), mail, reject: z.object({ reason: text }).optional() }),
  z.object({ eventType: z.literal('Rendering Failure'), mail, failure: z.object({ errorMessage: text }).optional() }),
]);
type Detail = z.output<typeof detail>;

/** `time`: instant at which it happened. */
export const sesEvent = z.object({ id: z.string(), time: instant, detail });

/** Whether the mail was sent through another configuration set: that of another stage, with a ledger of its own. */
export function isOfOtherStage({ mail: { tags } }: Detail, configurationSet: string): boolean {
  const used = tags['ses:configuration-set'];
  return used !== undefined && !used.includes(configurationSet);
}

/** Null: the mail was no notice. */
export function mailEventOf(detail: Detail): MailEvent | null {
  const { messageId, tags, commonHeaders } = detail.mail;
  const [noticeId] = tags.notice ?? [];
  if (noticeId === undefined) return null;
  return { noticeId, messageId, subject: decodeSubject(commonHeaders?.subject ?? ''), ...eventKind(detail) };
}

type EventKind = { what: 'accepted' } | { what: 'complaint' } | { what: 'lost'; reason: string; isPermanent: boolean };

function eventKind(detail: Detail): EventKind {
  switch (detail.eventType) {
    case 'Send':
    case 'Delivery':
    case 'DeliveryDelay':
      return { what: 'accepted' };
    case 'Complaint':
      return { what: 'complaint' };
    case 'Bounce':
      return {
        what: 'lost',
        reason: describeBounce(detail.bounce),
        isPermanent: detail.bounce.bounceType === 'Permanent',
      };
    case 'Reject':
      return { what: 'lost', reason: describeCause('rejected by SES', detail.reject?.reason), isPermanent: false };
    case 'Rendering Failure':
      return {
        what: 'lost',
        reason: describeCause('could not be rendered', detail.failure?.errorMessage),
        isPermanent: false,
      };
  }
}

/** "bounce Permanent/General: smtp; 550 5.1.1 user unknown". */
function describeBounce({ bounceType, bounceSubType, bouncedRecipients }: z.output<typeof bounce>): string {
  const kind = ['bounce', [bounceType, bounceSubType].filter(Boolean).join('/')].join(' ');
  return describeCause(
    kind,
    bouncedRecipients.map(({ diagnosticCode, status }) => diagnosticCode || status).find(Boolean),
  );
}

/** The cause as the recipient's mail server gives it, in one line of limited length: it is stored in the ledger and shown. */
const describeCause = (what: string, why: string | undefined): string =>
  plainLine(why ? `${what}: ${why}` : what).slice(0, MAX_TEXT_LENGTH);

/** SES may return a subject that is not ASCII as encoded words (RFC 2047). */
function decodeSubject(subject: string): string {
  const joined = subject.replace(/\?=\s+=\?/g, '?==?');
  const whole = joined.replace(/=\?utf-8\?b\?([A-Za-z0-9+/=]*)\?=/gi, (_, base64) =>
    Buffer.from(base64, 'base64').toString('utf8'),
  );
  return plainLine(whole).slice(0, MAX_TEXT_LENGTH);
}
