/** Two events that lead to the same state: the one that happened earlier is kept, whatever their order (R-NOT-8). */
import { describe, expect, it } from 'vitest';
import {
  claimedOn,
  type MailEvent,
  stateAfterEvent,
} from '../../../../../shared/domain/notices/mail-events/mail-event.ts';
import type { Loss, NoticeState } from '../../../../../shared/domain/notices/notice-state.ts';
import { date } from '../../support.ts';
import { entry, record } from '../ledger-entries.ts';

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

describe('R-NOT-2: a notice sent again on 2027-08-09, of whose copy an event tells after all', () => {
  const claim = (on: string): NoticeState => ({
    ...{ status: 'claimed', attempt: 1, claimedAt: `${on}T08:00:00Z`, runId: 'r', on: date(on) },
  });
  const uncertain: NoticeState = { status: 'uncertain', reason: 'sent once, no answer and no event' };
  const past = (...states: NoticeState[]) => states.map((state) => ({ state, left: null }));

  it('was sent on the day on which it was claimed last, and on that of its decision where that is not known', () => {
    const again = entry('a', uncertain, { earlier: past(claim('2027-08-02'), claim('2027-08-09')) });
    const on = claimedOn(record(-15), again);
    expect(stateAfterEvent(uncertain, delivered('M-2', NINE), on)).toMatchObject({ status: 'sent', on: '2027-08-09' });
    expect(claimedOn(record(-15), entry('a', uncertain))).toBe('2027-08-02');
  });
});
