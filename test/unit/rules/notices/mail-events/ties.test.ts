/** Two events that lead to the same state: the one that happened earlier is kept, whatever their order (R-NOT-8). */
import { describe, expect, it } from 'vitest';
import { type MailEvent, stateAfterEvent } from '../../../../../shared/domain/notices/mail-events/mail-event.ts';
import type { Loss, NoticeState } from '../../../../../shared/domain/notices/notice-state.ts';
import { date } from '../../support.ts';

const day = date('2027-08-02');
const EIGHT = '2027-08-02T08:00:00.000Z';
const NINE = '2027-08-02T09:00:00.000Z';
const about = { noticeId: 'N-1', subject: 'Renew', mailedAt: '2027-08-02T07:00:00.000Z' };
const delivered = (messageId: string, at: string): MailEvent => ({ ...about, what: 'delivered', messageId, at });
const lost = (reason: string, at: string, messageId = 'M', loss: Loss = 'permanent'): MailEvent => ({
  ...about,
  ...{ what: 'lost', reason, at, messageId, loss },
});
const knowing = (...events: MailEvent[]): NoticeState =>
  events.reduce<NoticeState>((state, event) => stateAfterEvent(state, event, day), {
    status: 'pending',
    unanswered: 0,
  });

describe('R-NOT-8: two events with the same meaning', () => {
  it.each<[string, MailEvent, MailEvent]>([
    ['deliveries: the earlier one counts', delivered('M-9', EIGHT), delivered('M-1', NINE)],
    ['deliveries at one instant, the lesser message', delivered('M-1', EIGHT), delivered('M-2', EIGHT)],
    ['bounces, the earlier one', lost('zz', EIGHT), lost('aa', NINE)],
    ['bounces at one instant, the lesser reason', lost('aa', EIGHT, 'M-2'), lost('bb', EIGHT, 'M-1')],
    ['temporary bounces, the earlier one', lost('zz', EIGHT, 'M', 'temporary'), lost('aa', NINE, 'M', 'temporary')],
  ])('are %s, which is kept', (_, kept, other) => {
    const alone = knowing(kept);
    expect(knowing(kept, other)).toEqual(alone);
    expect(knowing(other, kept)).toEqual(alone);
    expect(stateAfterEvent(alone, kept, day)).toBe(alone);
  });

  it('the day of the run and the subject stay those of the ledger', () => {
    const sent: NoticeState = { status: 'sent', messageId: 'M-1', on: date('2027-08-09'), subject: 'In the ledger' };
    expect(stateAfterEvent(sent, lost('gone', NINE), day)).toMatchObject({ lost: { on: '2027-08-09' } });
    expect(stateAfterEvent(sent, delivered('M-1', NINE), day)).toMatchObject({
      on: '2027-08-09',
      subject: 'In the ledger',
    });
  });
});
