/** The way of SES's events through their queue: what fails, what comes twice, what never can be taken. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../infra/local/emulator/json.ts';
import { actionPacks, adminOf } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';
import { sesEvent } from '../support/ses-events.ts';

const [ANNA, SECOND] = [adminOf('P-1'), adminOf('P-2')];
const OPERATORS = 'operators@example.com';
const DAY = '2027-01-30';
const LOST = 'undeliverable (bounce Permanent/General: smtp; 550 5.1.1 user unknown)';

let program: Program;
let running = 0;
let most = 0;

/** Every call takes so long that others begin meanwhile, if they may. */
async function slowly(call: () => Promise<Json>): Promise<Json> {
  running += 1;
  most = Math.max(most, running);
  try {
    await delay(5);
    return await call();
  } finally {
    running -= 1;
  }
}

beforeAll(async () => {
  program = await Program.start({ aroundInvocation: slowly });
});
afterAll(() => program?.stop());
beforeEach(async () => {
  await program.emulator.emptyQueues();
  await program.clear();
  // Only the events that a test tells.
  program.mail.loseEvents();
});

const waiting = (name: 'Queue' | 'DeadLetters') =>
  program.emulator.messages(program.emulator.nameOf('AWS::SQS::Queue', `MailEvents${name}`));

async function sentFirstNotices(...ids: readonly string[]): Promise<string[]> {
  await program.importRows(actionPacks(...ids), '2027-01-01');
  outputOf(await program.run('renewal-notices', DAY));
  program.mail.takeTold();
  const memberships = await Promise.all(ids.map((id) => program.items.membership(id)));
  return memberships.map(({ notices }) => notices['-30'].notices[0].noticeId);
}

const bounce = (noticeId = '', facts?: Json) =>
  sesEvent(program, 'Bounce', { noticeId, ...(facts !== undefined && { facts: facts as never }) }, DAY);

describe('an event that fails (R-NOT-2)', () => {
  it('comes again after six minutes, and is taken when what was wrong is mended', async () => {
    const [first] = await sentFirstNotices('P-1');
    const membership = await program.items.membership('P-1');
    await program.items.spoil('P-1', 'MEMBERSHIP#M-1', { nonsense: true });
    const told = program.emulator.now;
    await bounce(first);
    expect(waiting('Queue')).toHaveLength(1);
    await program.items.spoil('P-1', 'MEMBERSHIP#M-1', membership);
    await program.emulator.passTimeTo(new Date(Date.parse(told) + 5 * 60_000).toISOString());
    expect((await program.items.ledger('P-1'))[0]).toBe(`-30 ${ANNA}: sent`);
    await program.emulator.passTimeTo(new Date(Date.parse(told) + 6 * 60_000).toISOString());
    expect((await program.items.ledger('P-1'))[0]).toBe(`-30 ${ANNA}: ${LOST}`);
    expect(program.mail.told).toEqual([`P-1 M-1 1 unreachable to ${OPERATORS}`]);
    expect(waiting('Queue')).toEqual([]);
  });

  it('is a dead letter after an hour, and the others are taken meanwhile', async () => {
    const [first, second] = await sentFirstNotices('P-1', 'P-2');
    const before = waiting('DeadLetters').length;
    const told = Date.parse(program.emulator.now);
    await bounce(first, { bounceType: 7 });
    await bounce(second);
    expect((await program.items.ledger('P-2'))[0]).toBe(`-30 ${SECOND}: ${LOST}`);
    expect(waiting('Queue')).toMatchObject([{ receiveCount: 1 }]);
    await program.emulator.emptyQueues();
    expect(waiting('DeadLetters')).toHaveLength(before + 1);
    expect(waiting('DeadLetters').at(-1)?.body).toContain(String(first));
    expect(Date.parse(program.emulator.now) - told).toBe(60 * 60_000);
    expect((await program.items.ledger('P-1'))[0]).toBe(`-30 ${ANNA}: sent`);
  });
});

describe('the events of many mails at once', () => {
  it('are taken by four copies at the most, and the settling run sends nothing twice', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `P-${index + 1}`);
    await program.importRows(actionPacks(...ids), '2027-01-01');
    program.mail.tellOfEach('Send', 'Delivery', 'Send');
    program.mail.loseAnswer(adminOf('P-25'), 1);
    most = 0;
    outputOf(await program.run('renewal-notices', DAY));
    expect(most).toBe(4);
    expect(program.mail.told).toHaveLength(ids.length);
    expect(waiting('Queue')).toEqual([]);
    for (const id of ids) expect(await program.items.ledger(id)).toEqual([`-30 ${adminOf(id)}: sent`]);
  });
});
