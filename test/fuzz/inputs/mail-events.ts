/** Good events of SES, as EventBridge delivers them. */
import fc from 'fast-check';
import { formatNoticeId } from '../../../shared/domain/notices/notice-id.ts';
import { membershipId, partnerId } from './values.ts';

export const noticeId = fc
  .record({
    partnerId,
    subject: membershipId,
    period: fc.constantFrom('3', '2027-01'),
    stage: fc.constantFrom('-15', 'confirmation'),
    recipient: fc.constant('0123456789abcdef'),
  })
  .map(formatNoticeId);

const mail = fc.record({
  messageId: fc.constant('0102018b-0001'),
  tags: noticeId.map((id) => ({ notice: [id], 'ses:configuration-set': ['partner-program-dev'] })),
  commonHeaders: fc.record({ subject: fc.constantFrom('Renew', '=?UTF-8?B?6rCx7Iug?= =?UTF-8?B?7ZWp64uI64uk?=') }),
});

const bounce = fc.record({
  bounceType: fc.constantFrom('Permanent', 'Transient'),
  bounceSubType: fc.constantFrom('General', 'MailboxFull'),
  bouncedRecipients: fc.constant([{ status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }]),
});

/** The texts of messages as Lambda hands them over from a queue. */
export const batchOf = (...texts: readonly string[]) => ({
  Records: texts.map((body, index) => ({ messageId: `message-${index}`, body })),
});

/** Each as `JSON.parse` gives it. */
export const goodEvent: fc.Arbitrary<unknown> = fc
  .record({
    id: fc.constant('6a7e8feb-b491-4cf7-a9f1-bf3703467718'),
    time: fc.constant('2027-01-17T08:00:03Z'),
    detail: fc.oneof(
      fc.record({ eventType: fc.constantFrom('Send', 'Delivery', 'DeliveryDelay', 'Complaint'), mail }),
      fc.record({ eventType: fc.constant('Bounce'), mail, bounce }),
      fc.record({ eventType: fc.constant('Reject'), mail, reject: fc.constant({ reason: 'Bad content' }) }),
      fc.record({ eventType: fc.constant('Rendering Failure'), mail, failure: fc.constant({ errorMessage: 'x' }) }),
    ),
  })
  .map((event) => JSON.parse(JSON.stringify(event)) as unknown);
