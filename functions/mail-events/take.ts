/**
 * mail-events: events of SES about mails (R-NOT-2), from their queue: one that fails comes again, and then is a dead
 * letter.
 */
import { civilDateIn } from '../../shared/domain/core/calendar.ts';
import type { MailEvent } from '../../shared/domain/notices/mail-events/mail-event.ts';
import { clockOf } from '../../shared/lambda/clock.ts';
import { logger } from '../../shared/lambda/logger.ts';
import { mailingSetup } from '../../shared/lambda/mailing-setup.ts';
import { emitCounts } from '../../shared/lambda/metrics.ts';
import { queueHandler } from '../../shared/lambda/queue-handler.ts';
import { type MailEventOutcome, processMailEvent } from '../../shared/workflows/mail-events/process-mail-event.ts';
import { isOfOtherStage, mailEventOf, sesEvent } from './ses-event.ts';

const setup = mailingSetup();
const clock = clockOf();

export const handler = queueHandler(sesEvent, async (told) => {
  const { id, time, detail } = told;
  if (isOfOtherStage(detail, setup.configurationSet)) return;
  const event = mailEventOf(told);
  const asOf = civilDateIn(time, setup.config.timeZone);
  const outcome: MailEventOutcome =
    event === null
      ? { known: false }
      : await processMailEvent(event, { runId: `mail-event-${id}`, now: clock(time), startedAt: time, asOf }, setup);
  const notice = { noticeId: event?.noticeId, messageId: detail.mail.messageId, eventType: detail.eventType };
  if (outcome.known) logger.info('mail event taken', { ...notice, ...outcome });
  else logger.warn('mail event of no known notice', notice);
  emitCounts('mail-events', eventCounts(event, outcome));
});

/** The counts that alarms use; a repeated event is not counted. */
function eventCounts(event: MailEvent | null, outcome: MailEventOutcome): Record<string, number> {
  if (!outcome.known) return { UnknownEvents: 1 };
  if (!outcome.isNew || event === null) return {};
  if (event.what === 'complaint') return { Complaints: 1 };
  if (event.what !== 'lost') return {};
  return outcome.toOperators ? { Bounces: 1, UndeliverableAlerts: 1 } : { Bounces: 1 };
}
