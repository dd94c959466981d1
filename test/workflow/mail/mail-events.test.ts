import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionPacks, admin, adminOf, listing, partner, payment } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';
import { type SesEventType, sesEvent } from '../support/ses-events.ts';

const ANNA = adminOf('P-1');
const OPERATORS = 'operators@example.com';
const ALERT = `P-1 M-1 1 unreachable to ${OPERATORS}`;
const DAY = '2027-01-30';

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());
beforeEach(async () => {
  await program.clear();
});

const notices = (day: string) => program.run('renewal-notices', day);
const take = (type: SesEventType, noticeId: string, more: object = {}, day = DAY) =>
  sesEvent(program, type, { noticeId, ...more }, day);

/** The id of the one notice of a stage. */
async function noticeOf(stage: string, partnerId = 'P-1'): Promise<string> {
  const { notices: ledger } = await program.items.membership(partnerId);
  return ledger[stage].notices[0].noticeId;
}

async function sentFirstNotice(): Promise<string> {
  await program.importRows(actionPacks('P-1'), '2027-01-01');
  outputOf(await notices(DAY));
  program.mail.takeTold();
  return noticeOf('-30');
}

const unreachable = async () => (await program.items.value('P-1', 'PARTNER')).unreachable;

describe('a permanent bounce (R-NOT-2)', () => {
  it('makes the notice undeliverable, marks the contact, and alerts the operators if no admin is left', async () => {
    const notice = await sentFirstNotice();
    await take('Bounce', notice);
    expect(await program.items.ledger('P-1')).toEqual([
      `-30 ${ANNA}: undeliverable (bounce Permanent/General: smtp; 550 5.1.1 user unknown)`,
      `unreachable ${OPERATORS}: sent`,
    ]);
    expect(await unreachable()).toMatchObject([{ address: ANNA, since: DAY, cause: 'bounce', noticeId: notice }]);
    expect(program.mail.takeTold()).toEqual([ALERT]);
    const { decisions } = await program.given({ command: 'explain', partnerId: 'P-1' }, '2027-02-01');
    expect(decisions).toContainEqual(
      expect.objectContaining({
        on: DAY,
        what: 'contact unreachable',
        rule: 'R-NOT-2',
        reason: expect.stringContaining(ANNA),
      }),
    );
    expect(outputOf(await notices('2027-02-14'))).toMatchObject({ acted: 1, failed: 0 });
    expect(program.mail.told).toEqual([]);
  });

  it('alerts once, however often and in whatever order the events of the mail come', async () => {
    const notice = await sentFirstNotice();
    for (const type of ['Bounce', 'Send', 'Bounce', 'Delivery', 'Bounce'] as const) await take(type, notice);
    expect((await program.items.ledger('P-1'))[0]).toContain('undeliverable');
    expect(program.mail.takeTold()).toEqual([ALERT]);
  });

  it('leaves the next stage to the other admin if there are two', async () => {
    const bo = 'bo@p-1.example';
    await program.importRows(
      { ...actionPacks('P-1'), contacts: [admin('P-1'), `P-1,mpn-admin,Bo,${bo},en`] },
      '2027-01-01',
    );
    outputOf(await notices(DAY));
    program.mail.takeTold();
    await take('Bounce', await noticeOf('-30'));
    expect(program.mail.told).toEqual([]);
    outputOf(await notices('2027-02-14'));
    expect(program.mail.takeTold()).toEqual([`P-1 M-1 1 -15 to ${bo}`]);
  });

  it('is over when the operators set the contacts: the address is tried again', async () => {
    const notice = await sentFirstNotice();
    await take('Bounce', notice);
    program.mail.takeTold();
    const contacts = [{ role: 'global-admin', name: 'Anna', email: ANNA, locale: 'en' }];
    await program.given({ command: 'set-contacts', partnerId: 'P-1', contacts }, '2027-02-01');
    await take('Bounce', notice);
    expect(await unreachable()).toEqual([]);
    outputOf(await notices('2027-02-14'));
    expect(program.mail.takeTold()).toEqual([`P-1 M-1 1 -15 to ${ANNA}`]);
  });

  it('stays recorded when the same contacts are imported again', async () => {
    await take('Bounce', await sentFirstNotice());
    await program.importRows(actionPacks('P-1'), '2027-02-01');
    expect(await unreachable()).toHaveLength(1);
  });

  it('is written into the cycle of the notice, even if that cycle is paid', async () => {
    const notice = await sentFirstNotice();
    await program.given(payment('P-1', '2027-03-05'), '2027-03-05');
    program.mail.takeTold();
    await take('Bounce', notice);
    const cycle = await program.items.value('P-1', 'CYCLE#M-1#0001');
    expect(cycle.notices['-30'].notices[0].state.status).toBe('undeliverable');
    expect(program.mail.takeTold()).toEqual([`P-1 M-1 2 unreachable to ${OPERATORS}`]);
  });

  it('marks the contact and alerts for a mail about a listing, too', async () => {
    await program.importRows({ partners: [partner('P-1')], contacts: [admin('P-1')] }, '2027-01-01');
    await program.importRows({ memberships: ['P-1,M-1,learning-action-pack,,,,2026-09-01,'] }, '2027-01-01');
    await program.importRows({ listings: [listing('P-1').replace('true,true,true', 'true,false,true')] }, '2027-01-01');
    outputOf(await program.run('directory-submission', '2027-01-11', { phase: 'remind' }));
    expect(program.mail.takeTold()).toEqual([`P-1 listing 2027-01 incomplete-2027-01 to ${ANNA}`]);
    const { notices: told } = await program.items.value('P-1', 'LISTING');
    await take('Bounce', told['incomplete-2027-01'].notices[0].noticeId, {}, '2027-01-12');
    await take('Bounce', told['incomplete-2027-01'].notices[0].noticeId, {}, '2027-01-12');
    expect(program.mail.takeTold()).toEqual([`P-1 listing 2027-01 unreachable-2027-01 to ${OPERATORS}`]);
    const { notices: ledger } = await program.items.value('P-1', 'LISTING');
    expect(ledger['incomplete-2027-01'].notices[0].state.status).toBe('undeliverable');
    expect(ledger['unreachable-2027-01'].notices[0].state.status).toBe('sent');
  });
});

describe('other SES events', () => {
  it.each(['Send', 'Delivery', 'DeliveryDelay'] as const)('leave a sent notice unchanged: %s', async (type) => {
    const notice = await sentFirstNotice();
    await take(type, notice);
    const before = await program.items.all();
    await take(type, notice);
    expect(await program.items.all()).toEqual(before);
    expect(await program.items.ledger('P-1')).toEqual([`-30 ${ANNA}: sent`]);
    expect(await unreachable()).toEqual([]);
  });

  it('mark the contact and leave the notice sent for a complaint', async () => {
    await take('Complaint', await sentFirstNotice());
    expect(await program.items.ledger('P-1')).toEqual([`-30 ${ANNA}: sent`, `unreachable ${OPERATORS}: sent`]);
    expect(await unreachable()).toMatchObject([{ address: ANNA, cause: 'complaint' }]);
  });

  it.each([
    ['Reject', 'rejected by SES: Bad content'],
    ['Rendering Failure', 'could not be rendered: Attribute is not present'],
  ] as const)('make the notice undeliverable and leave the contact alone for %s', async (type, reason) => {
    await take(type, await sentFirstNotice());
    expect(await program.items.ledger('P-1')).toEqual([
      `-30 ${ANNA}: undeliverable (${reason})`,
      `undelivered ${OPERATORS}: sent`,
    ]);
    expect(await unreachable()).toEqual([]);
  });

  it('settle a claim whose answer was lost: it is not sent again (R-NOT-2)', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    program.mail.loseAnswer(ANNA, 2);
    program.mail.loseEvents();
    outputOf(await notices(DAY));
    expect(program.mail.takeTold()).toHaveLength(2);
    const subject = '=?UTF-8?B?7JWI64WV?= =?UTF-8?B?7ZWY7IS47JqU?=';
    await take('Send', await noticeOf('-30'), { messageId: 'message-7', subject });
    const { notices: ledger } = await program.items.membership('P-1');
    expect(ledger['-30'].notices[0].state).toEqual({
      status: 'sent',
      messageId: 'message-7',
      on: DAY,
      subject: '안녕하세요',
    });
    expect(outputOf(await notices('2027-01-31'))).toMatchObject({ examined: 0, uncertain: 0 });
    expect(program.mail.told).toEqual([]);
  });

  it('are ignored from another stage in the same account, whatever ids they name', async () => {
    const notice = await sentFirstNotice();
    const before = await program.items.all();
    await take('Bounce', notice, { configurationSet: 'configuration-set-of-dev' });
    expect(await program.items.all()).toEqual(before);
  });

  it.each(['no notice', 'P-9__M-1__1__-30__0000000000000000', 'P-1__M-9__1__-30__00', 'P-1__M-1__x__-30__00'])(
    'change nothing if they are about %s',
    async (noticeId) => {
      await sentFirstNotice();
      const before = await program.items.all();
      await take('Bounce', noticeId);
      expect(await program.items.all()).toEqual(before);
    },
  );
});
