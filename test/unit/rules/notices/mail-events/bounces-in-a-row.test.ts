import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withNoticeState } from '../../../../../shared/domain/notices/ledger.ts';
import { bouncesInARow } from '../../../../../shared/domain/notices/mail-events/bounces-in-a-row.ts';
import { type MailEvent, stateAfterEvent } from '../../../../../shared/domain/notices/mail-events/mail-event.ts';
import { withBouncesInARow } from '../../../../../shared/domain/notices/mail-events/unreachable.ts';
import type { Ledger, NoticeEntry, NoticeState } from '../../../../../shared/domain/notices/notice-state.ts';
import { mergeReachability } from '../../../../../shared/domain/partners/reachability.ts';
import { contact, date, partner } from '../../support.ts';

const KIM = 'kim@contoso.example';
const day = date('2027-08-02');
/** Notice `n` is sent on the `n`-th of August at eight, and its bounce comes an hour later. */
const instant = (n: number, hour = 8) => `2027-08-${String(n).padStart(2, '0')}T0${hour}:00:00.000Z`;

const sent = (n: number): NoticeState => ({ status: 'sent', messageId: `m-${n}`, on: day, subject: 's' });
const arrived = (n: number): NoticeState =>
  ({ ...sent(n), arrived: { at: instant(n, 9), mailedAt: instant(n) } }) as NoticeState;
const bounced = (n: number, loss: 'temporary' | 'permanent' | 'rejected' = 'temporary'): NoticeState => ({
  status: 'undeliverable',
  reason: 'r',
  lost: { loss, at: instant(n, 9), mailedAt: instant(n), on: day },
});
const entry = (n: number, state: NoticeState, to = KIM): NoticeEntry => ({
  noticeId: `N-${n}`,
  kind: 'renewal',
  to,
  name: 'Kim',
  role: 'global-admin',
  locale: 'en',
  state,
});
const ledger = (...notices: NoticeEntry[]): Ledger => ({
  '-30': {
    ...{ stage: -30, period: '7', decidedOn: day, runId: 'r', at: null },
    ...{ rule: 'R-NOT-1', reason: 'due', inputs: {} },
    notices,
  },
});
const inARow = (...notices: NoticeEntry[]) => bouncesInARow([ledger(...notices)], KIM).map(({ noticeId }) => noticeId);

describe('R-NOT-7: bounces in a row', () => {
  it('are counted once per notice, across ledgers, in the order in which the notices were sent', () => {
    const ledgers = [ledger(entry(3, bounced(3))), ledger(entry(1, bounced(1)), entry(3, bounced(3)))];
    expect(bouncesInARow(ledgers, 'KIM@contoso.example')).toEqual([
      { noticeId: 'N-1', at: instant(1, 9), mailedAt: instant(1) },
      { noticeId: 'N-3', at: instant(3, 9), mailedAt: instant(3) },
    ]);
  });

  it('begin after the latest notice that arrived', () => {
    expect(inARow(entry(1, bounced(1)), entry(2, arrived(2)), entry(3, bounced(3)))).toEqual(['N-3']);
    expect(inARow(entry(1, bounced(1)), entry(2, bounced(2)), entry(3, arrived(3)))).toEqual([]);
  });

  it('are not ended by a notice of which only the sending is known, nor by one that was lost otherwise', () => {
    const others = [
      entry(2, sent(2)),
      entry(3, bounced(3, 'rejected')),
      entry(4, { status: 'undeliverable', reason: 'r' }),
    ];
    expect(inARow(entry(1, bounced(1)), ...others, entry(5, bounced(5)))).toEqual(['N-1', 'N-5']);
  });

  it('are those to one address alone', () => {
    expect(inARow(entry(1, bounced(1), 'bo@contoso.example'), entry(2, arrived(2), 'bo@contoso.example'))).toEqual([]);
  });

  it('count no more once an operator has vouched for the address', () => {
    const ledgers = [ledger(entry(1, bounced(1)), entry(2, bounced(2)))];
    expect(bouncesInARow(ledgers, KIM, instant(1, 9))).toHaveLength(1);
  });
});

describe('R-NOT-7: the mark of bounces in a row', () => {
  const as = { limit: 3, on: day, stamp: null };
  const three = [1, 2, 3].map((n) => ({ noticeId: `N-${n}`, at: instant(n, 9), mailedAt: instant(n) }));
  const marked = withBouncesInARow(partner(), KIM, three, as);

  it('comes with the third, and names it', () => {
    expect(withBouncesInARow(partner(), KIM, three.slice(1), as)).toEqual(partner());
    expect(marked.unreachable).toEqual([
      { address: KIM, since: day, cause: 'bounces-in-a-row', at: instant(3, 9), noticeId: 'N-3', stamp: null },
    ]);
    expect(withBouncesInARow(marked, KIM, three, as)).toBe(marked);
  });

  it('goes when there are not so many any more; a mark of another cause stays', () => {
    expect(withBouncesInARow(marked, KIM, three.slice(1), as).unreachable).toEqual([]);
    const complained = partner({ unreachable: marked.unreachable.map((mark) => ({ ...mark, cause: 'complaint' })) });
    expect(withBouncesInARow(complained, KIM, three, as)).toBe(complained);
    expect(withBouncesInARow(complained, KIM, [], as)).toBe(complained);
  });

  it('is not set on an address that is no contact', () => {
    const other = partner({ contacts: [contact({ email: 'bo@contoso.example' })] });
    expect(withBouncesInARow(other, KIM, three, as)).toBe(other);
  });

  /** Five notices, each with what is told of it. */
  const events = fc.array(
    fc.record({ n: fc.integer({ min: 1, max: 5 }), what: fc.constantFrom('accepted', 'delivered', 'lost') }),
    { maxLength: 12 },
  );
  const eventOf = ({ n, what }: { n: number; what: string }) =>
    ({
      ...{ noticeId: `N-${n}`, messageId: `m-${n}`, subject: 's', mailedAt: instant(n), at: instant(n, 9) },
      ...(what === 'lost' ? { what, reason: 'r', loss: 'temporary' } : { what }),
    }) as MailEvent;

  it('ends the same in any order of the events of several notices, each told once or twice', () => {
    const endOf = (told: readonly MailEvent[]) => {
      let all = ledger(...[1, 2, 3, 4, 5].map((n) => entry(n, sent(n))));
      let marks = partner();
      for (const event of told) {
        const known = all['-30']?.notices.find(({ noticeId }) => noticeId === event.noticeId)?.state ?? sent(0);
        all = withNoticeState(all, event.noticeId, stateAfterEvent(known, event, day));
        marks = withBouncesInARow(marks, KIM, bouncesInARow([all], KIM), as);
      }
      return marks.unreachable.map(({ cause }) => cause);
    };
    fc.assert(
      fc.property(events, fc.infiniteStream(fc.nat()), (given, order) => {
        const told = given.map(eventOf);
        const shuffled = [...told, ...told.slice(0, 3)]
          .map((event) => ({ event, place: order.next().value }))
          .sort((a, b) => a.place - b.place)
          .map(({ event }) => event);
        const bouncedIds = new Set(given.filter(({ what }) => what === 'lost').map(({ n }) => n));
        const arrivedIds = new Set(given.filter(({ what }) => what === 'delivered').map(({ n }) => n));
        const since = [...bouncedIds].filter((n) => n > Math.max(0, ...arrivedIds));
        const expected = since.length >= 3 ? ['bounces-in-a-row'] : [];
        expect(endOf(told)).toEqual(expected);
        expect(endOf(shuffled)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe('R-MRG-1: the reachability of two merged partners', () => {
  const mark = { address: KIM, since: day, at: instant(2), noticeId: 'N-2', stamp: null } as const;

  it('has the stronger mark of each address and the later report', () => {
    const into = partner({ unreachable: [{ ...mark, cause: 'complaint' }], vouchedAt: instant(1) });
    const from = partner({
      unreachable: [
        { ...mark, cause: 'bounce' },
        { ...mark, address: 'bo@contoso.example', cause: 'complaint' },
      ],
      notSpam: [{ address: KIM, at: instant(1) }],
      vouchedAt: instant(3),
    });
    const both = {
      unreachable: [
        { ...mark, cause: 'bounce' },
        { ...mark, address: 'bo@contoso.example', cause: 'complaint' },
      ],
      notSpam: [{ address: KIM, at: instant(1) }],
      vouchedAt: instant(3),
    };
    expect(mergeReachability(into, from)).toEqual(both);
    expect(mergeReachability(partner(), partner())).toEqual({ unreachable: [] });
  });
});
