/** The account's send rate, shared by every running copy. */

import { SESServiceException } from '@aws-sdk/client-ses';
import { describe, expect, it } from 'vitest';
import { type OutgoingMail, type Pace, sesSender } from '../../../shared/mail/sender.ts';
import { paceBySlots } from '../../../shared/store/send-slots.ts';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { MEMORY_TABLE, MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';

const START = Date.parse('2027-08-02T08:00:00Z');
/** Seconds: milliseconds of the epoch are stored with some four digits after the point. */
const ROUNDING = 1e-4;

/** A table, and copies whose clock stands still but for what the test says. */
function account(perSecond: number) {
  const memory = new MemoryDynamoDb();
  const account = { now: START, writes: 0 };
  const client = memory.client(async (name, perform) => {
    if (name === 'PutItemCommand') account.writes += 1;
    return perform();
  });
  const store = openStore(new Table(client, MEMORY_TABLE), { noticeStages: [] });
  const clock = { now: () => account.now, wait: async () => {} };
  const copy = (): Pace => paceBySlots(store, perSecond, clock);
  /** With a clock that notes until when it was to wait: the time of the mail. */
  const sendingCopy = () => {
    const waits: number[] = [];
    const noting = { now: () => account.now, wait: async (ms: number) => void waits.push(ms) };
    return { pace: paceBySlots(store, perSecond, noting), waits };
  };
  return Object.assign(account, { copy, sendingCopy });
}

/** Seconds after now at which the mails of some copies go, each copy asking for `mails` at once. */
async function secondsOf(perSecond: number, copies: number, mails: number): Promise<number[]> {
  const { sendingCopy } = account(perSecond);
  const all = Array.from({ length: copies }, sendingCopy);
  await Promise.all(all.flatMap(({ pace }) => Array.from({ length: mails }, () => pace.next())));
  // The very first mail does not wait.
  const waits = all.flatMap((each) => each.waits).toSorted((a, b) => a - b);
  expect(waits).toHaveLength(copies * mails - 1);
  return [0, ...waits].map((ms) => ms / 1_000);
}

describe('the send rate of the account', () => {
  it.each([
    [14, 1, 20],
    [14, 5, 20],
    [1, 4, 3],
    [300, 16, 16],
  ])(
    'a rate of %d mails a second is kept and used by %d copies with %d mails each, whoever asks first',
    async (rate, copies, mails) => {
      const seconds = await secondsOf(rate, copies, mails);
      for (const [index, second] of seconds.entries()) expect(Math.abs(second - index / rate)).toBeLessThan(ROUNDING);
    },
  );

  it('is all there after a pause: what nobody used is not saved up, and what was used is not counted again', async () => {
    const copies = account(10);
    const { pace, waits } = copies.sendingCopy();
    await Promise.all([pace.next(), pace.next(), pace.next()]);
    copies.now += 60_000;
    await Promise.all([pace.next(), pace.next()]);
    expect(waits).toEqual([100, 200, 100]);
  });

  it('above 400 mails a second is taken in blocks of 5 ms, whose slots are lost after 100 ms', async () => {
    const program = account(10_000);
    const { pace, waits } = program.sendingCopy();
    for (let mail = 0; mail < 100; mail += 1) await pace.next();
    expect(program.writes).toBe(2);
    // One after the other at the same moment: none goes before its time.
    expect(waits).toHaveLength(99);
    for (const [index, wait] of waits.entries()) expect(Math.abs(wait - (index + 1) / 10)).toBeLessThan(1e-3);
    await pace.next();
    expect(program.writes).toBe(3);
    // 49 slots of this block are spare, the last for 15 ms after the start.
    program.now += 115;
    await pace.next();
    expect(program.writes).toBe(4);
  });

  it('is exceeded in a second by the spare slots of one block of each copy, and no more', async () => {
    const program = account(1_000);
    const copies = Array.from({ length: 4 }, program.sendingCopy);
    const sent: number[] = [];
    const send = async ({ pace, waits }: (typeof copies)[number]): Promise<void> => {
      const before = waits.length;
      await pace.next();
      sent.push(program.now + (waits.length > before ? (waits.at(-1) ?? 0) : 0));
    };
    // Each takes a block of five slots and needs one; the others lie within 20 ms.
    for (const copy of copies) await send(copy);
    program.now += 90;
    for (let mail = 0; mail < 500; mail += 1) for (const copy of copies) await send(copy);
    const busiest = (from: number): number => sent.filter((at) => at >= from && at < from + 1_000).length;
    expect(busiest(program.now)).toBe(1_000 + 4 * 4);
    expect(Math.max(...sent.map(busiest))).toBeLessThanOrEqual(1_000 + 4 * 5);
  });

  it('leaves a mail to a later run that would wait for more than half a minute after its claim', async () => {
    const { copy } = account(1);
    const pace = copy();
    const answers = await Promise.all(Array.from({ length: 40 }, () => pace.next()));
    // The first at once, then one a second up to the thirtieth, inclusive.
    expect(answers.filter((answer) => answer === null)).toHaveLength(31);
    expect(new Set(answers)).toEqual(new Set([null, 'the send rate leaves no room for it within 30 s']));
  });
});

const MAIL: OutgoingMail = {
  to: 'kim@contoso.example',
  name: 'Kim',
  noticeId: 'n-1',
  subject: 's',
  text: 't',
  html: '<p>h</p>',
};

/** A sender whose mail service throttles with a message. */
function throttled(message: string, pace: Pace) {
  let calls = 0;
  const send = async () => {
    calls += 1;
    throw new SESServiceException({ name: 'Throttling', message, $fault: 'client', $metadata: {} });
  };
  const settings = { sender: 'program@vendor.example', configurationSet: 'notices' };
  return { mail: sesSender({ send } as never, settings, pace), calls: () => calls };
}

describe('the daily quota of the account', () => {
  it('once used up, keeps every copy from asking again for ten minutes, and says until when', async () => {
    const program = account(14);
    const [first, second] = [program.copy(), program.copy()];
    const { mail } = throttled('Daily message quota exceeded.', first);
    expect(await mail(MAIL)).toEqual({ outcome: 'not-accepted', reason: 'Throttling: Daily message quota exceeded.' });
    expect(first.closedUntil()).toBe('2027-08-02T08:10:00.000Z');
    const other = throttled('never asked', second);
    expect(await other.mail(MAIL)).toEqual({
      outcome: 'not-accepted',
      reason: 'the daily quota of the mail service is used up: nothing is sent until 2027-08-02T08:10:00.000Z',
    });
    expect([other.calls(), second.closedUntil()]).toEqual([0, '2027-08-02T08:10:00.000Z']);
    program.now += 10 * 60_000;
    expect([await second.next(), first.closedUntil(), second.closedUntil()]).toEqual([null, null, null]);
  });

  it('is not taken for used up by a send rate that was exceeded for a moment', async () => {
    const pace = account(14).copy();
    await throttled('Maximum sending rate exceeded.', pace).mail(MAIL);
    expect(pace.closedUntil()).toBeNull();
  });

  it('a mail that could get no slot, since the table did not answer, was not sent and says so', async () => {
    const broken = {
      next: async () => Promise.reject(new Error('timeout')),
      close: async () => {},
      closedUntil: () => null,
    };
    const { mail, calls } = throttled('never asked', broken);
    expect(await mail(MAIL)).toEqual({
      outcome: 'not-accepted',
      reason: 'no slot of the send rate could be taken: timeout',
    });
    expect(calls()).toBe(0);
  });
});
