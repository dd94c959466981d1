/**
 * An event of SES, as EventBridge delivers it, and what it says about a notice (R-NOT-7, R-NOT-8).
 *
 * The fields are described in the Amazon SES Developer Guide, "Contents of event data that Amazon SES publishes to
 * Amazon SNS" (event-publishing-retrieving-sns-contents.html); chapters named below are of that page. The API reference
 * (v2, `Bounce`) writes bounce types in capitals, so that letter case is ignored.
 */
import * as z from 'zod';
import { isInstant, utcInstant } from '../../shared/domain/core/calendar.ts';
import { plainLine } from '../../shared/domain/core/invisible.ts';
import type { MailEvent } from '../../shared/domain/notices/mail-events/mail-event.ts';
import type { Loss } from '../../shared/domain/notices/notice-state.ts';
import { instant } from '../../shared/lambda/executions/execution.ts';

const text = z
  .string()
  .nullish()
  .transform((given) => given ?? '');
/** Characters of a reason or subject. */
const MAX_TEXT_LENGTH = 1000;
/** If it is missing or no instant, the time of the event is used. */
const timestamp = z.string().refine(isInstant).optional().catch(undefined);
const happened = z.object({ timestamp });

const mail = z.object({
  messageId: z.string().min(1),
  /** When the message was sent. */
  timestamp,
  /** Each tag has a list of values; the program gives `notice` one. */
  tags: z.record(z.string(), z.array(z.string())).default({}),
  commonHeaders: z.object({ subject: z.string().optional() }).optional(),
});

const bounce = z.object({
  bounceType: z.string(),
  bounceSubType: text,
  /**
   * One recipient: each mail of the program has one. `status`: from the delivery status notification, if there was one.
   */
  bouncedRecipients: z.array(z.object({ status: text, diagnosticCode: text })).default([]),
  timestamp,
});

const complaint = z.object({
  complaintSubType: z.string().nullish(),
  complaintFeedbackType: z.string().nullish(),
  timestamp,
});

const detail = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.enum(['Send', 'DeliveryDelay']), mail }),
  z.object({ eventType: z.literal('Delivery'), mail, delivery: happened.optional() }),
  z.object({ eventType: z.literal('Complaint'), mail, complaint: complaint.optional() }),
  z.object({ eventType: z.literal('Bounce'), mail, bounce }),
  z.object({ eventType: z.literal('Reject'), mail, reject: z.object({ reason: text }).optional() }),
  z.object({ eventType: z.literal('Rendering Failure'), mail, failure: z.object({ errorMessage: text }).optional() }),
]);
type Detail = z.output<typeof detail>;

/** `time`: instant at which SES told. */
export const sesEvent = z.object({ id: z.string(), time: instant, detail });

/** Whether the mail was sent through another configuration set: that of another stage, with a ledger of its own. */
export function isOfOtherStage({ mail: { tags } }: Detail, configurationSet: string): boolean {
  const used = tags['ses:configuration-set'];
  return used !== undefined && !used.includes(configurationSet);
}

/** What it says about a notice; null if the mail was none. */
export function mailEventOf({ time, detail }: Pick<z.output<typeof sesEvent>, 'time' | 'detail'>): MailEvent | null {
  const { messageId, tags, commonHeaders, timestamp: mailed } = detail.mail;
  const [noticeId] = tags.notice ?? [];
  if (noticeId === undefined) return null;
  const told = utcInstant(time);
  const at = earlierOf(told, happenedAt(detail));
  const about = {
    noticeId,
    messageId,
    subject: decodeSubject(commonHeaders?.subject ?? ''),
    at,
    mailedAt: earlierOf(at, mailed),
  };
  return { ...about, ...eventKind(detail) };
}

/** The time that the recipient's provider gives; events are published hours later and in another order. */
function happenedAt(detail: Detail): string | undefined {
  if (detail.eventType === 'Delivery') return detail.delivery?.timestamp;
  if (detail.eventType === 'Complaint') return detail.complaint?.timestamp;
  return detail.eventType === 'Bounce' ? detail.bounce.timestamp : undefined;
}

/** The earlier of two instants, in UTC: nothing happened after SES reported it, whatever another clock says. */
function earlierOf(told: string, given: string | undefined): string {
  const at = given === undefined ? told : utcInstant(given);
  return at < told ? at : told;
}

type EventKind =
  | { what: 'accepted' | 'delivered' | 'complaint' | 'not-spam' }
  | { what: 'lost'; reason: string; loss: Loss };

function eventKind(detail: Detail): EventKind {
  switch (detail.eventType) {
    // Send comes for suppressed addresses, too (API reference v2, `EventDestination`: "SES will still count it as a
    // send").
    case 'Send':
    case 'DeliveryDelay':
      return { what: 'accepted' };
    case 'Delivery':
      return { what: 'delivered' };
    case 'Complaint':
      return complaintKind(detail.complaint ?? {});
    case 'Bounce':
      return { what: 'lost', reason: describeBounce(detail.bounce), loss: lossOf(detail.bounce) };
    case 'Reject':
      return { what: 'lost', reason: describeCause('rejected by SES', detail.reject?.reason), loss: 'rejected' };
    case 'Rendering Failure':
      return {
        what: 'lost',
        reason: describeCause('could not be rendered', detail.failure?.errorMessage),
        loss: 'rejected',
      };
  }
}

/** Subtypes for the account's own suppression list and for the global one ("Bounce types"). */
const SUPPRESSED = ['onaccountsuppressionlist', 'suppressed'];
const isSuppressed = (subType: string): boolean => SUPPRESSED.includes(subType.toLowerCase());

/** A permanent failure by RFC 3463, with or without a comment after the code. */
const PERMANENT_STATUS = /^\s*5\.\d{1,3}\.\d{1,3}(?!\d)/;

/** The same in the answer of the recipient's mail server, behind its code, e.g. `smtp; 550 5.1.1 user unknown`. */
const PERMANENT_ANSWER = /^\s*(?:smtp\s*;\s*)?5\d\d[ -]5\.\d{1,3}\.\d{1,3}(?![\d.])/i;

/** The status counts; without it, the answer. */
const isPermanent = ({ status, diagnosticCode }: { status: string; diagnosticCode: string }): boolean =>
  status.trim() === '' ? PERMANENT_ANSWER.test(diagnosticCode) : PERMANENT_STATUS.test(status);

/** `Undetermined`, and any type added later, counts as temporary. */
function lossOf({ bounceType, bounceSubType, bouncedRecipients }: z.output<typeof bounce>): Loss {
  if (isSuppressed(bounceSubType)) return 'suppressed';
  return bounceType.toLowerCase() === 'permanent' || bouncedRecipients.some(isPermanent) ? 'permanent' : 'temporary';
}

/**
 * `OnAccountSuppressionList`: SES accepted the mail but did not try to send it ("Complaint subtypes"). `not-spam`: the
 * reporting provider does not consider the mail to be spam ("Complaint types").
 */
function complaintKind({ complaintSubType, complaintFeedbackType }: Partial<z.output<typeof complaint>>): EventKind {
  if (isSuppressed(complaintSubType ?? ''))
    return {
      what: 'lost',
      reason: describeCause(`complaint ${complaintSubType}`, 'SES did not try to send it'),
      loss: 'suppressed',
    };
  return { what: complaintFeedbackType?.toLowerCase() === 'not-spam' ? 'not-spam' : 'complaint' };
}

/** "bounce Permanent/General: smtp; 550 5.1.1 user unknown". */
function describeBounce({ bounceType, bounceSubType, bouncedRecipients }: z.output<typeof bounce>): string {
  const kind = ['bounce', [bounceType, bounceSubType].filter(Boolean).join('/')].join(' ');
  return describeCause(
    kind,
    bouncedRecipients.map(({ diagnosticCode, status }) => diagnosticCode || status).find(Boolean),
  );
}

/**
 * The cause as the recipient's mail server gives it, in one line of limited length: it is stored in the ledger and
 * shown.
 */
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
