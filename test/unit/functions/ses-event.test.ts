/** What SES says in its events, by the tables of its documentation, as facts about a notice (R-NOT-7, R-NOT-8). */
import { describe, expect, it } from 'vitest';
import { mailEventOf, sesEvent } from '../../../functions/mail-events/ses-event.ts';

const TIME = '2027-01-17T08:00:03Z';
const MAIL = { messageId: 'm-1', timestamp: '2027-01-17T08:00:00.120Z', tags: { notice: ['P-1__M1__3__-15__0f'] } };
const told = (detail: object, time = TIME) =>
  mailEventOf(sesEvent.parse({ id: 'e-1', time, detail: { mail: MAIL, ...detail } }));
const bounced = (bounceType: string, bounceSubType: string, status?: string) =>
  told({
    eventType: 'Bounce',
    bounce: { bounceType, bounceSubType, bouncedRecipients: status === undefined ? [] : [{ status }] },
  });

describe('R-NOT-8: a bounce of SES', () => {
  it.each([
    ['Undetermined', 'Undetermined', 'temporary'],
    ['Permanent', 'General', 'permanent'],
    ['Permanent', 'NoEmail', 'permanent'],
    ['Permanent', 'Suppressed', 'suppressed'],
    ['Permanent', 'OnAccountSuppressionList', 'suppressed'],
    ['Transient', 'General', 'temporary'],
    ['Transient', 'MailboxFull', 'temporary'],
    ['Transient', 'MessageTooLarge', 'temporary'],
    ['Transient', 'ContentRejected', 'temporary'],
    ['Transient', 'AttachmentRejected', 'temporary'],
    ['PERMANENT', '', 'permanent'],
    ['Something new', 'Of its own', 'temporary'],
  ])('%s/%s is %s', (type, subType, loss) => {
    expect(bounced(type, subType)).toMatchObject({ what: 'lost', loss });
  });

  it.each([
    ['5.1.1', 'permanent'],
    ['5.7.26', 'permanent'],
    [' 5.0.0 (permanent failure)', 'permanent'],
    ['4.2.2', 'temporary'],
    ['4.5.1', 'temporary'],
    ['5', 'temporary'],
    ['5.1', 'temporary'],
    ['15.1.1', 'temporary'],
    ['', 'temporary'],
  ])('Transient with the status %j is %s (R-NOT-7)', (status, loss) => {
    expect(bounced('Transient', 'General', status)).toMatchObject({ what: 'lost', loss });
    expect(bounced('Undetermined', 'Undetermined', status)).toMatchObject({ what: 'lost', loss });
  });

  it.each([
    ['smtp; 550 5.1.1 user unknown', 'permanent'],
    ['SMTP;550-5.7.1 The user or domain that you are sending to', 'permanent'],
    ['554 5.4.14 Hop count exceeded', 'permanent'],
    ['smtp; 452 4.2.2 mailbox full', 'temporary'],
    ['smtp; 550 4.4.7 Message expired', 'temporary'],
    ['smtp; 550 denied by 5.9.8.7', 'temporary'],
    ['smtp; 550 5.9.8.7 is on a list', 'temporary'],
    ['smtp; 550 denied', 'temporary'],
  ])('Transient without a status, answered with %j, is %s (R-NOT-7)', (diagnosticCode, loss) => {
    for (const status of [undefined, null, ' ']) {
      const bounce = { bounceType: 'Transient', bounceSubType: null, bouncedRecipients: [{ status, diagnosticCode }] };
      expect(told({ eventType: 'Bounce', bounce })).toMatchObject({ what: 'lost', loss });
    }
  });

  it('Transient with a status 4.x.x is temporary whatever the answer says (R-NOT-7)', () => {
    const bouncedRecipients = [{ status: '4.4.7', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }];
    const bounce = { bounceType: 'Transient', bounceSubType: 'General', bouncedRecipients };
    expect(told({ eventType: 'Bounce', bounce })).toMatchObject({ what: 'lost', loss: 'temporary' });
  });
});

describe('R-NOT-8: another event of SES', () => {
  it.each([
    [{ eventType: 'Send', send: {} }, 'accepted'],
    [{ eventType: 'DeliveryDelay', deliveryDelay: { delayType: 'MailboxFull' } }, 'accepted'],
    [{ eventType: 'Delivery', delivery: {} }, 'delivered'],
    [{ eventType: 'Delivery' }, 'delivered'],
    ...['abuse', 'auth-failure', 'fraud', 'other', 'virus', null].map(
      (type) => [{ eventType: 'Complaint', complaint: { complaintFeedbackType: type } }, 'complaint'] as const,
    ),
    [{ eventType: 'Complaint' }, 'complaint'],
    [{ eventType: 'Complaint', complaint: { complaintSubType: null, complaintFeedbackType: 'not-spam' } }, 'not-spam'],
  ] as const)('%j is %s', (detail, what) => {
    expect(told(detail)).toMatchObject({ what });
  });

  it.each([
    [
      {
        eventType: 'Complaint',
        complaint: { complaintSubType: 'OnAccountSuppressionList', complaintFeedbackType: 'not-spam' },
      },
      'suppressed',
      'complaint OnAccountSuppressionList: SES did not try to send it',
    ],
    [{ eventType: 'Reject', reject: { reason: 'Bad content' } }, 'rejected', 'rejected by SES: Bad content'],
    [{ eventType: 'Rendering Failure' }, 'rejected', 'could not be rendered'],
  ])('%j did not arrive: %s', (detail, loss, reason) => {
    expect(told(detail)).toMatchObject({ what: 'lost', loss, reason });
  });
});

describe('R-NOT-8: the time of an event of SES', () => {
  const complaint = (timestamp: unknown) => told({ eventType: 'Complaint', complaint: { timestamp } });

  it("is that of the recipient's provider, in UTC with milliseconds", () => {
    expect(complaint('2027-01-17T17:00:02+09:00')?.at).toBe('2027-01-17T08:00:02.000Z');
    expect(complaint('2027-01-17T08:00:02Z')?.mailedAt).toBe('2027-01-17T08:00:00.120Z');
  });

  it.each([undefined, 'yesterday', 7, '2027-01-17T08:00:04Z'])(
    'is that at which SES told it, given %j',
    (timestamp) => {
      expect(complaint(timestamp)?.at).toBe('2027-01-17T08:00:03.000Z');
    },
  );

  it('is not before that of the mail', () => {
    expect(told({ eventType: 'Send' }, '2027-01-17T07:59:59Z')).toMatchObject({
      at: '2027-01-17T07:59:59.000Z',
      mailedAt: '2027-01-17T07:59:59.000Z',
    });
  });
});
