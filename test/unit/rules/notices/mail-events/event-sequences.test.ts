/**
 * What the events of one mail lead to (R-NOT-7, R-NOT-8): the table of docs/decisions/0011-mail-events.md, and every
 * sequence of up to five events, which must lead to what the table says of the set of them, whatever their order and
 * however often each comes.
 */
import { describe, expect, it } from 'vitest';
import { type MailEvent, stateAfterEvent } from '../../../../../shared/domain/notices/mail-events/mail-event.ts';
import { withUnreachable } from '../../../../../shared/domain/notices/mail-events/unreachable.ts';
import type { NoticeEntry, NoticeState } from '../../../../../shared/domain/notices/notice-state.ts';
import type { Partner } from '../../../../../shared/domain/partners/partner.ts';
import { date, partner } from '../../support.ts';

const KINDS = [
  'Send',
  'Delivery',
  'DeliveryDelay',
  'Bounce Permanent',
  'Bounce Transient',
  'Bounce Undetermined',
  'Bounce suppressed',
  'Bounce Transient, status 5.1.1',
  'Complaint',
  'Complaint not-spam',
  'Complaint suppressed',
  'Reject',
  'Rendering Failure',
] as const;
type Kind = (typeof KINDS)[number];

/** What each event says; `functions/mail-events/event.ts` reads it off SES's. */
const SAYS: Readonly<Record<Kind, Pick<MailEvent, 'what'> & { loss?: string }>> = {
  Send: { what: 'accepted' },
  Delivery: { what: 'delivered' },
  DeliveryDelay: { what: 'accepted' },
  'Bounce Permanent': { what: 'lost', loss: 'permanent' },
  'Bounce Transient': { what: 'lost', loss: 'temporary' },
  'Bounce Undetermined': { what: 'lost', loss: 'temporary' },
  'Bounce suppressed': { what: 'lost', loss: 'suppressed' },
  'Bounce Transient, status 5.1.1': { what: 'lost', loss: 'permanent' },
  Complaint: { what: 'complaint' },
  'Complaint not-spam': { what: 'not-spam' },
  'Complaint suppressed': { what: 'lost', loss: 'suppressed' },
  Reject: { what: 'lost', loss: 'rejected' },
  'Rendering Failure': { what: 'lost', loss: 'rejected' },
};

/** The second at which each happened: that of its place among the kinds, but for the judgement that is no complaint. */
type NotSpamAt = 'after the complaint' | 'before the complaint' | 'with the complaint';
const NOT_SPAM_SECOND: Readonly<Record<NotSpamAt, number>> = {
  'after the complaint': KINDS.indexOf('Complaint') + 0.5,
  'before the complaint': KINDS.indexOf('Complaint') - 0.5,
  'with the complaint': KINDS.indexOf('Complaint'),
};

function secondOf(kind: Kind, notSpam: NotSpamAt): number {
  return kind === 'Complaint not-spam' ? NOT_SPAM_SECOND[notSpam] : KINDS.indexOf(kind);
}

function eventOf(kind: Kind, notSpam: NotSpamAt): MailEvent {
  const at = new Date(Date.parse('2027-08-02T08:00:10Z') + secondOf(kind, notSpam) * 1_000).toISOString();
  const about = { noticeId: 'N-1', messageId: 'MSG-1', subject: 'Renew', mailedAt: '2027-08-02T08:00:00.000Z', at };
  const said = SAYS[kind];
  return { ...about, ...said, ...(said.what === 'lost' && { reason: kind }) } as MailEvent;
}

const day = date('2027-08-02');
const PARTNER = partner();
const ENTRY: NoticeEntry = {
  noticeId: 'N-1',
  kind: 'renewal',
  to: 'kim@contoso.example',
  name: 'Kim',
  role: 'global-admin',
  locale: 'en',
  state: { status: 'claimed', attempt: 1, claimedAt: '2027-08-02T08:00:00Z', runId: 'r', on: day },
};

type End = { state: NoticeState; partner: Partner };
const BEGINNING: End = { state: ENTRY.state, partner: PARTNER };

const following = ({ state, partner: before }: End, event: MailEvent): End => ({
  state: stateAfterEvent(state, event, day),
  partner: withUnreachable(before, ENTRY, event, day),
});

/** `sent`, `arrived`, `bounced` (for the time being), `lost` (for good), and by what the address is marked. */
function shortOf({ state, partner: { unreachable } }: End): string {
  return `${statusOf(state)}, ${unreachable[0]?.cause ?? 'reachable'}`;
}

function statusOf(state: NoticeState): string {
  if (state.status === 'sent') return state.arrived === undefined ? 'sent' : 'arrived';
  if (state.status !== 'undeliverable') return 'open';
  return state.lost?.loss === 'temporary' ? 'bounced' : 'lost';
}

/** The table: the end of a notice and of its address, by what was told of it, in any order. */
const TABLE: readonly [told: readonly Kind[], end: string][] = [
  [[], 'open, reachable'],
  [['Send'], 'sent, reachable'],
  [['DeliveryDelay'], 'sent, reachable'],
  [['Delivery'], 'arrived, reachable'],
  [['Send', 'Delivery'], 'arrived, reachable'],
  [['Send', 'Bounce Transient'], 'bounced, reachable'],
  [['Send', 'Bounce Undetermined'], 'bounced, reachable'],
  [['DeliveryDelay', 'Bounce Transient'], 'bounced, reachable'],
  // An automatic answer.
  [['Delivery', 'Bounce Transient'], 'arrived, reachable'],
  [['Delivery', 'Bounce Undetermined'], 'arrived, reachable'],
  [['Complaint', 'Bounce Transient'], 'arrived, complaint'],
  // A bounce, whether or not its server took the mail first.
  [['Send', 'Bounce Permanent'], 'lost, bounce'],
  [['Delivery', 'Bounce Permanent'], 'lost, bounce'],
  [['Delivery', 'Bounce Transient, status 5.1.1'], 'lost, bounce'],
  [['Bounce Transient', 'Bounce Permanent'], 'lost, bounce'],
  // Never attempted.
  [['Send', 'Bounce suppressed'], 'lost, suppressed'],
  [['Send', 'Complaint suppressed'], 'lost, suppressed'],
  [['Complaint', 'Bounce suppressed'], 'lost, suppressed'],
  [['Bounce Permanent', 'Bounce suppressed'], 'lost, suppressed'],
  // What the reader says of it.
  [['Delivery', 'Complaint'], 'arrived, complaint'],
  [['Complaint'], 'arrived, complaint'],
  [['Complaint not-spam'], 'arrived, reachable'],
  [['Complaint', 'Bounce Permanent'], 'lost, bounce'],
  // The mark of a bounce is not taken away by it.
  [['Bounce Permanent', 'Complaint not-spam'], 'lost, bounce'],
  [['Complaint suppressed', 'Complaint not-spam'], 'lost, suppressed'],
  // The mail's fault, not the address's.
  [['Send', 'Reject'], 'lost, reachable'],
  [['Rendering Failure'], 'lost, reachable'],
  [['Bounce Transient', 'Reject'], 'lost, reachable'],
];

describe('R-NOT-7, R-NOT-8: the events of a mail', () => {
  it.each(TABLE)('%j: %s', (told, end) => {
    for (const order of [told, told.toReversed()])
      expect(
        shortOf(order.reduce((state, kind) => following(state, eventOf(kind, 'after the complaint')), BEGINNING)),
      ).toBe(end);
  });

  it.each([
    ['after the complaint', 'arrived, reachable'],
    ['before the complaint', 'arrived, complaint'],
    ['with the complaint', 'arrived, complaint'],
  ] as const)('not-spam %s: %s', (when, end) => {
    for (const order of [['Complaint', 'Complaint not-spam'] as const, ['Complaint not-spam', 'Complaint'] as const])
      expect(shortOf(order.reduce((state, kind) => following(state, eventOf(kind, when)), BEGINNING))).toBe(end);
  });
});

/** What the table says of a set of events, in words of its own. */
function expectedOf(told: ReadonlySet<Kind>, notSpam: NotSpamAt): string {
  const any = (...kinds: Kind[]) => kinds.some((kind) => told.has(kind));
  const isSuppressed = any('Bounce suppressed', 'Complaint suppressed');
  const isGone = any('Bounce Permanent', 'Bounce Transient, status 5.1.1');
  const isTakenBack = told.has('Complaint not-spam') && notSpam === 'after the complaint';
  const isComplaint = told.has('Complaint') && !isTakenBack;
  const mark = isSuppressed ? 'suppressed' : isGone ? 'bounce' : isComplaint ? 'complaint' : 'reachable';
  if (isSuppressed || isGone || any('Reject', 'Rendering Failure')) return `lost, ${mark}`;
  if (any('Delivery', 'Complaint', 'Complaint not-spam')) return `arrived, ${mark}`;
  if (any('Bounce Transient', 'Bounce Undetermined')) return `bounced, ${mark}`;
  return any('Send', 'DeliveryDelay') ? `sent, ${mark}` : `open, ${mark}`;
}

const LONGEST = 5;

/** Every sequence of up to five events, each beginning taken once. @returns how many */
function visit(beginning: End, notSpam: NotSpamAt, ends: Map<number, string>, longest = LONGEST): number {
  const events = KINDS.map((kind) => eventOf(kind, notSpam));
  const problems: string[] = [];
  let count = 0;
  const walk = (end: End, told: number, sequence: readonly Kind[]): void => {
    count += 1;
    const text = JSON.stringify([end.state, end.partner.unreachable, end.partner.notSpam]);
    const known = ends.get(told);
    const kinds = new Set(KINDS.filter((_, index) => told & (1 << index)));
    if (known === undefined) {
      ends.set(told, text);
      const expected = expectedOf(kinds, notSpam);
      const got = shortOf(end);
      if (got !== expected && told !== 0) problems.push(`${sequence.join(' → ')}: ${got}, not ${expected}`);
    } else if (known !== text) problems.push(`${sequence.join(' → ')}: ${text}, in another order ${known}`);
    if (sequence.length === longest || problems.length > 5) return;
    for (const [index, event] of events.entries())
      walk(following(end, event), told | (1 << index), [...sequence, KINDS[index] as Kind]);
  };
  walk(beginning, 0, []);
  expect(problems).toEqual([]);
  return count;
}

const SENT: NoticeState = { status: 'sent', messageId: 'MSG-1', on: day, subject: 'Renew' };
const OTHERS: readonly NoticeState[] = [SENT, { status: 'uncertain', reason: 'sent 2 times, no answer and no event' }];

describe('R-NOT-7, R-NOT-8: all sequences of up to five events', () => {
  it.each(Object.keys(NOT_SPAM_SECOND) as NotSpamAt[])('end the same in every order: not-spam %s', (notSpam) => {
    const all = Array.from({ length: LONGEST + 1 }, (_, length) => KINDS.length ** length).reduce((a, b) => a + b);
    expect(visit(BEGINNING, notSpam, new Map())).toBe(all);
  });

  it.each(OTHERS)('end the same in every order for a notice that is $status already', (state) => {
    const ends = new Map<number, string>();
    visit({ state, partner: PARTNER }, 'after the complaint', ends, LONGEST - 1);
    expect(ends.size).toBeGreaterThan(1_000);
  });
});
