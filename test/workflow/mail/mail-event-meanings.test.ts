/**
 * What SES's events mean for a notice, its contact and the operators, from the event on the bus to the stored items.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionPacks, admin, adminOf } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';
import { type SesEventOf, type SesEventType, sesEvent } from '../support/ses-events.ts';

const ANNA = adminOf('P-1');
const BO = 'bo@p-1.example';
const OPERATORS = 'operators@example.com';
const [FIRST, SECOND, THIRD, FOURTH] = ['2027-01-30', '2027-02-14', '2027-02-28', '2027-03-02'] as const;
const STAGES: Readonly<Record<string, string>> = { [FIRST]: '-30', [SECOND]: '-15', [THIRD]: '-1', [FOURTH]: '1' };

type Bounce = {
  bounceType: string;
  bounceSubType: string;
  bouncedRecipients: { status: string; diagnosticCode: string }[];
};
const TEMPORARY: Bounce = { bounceType: 'Transient', bounceSubType: 'MailboxFull', bouncedRecipients: [] };
const SUPPRESSED: Bounce = {
  bounceType: 'Permanent',
  bounceSubType: 'OnAccountSuppressionList',
  bouncedRecipients: [],
};
const NO_SUCH_USER: Bounce = {
  ...TEMPORARY,
  bouncedRecipients: [{ status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1' }],
};

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());
beforeEach(async () => {
  await program.clear();
  // Only the events that a test tells.
  program.mail.loseEvents();
  await program.importRows(actionPacks('P-1'), '2027-01-01');
});

const notices = async (day: string) => outputOf(await program.run('renewal-notices', day));

/** An event about the notice of the stage that is due on `day`, which was sent on that day. */
async function take(type: SesEventType, day: string, more: Omit<SesEventOf, 'noticeId'> = {}, to = ANNA) {
  const { notices: ledger } = await program.items.membership('P-1');
  const sent: { to: string; noticeId: string }[] = ledger[STAGES[day] ?? ''].notices;
  await sesEvent(program, type, { noticeId: sent.find((each) => each.to === to)?.noticeId ?? '', ...more }, day);
}
const bounce = (day: string, facts = TEMPORARY, to = ANNA) => take('Bounce', day, { facts }, to);
const notSpam = { facts: { complaintFeedbackType: 'not-spam', complaintSubType: null } };

const marks = async (): Promise<string[]> => {
  const { unreachable } = await program.items.value('P-1', 'PARTNER');
  return unreachable.map(({ address, cause }: { address: string; cause: string }) => `${address} ${cause}`);
};
const history = async (day: string): Promise<string[]> => {
  const { decisions } = await program.given({ command: 'explain', partnerId: 'P-1' }, day);
  const told = decisions as { what: string; rule: string; reason: string }[];
  return told
    .filter(({ what }) => what.startsWith('contact '))
    .map(({ what, rule, reason }) => `${what}: ${reason} (${rule})`);
};

describe('a temporary bounce (R-NOT-8)', () => {
  it.each([['Delivery', 'Bounce'] as const, ['Bounce', 'Delivery'] as const])(
    'is an automatic answer where the mail was delivered: %s, then %s',
    async (...order) => {
      await notices(FIRST);
      for (const type of order) await (type === 'Bounce' ? bounce(FIRST) : take(type, FIRST));
      expect((await program.items.ledger('P-1'))[0]).toBe(`-30 ${ANNA}: sent`);
      expect(await marks()).toEqual([]);
    },
  );

  it('alerts nobody and writes nothing after a delivery', async () => {
    await notices(FIRST);
    await take('Delivery', FIRST);
    const before = await program.items.all();
    program.mail.takeTold();
    await bounce(FIRST);
    expect(await program.items.all()).toEqual(before);
    expect(program.mail.told).toEqual([]);
  });

  it('is permanent with a status 5.x.x (R-NOT-7)', async () => {
    await notices(FIRST);
    await take('Delivery', FIRST);
    await bounce(FIRST, NO_SUCH_USER);
    expect((await program.items.ledger('P-1'))[0]).toBe(
      `-30 ${ANNA}: undeliverable (bounce Transient/MailboxFull: smtp; 550 5.1.1)`,
    );
    expect(await marks()).toEqual([`${ANNA} bounce`]);
  });
});

describe('temporary bounces in a row (R-NOT-7)', () => {
  it('end an address after the third: the operators are told of the first, and that nobody is left', async () => {
    program.mail.tellOfEach('Send');
    for (const day of [FIRST, SECOND, THIRD]) {
      await notices(day);
      expect(program.mail.takeTold()).toContain(`P-1 M-1 1 ${STAGES[day]} to ${ANNA}`);
      await bounce(day);
    }
    expect(await marks()).toEqual([`${ANNA} bounces-in-a-row`]);
    const ledger = await program.items.ledger('P-1');
    expect(ledger.filter((line) => line.endsWith(`${OPERATORS}: sent`))).toEqual([
      `undelivered ${OPERATORS}: sent`,
      `unreachable ${OPERATORS}: sent`,
    ]);
    program.mail.takeTold();
    await notices(FOURTH);
    expect(program.mail.told).toEqual([]);
    expect(await history('2027-03-03')).toEqual([
      `contact unreachable: bounces in a row: nothing is sent to ${ANNA} (R-NOT-7)`,
    ]);
  });

  it('are counted anew after a delivery, also one that is told last', async () => {
    for (const day of [FIRST, SECOND, THIRD]) await notices(day);
    await bounce(THIRD);
    await bounce(FIRST);
    await bounce(SECOND);
    expect(await marks()).toEqual([`${ANNA} bounces-in-a-row`]);
    await take('Delivery', SECOND);
    expect(await marks()).toEqual([]);
    expect(await history('2027-03-01')).toEqual([
      `contact unreachable: bounces in a row: nothing is sent to ${ANNA} (R-NOT-7)`,
      `contact reachable: not that many notices in a row bounced: ${ANNA} gets mails again (R-NOT-7)`,
    ]);
  });

  it('count no more once the operators have set the contacts', async () => {
    for (const day of [FIRST, SECOND]) await notices(day);
    await bounce(FIRST);
    await bounce(SECOND);
    const contacts = [{ role: 'global-admin', name: 'Anna', email: ANNA, locale: 'en' }];
    await program.given({ command: 'set-contacts', partnerId: 'P-1', contacts }, '2027-02-20');
    await notices(THIRD);
    await bounce(THIRD);
    await bounce(FIRST);
    expect(await marks()).toEqual([]);
  });
});

describe('a complaint (R-NOT-8)', () => {
  it('is taken back by not-spam, and explain says so', async () => {
    await notices(FIRST);
    await take('Complaint', FIRST);
    expect(await marks()).toEqual([`${ANNA} complaint`]);
    await take('Complaint', FIRST, { ...notSpam, at: `${FIRST}T13:00:00Z` });
    expect(await marks()).toEqual([]);
    expect(await history('2027-02-01')).toEqual([
      `contact unreachable: complaint: nothing is sent to ${ANNA} (R-NOT-2)`,
      `contact reachable: not-spam takes the complaint back: ${ANNA} gets mails again (R-NOT-8)`,
    ]);
    program.mail.takeTold();
    await notices(SECOND);
    expect(program.mail.told).toEqual([`P-1 M-1 1 -15 to ${ANNA}`]);
  });

  it('marks nobody if the not-spam that took it back was told before', async () => {
    await notices(FIRST);
    await take('Complaint', FIRST, { ...notSpam, at: `${FIRST}T13:00:00Z` });
    await take('Complaint', FIRST);
    expect(await marks()).toEqual([]);
  });

  it('does not return by a copy after the operators have set the contacts', async () => {
    await notices(FIRST);
    await take('Complaint', FIRST);
    const contacts = [{ role: 'global-admin', name: 'Anna', email: ANNA, locale: 'en' }];
    await program.given({ command: 'set-contacts', partnerId: 'P-1', contacts }, '2027-02-01');
    await take('Complaint', FIRST);
    expect(await marks()).toEqual([]);
  });

  it('leaves the mark of a permanent bounce where it is, and so does not-spam', async () => {
    await notices(FIRST);
    await take('Bounce', FIRST);
    await take('Complaint', FIRST);
    await take('Complaint', FIRST, { ...notSpam, at: `${FIRST}T13:00:00Z` });
    expect(await marks()).toEqual([`${ANNA} bounce`]);
  });
});

describe('an address on the suppression list (R-NOT-8)', () => {
  it.each([
    ['Bounce', { facts: SUPPRESSED }, 'bounce Permanent/OnAccountSuppressionList'],
    [
      'Complaint',
      { facts: { complaintSubType: 'OnAccountSuppressionList' } },
      'complaint OnAccountSuppressionList: SES did not try to send it',
    ],
  ] as const)('gets nothing: %s', async (type, more, reason) => {
    await notices(FIRST);
    await take('Send', FIRST);
    await take(type, FIRST, more);
    expect((await program.items.ledger('P-1'))[0]).toBe(`-30 ${ANNA}: undeliverable (${reason})`);
    expect(await marks()).toEqual([`${ANNA} suppressed`]);
  });
});

describe('a stage that reached nobody (R-NOT-7)', () => {
  const both = { contacts: [admin('P-1'), `P-1,mpn-admin,Bo,${BO},en`] };

  it('is told to the operators once a cycle, and only when the last copy is lost', async () => {
    await program.importRows(both, '2027-01-02');
    await notices(FIRST);
    program.mail.takeTold();
    await bounce(FIRST);
    expect(program.mail.told).toEqual([]);
    await bounce(FIRST, TEMPORARY, BO);
    expect(program.mail.told).toEqual([`P-1 M-1 1 undelivered to ${OPERATORS}`]);
    const [text = ''] = await program.mail.textsTo(OPERATORS);
    expect(text).toContain('The renewal notice of stage −30 (30 days before the anniversary date)');
    expect(text).toContain('for the anniversary date March 1, 2027, reached none of its recipients');
    expect(text).toContain(`${BO} · bounce Transient/MailboxFull`);
    program.mail.takeTold();
    await notices(SECOND);
    program.mail.takeTold();
    await bounce(SECOND);
    await bounce(SECOND, TEMPORARY, BO);
    expect(program.mail.told).toEqual([]);
  });

  it('is not told where one of two copies arrived', async () => {
    await program.importRows(both, '2027-01-02');
    await notices(FIRST);
    program.mail.takeTold();
    await take('Delivery', FIRST, {}, BO);
    await bounce(FIRST);
    await bounce(FIRST, TEMPORARY, BO);
    expect(program.mail.told).toEqual([]);
  });
});
