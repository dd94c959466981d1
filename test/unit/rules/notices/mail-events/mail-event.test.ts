import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listingAlert } from '../../../../../shared/domain/directory/unreachable-alert.ts';
import {
  type MailEvent,
  stateAfterAnswer,
  stateAfterEvent,
} from '../../../../../shared/domain/notices/mail-events/mail-event.ts';
import { hasNoReachableAdmin, withUnreachable } from '../../../../../shared/domain/notices/mail-events/unreachable.ts';
import type { NoticeEntry, NoticeState } from '../../../../../shared/domain/notices/notice-state.ts';
import { membershipAlert } from '../../../../../shared/domain/renewal/alerts/unreachable-alert.ts';
import { decideNotices } from '../../../../../shared/domain/renewal/renewal-notices.ts';
import { contact, date, facts, membership, on, partner } from '../../support.ts';

const when = { mailedAt: '2027-08-02T08:00:00.000Z', at: '2027-08-02T08:00:05.000Z' };
const about = { noticeId: 'N-1', messageId: 'MSG-1', subject: 'Renew by 1 October', ...when };
const accepted: MailEvent = { ...about, what: 'accepted' };
const delivered: MailEvent = { ...about, what: 'delivered' };
const complaint: MailEvent = { ...about, what: 'complaint', at: '2027-08-02T09:00:00.000Z' };
const bounce: MailEvent = {
  ...about,
  what: 'lost',
  reason: 'bounce Permanent/General: user unknown',
  loss: 'permanent',
};
const delayedBounce: MailEvent = { ...about, what: 'lost', reason: 'bounce Transient/MailboxFull', loss: 'temporary' };

const day = date('2027-08-02');
const claimed: NoticeState = { status: 'claimed', attempt: 1, claimedAt: '2027-08-02T08:00:00Z', runId: 'r', on: day };
const sent: NoticeState = { status: 'sent', messageId: 'MSG-1', on: day, subject: 'Renew by 1 October' };
const undeliverable: NoticeState = { status: 'undeliverable', reason: 'bounce Permanent/General: user unknown' };
const uncertain: NoticeState = { status: 'uncertain', reason: 'sent 2 times, no answer and no event' };

const OPEN: NoticeState[] = [
  claimed,
  uncertain,
  { status: 'pending', unanswered: 0 },
  { status: 'skipped', reason: 'superseded' },
];
const knowing = (state: NoticeState, ...events: MailEvent[]): NoticeState =>
  events.reduce((current, event) => stateAfterEvent(current, event, day), state);

describe('R-NOT-2: an SES event', () => {
  it.each([accepted, delivered, complaint])('$what proves that a notice was sent, whatever the ledger has', (event) => {
    const arrived = event.what === 'accepted' ? {} : { arrived: { at: event.at, mailedAt: event.mailedAt } };
    for (const state of [...OPEN, sent]) expect(knowing(state, event)).toEqual({ ...sent, ...arrived });
  });

  it.each([bounce, delayedBounce])('makes a bounced notice undeliverable, with the bounce', (event) => {
    for (const state of [...OPEN, sent])
      expect(knowing(state, event)).toEqual({
        status: 'undeliverable',
        reason: event.what === 'lost' ? event.reason : '',
        lost: { ...when, loss: event.what === 'lost' ? event.loss : '', on: day },
      });
  });

  it('keeps the day of the run when a delivery undoes a temporary bounce (R-NOT-8)', () => {
    const later = date('2027-08-09');
    const bounced = stateAfterEvent({ ...claimed, on: later }, delayedBounce, day);
    expect(stateAfterEvent(bounced, delivered, day)).toMatchObject({ status: 'sent', messageId: 'MSG-1', on: later });
  });

  it('names the copy that arrived, of two copies of a mail (R-NOT-8)', () => {
    expect(knowing(sent, { ...delivered, messageId: 'MSG-2' })).toMatchObject({ messageId: 'MSG-2', arrived: when });
    expect(knowing(sent, { ...delivered, messageId: 'MSG-2' }, delayedBounce)).toMatchObject({ status: 'sent' });
  });

  it('keeps the reason of the earlier of two bounces, whichever comes first (R-NOT-8)', () => {
    const later: MailEvent = { ...bounce, reason: 'again', at: '2027-08-02T08:00:06.000Z' };
    for (const order of [
      [bounce, later],
      [later, bounce],
    ])
      expect(knowing(sent, ...order)).toMatchObject({ reason: 'bounce Permanent/General: user unknown' });
  });

  it('leaves a bounced notice undeliverable, and a sent one with its message', () => {
    expect(knowing(undeliverable, accepted, delivered, complaint, delayedBounce, bounce)).toBe(undeliverable);
    expect(knowing(sent, { ...accepted, messageId: 'MSG-2' })).toBe(sent);
  });

  it('leads to the same state in any order and number of copies', () => {
    const events = fc.array(fc.constantFrom(accepted, delivered, complaint, delayedBounce, bounce), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.constantFrom(...OPEN, sent), events, fc.infiniteStream(fc.nat()), (state, given, order) => {
        const shuffled = given.map((event) => ({ event, at: order.next().value })).sort((a, b) => a.at - b.at);
        const again = [...shuffled.map(({ event }) => event), ...given];
        expect(knowing(state, ...again)).toEqual(knowing(state, ...new Set(given)));
      }),
    );
  });
});

describe('R-NOT-2: the answer to the call that sent a notice', () => {
  it('settles the claim', () => {
    for (const answer of [sent, undeliverable, { status: 'pending', unanswered: 0 } as const])
      expect(stateAfterAnswer(claimed, claimed, answer)).toBe(answer);
  });

  it('does not undo what an event proved in between', () => {
    expect(stateAfterAnswer(undeliverable, claimed, sent)).toBe(undeliverable);
    expect(stateAfterAnswer(sent, claimed, { status: 'pending', unanswered: 0 })).toBe(sent);
  });

  it('does not change the claim of another attempt', () => {
    const second: NoticeState = { ...claimed, attempt: 2, claimedAt: '2027-08-02T08:02:00Z' };
    expect(stateAfterAnswer(second, claimed, { status: 'pending', unanswered: 0 })).toBe(second);
    expect(stateAfterAnswer(second, claimed, sent)).toBe(sent);
  });
});

const entryTo = (to: string): NoticeEntry => ({
  noticeId: 'N-1',
  kind: 'renewal',
  to,
  name: 'Kim',
  role: 'global-admin',
  locale: 'en',
  state: sent,
});

describe('R-NOT-2: a contact whose mail bounced', () => {
  const two = partner({ contacts: [contact(), contact({ role: 'mpn-admin', email: 'bo@contoso.example' })] });
  const marked = withUnreachable(two, entryTo('KIM@contoso.example'), bounce, day);

  it('gets no further notice: the next stage goes to the other admins', () => {
    expect(marked.unreachable).toEqual([
      {
        address: 'kim@contoso.example',
        since: '2027-08-02',
        cause: 'bounce',
        at: when.at,
        noticeId: 'N-1',
        stamp: null,
      },
    ]);
    const { notices } = decideNotices(facts({ partner: marked }), on('2027-08-17')).membership;
    expect(notices['-15']?.notices.map(({ to }) => to)).toEqual(['bo@contoso.example']);
    expect(hasNoReachableAdmin(marked)).toBe(false);
  });

  it('gets no further notice after a complaint either', () => {
    expect(withUnreachable(two, entryTo('bo@contoso.example'), complaint, day).unreachable).toMatchObject([
      { address: 'bo@contoso.example', cause: 'complaint' },
    ]);
  });

  it.each([accepted, delayedBounce])('is not marked by an event that says nothing of the address', (event) => {
    expect(withUnreachable(two, entryTo('kim@contoso.example'), event, day)).toBe(two);
  });

  it('is marked once, if it is a contact, until it is no contact any more', () => {
    expect(withUnreachable(marked, entryTo('kim@contoso.example'), complaint, day)).toBe(marked);
    expect(withUnreachable(two, entryTo('gone@contoso.example'), bounce, day)).toBe(two);
    const without = { ...marked, contacts: [contact({ email: 'bo@contoso.example' })] };
    expect(withUnreachable(without, entryTo('bo@contoso.example'), bounce, day).unreachable).toMatchObject([
      { address: 'bo@contoso.example' },
    ]);
  });
});

describe('R-ROLE-4: a partner without an admin who can be reached', () => {
  it('has lost its only admin by a bounce; without admins it never had one to lose', () => {
    expect(hasNoReachableAdmin(withUnreachable(partner(), entryTo('kim@contoso.example'), bounce, day))).toBe(true);
    expect(hasNoReachableAdmin(partner({ contacts: [] }))).toBe(false);
  });

  it('is reported to the operators once in a cycle', () => {
    const record = membershipAlert(membership(), entryTo('kim@contoso.example'), on('2027-08-03'));
    expect(record).toMatchObject({
      rule: 'R-ROLE-4',
      period: '7',
      notices: [{ kind: 'operator-alert', to: 'operators@vendor.example', state: { status: 'claimed' } }],
    });
    const told = membership({ notices: record ? { unreachable: record } : {} });
    expect(membershipAlert(told, entryTo('kim@contoso.example'), on('2027-08-04'))).toBeNull();
    const cutOff = withUnreachable(partner(), entryTo('kim@contoso.example'), bounce, day);
    const next = decideNotices(facts({ membership: told, partner: cutOff }), on('2027-08-17')).membership;
    expect(next.notices['-15']).toMatchObject({ rule: 'R-ROLE-4', notices: [] });
  });

  it('is reported to the operators once in a month for its listing', () => {
    const listing = { partnerId: 'P-1', notices: {} } as Parameters<typeof listingAlert>[0];
    const alert = listingAlert(listing, entryTo('kim@contoso.example'), on('2027-08-03'));
    expect(alert).toMatchObject({ key: 'unreachable-2027-08', record: { period: '2027-08', stage: null } });
    const told = { ...listing, notices: alert ? { [alert.key]: alert.record } : {} };
    expect(listingAlert(told, entryTo('kim@contoso.example'), on('2027-08-20'))).toBeNull();
    expect(listingAlert(told, entryTo('kim@contoso.example'), on('2027-09-01'))).not.toBeNull();
  });
});
