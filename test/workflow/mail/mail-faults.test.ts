import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionPacks, admin, adminOf } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';

const OPERATORS = 'operators@example.com';
const ANNA = adminOf('P-1');
const FIRST = `P-1 M-1 1 -30 to ${ANNA}`;
const SECOND = `P-2 M-1 1 -30 to ${adminOf('P-2')}`;

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());
beforeEach(async () => {
  await program.clear();
  await program.importRows(actionPacks('P-1', 'P-2'), '2027-01-01');
});

const notices = (day: string) => program.run('renewal-notices', day);

describe('a mail that SES throttles', () => {
  it('is sent two minutes later by the same run', async () => {
    program.mail.refuse('Throttling', 'Maximum sending rate exceeded.', ANNA, 1);
    const execution = await notices('2027-01-30');
    expect(outputOf(execution)).toMatchObject({ examined: 2, acted: 2, failed: 0, uncertain: 0 });
    expect(execution.stoppedAt).toBe('2027-01-30T08:02:00.000Z');
    expect(program.mail.told).toEqual([FIRST, SECOND]);
    expect(await program.items.ledger('P-1')).toEqual([`-30 ${ANNA}: sent`]);
  });

  it('fails its membership alone, and the execution after the sweep, if it is throttled again and again', async () => {
    program.mail.refuse('Throttling', 'Maximum sending rate exceeded.', ANNA);
    const execution = await notices('2027-01-30');
    expect(execution).toMatchObject({ status: 'FAILED', error: 'SweepIncomplete' });
    expect(execution.cause).toMatch(/^1 failed; .*s3:\/\//);
    expect(program.mail.told).toEqual([SECOND]);
    const failed = (await program.decisions(execution)).filter(({ what }) => what === 'notice-failed');
    const attempt = { partnerId: 'P-1', stage: -30, reason: expect.stringContaining('Throttling') };
    expect(failed).toMatchObject([attempt, attempt]);
    expect(await program.items.ledger('P-1')).toEqual([
      `-30 ${ANNA}: pending (Throttling: Maximum sending rate exceeded.)`,
    ]);
  });

  it("is sent by the next day's run, once", async () => {
    program.mail.refuse('Throttling', 'Maximum sending rate exceeded.');
    expect((await notices('2027-01-30')).status).toBe('FAILED');
    expect(program.mail.told).toEqual([]);
    program.mail.heal();
    outputOf(await notices('2027-01-31'));
    expect(program.mail.takeTold()).toEqual([FIRST, SECOND]);
    outputOf(await notices('2027-02-01'));
    expect(program.mail.told).toEqual([]);
  });

  it('is superseded by the next stage if it is throttled until then (R-NOT-3)', async () => {
    program.mail.refuse('Throttling', 'Daily message quota exceeded.', ANNA);
    await notices('2027-01-30');
    program.mail.clear();
    outputOf(await notices('2027-02-14'));
    expect(program.mail.told).toEqual([`P-1 M-1 1 -15 to ${ANNA}`, `P-2 M-1 1 -15 to ${adminOf('P-2')}`]);
    expect(await program.items.ledger('P-1')).toEqual([`-15 ${ANNA}: sent`, `-30 ${ANNA}: skipped (superseded)`]);
  });
});

describe('a mail whose answer is lost', () => {
  it('is settled by its event while the run waits: it is sent once (R-NOT-2)', async () => {
    program.mail.loseAnswer(ANNA, 1);
    const execution = await notices('2027-01-30');
    expect(outputOf(execution)).toMatchObject({ acted: 2, failed: 0, uncertain: 0 });
    expect(execution.stoppedAt).toBe('2027-01-30T08:02:00.000Z');
    expect(program.mail.takeTold()).toEqual([FIRST, SECOND]);
    expect(await program.items.ledger('P-1')).toEqual([`-30 ${ANNA}: sent`]);
    outputOf(await notices('2027-01-31'));
    expect(program.mail.told).toEqual([]);
  });
});

describe('a mail without an answer and without an event', () => {
  beforeEach(() => program.mail.loseEvents());

  it('is sent once more two minutes later, and then is recorded as sent (R-NOT-2)', async () => {
    program.mail.loseAnswer(ANNA, 1);
    const execution = await notices('2027-01-30');
    expect(outputOf(execution)).toMatchObject({ acted: 2, failed: 0, uncertain: 0 });
    expect(execution.stoppedAt).toBe('2027-01-30T08:02:00.000Z');
    expect(program.mail.takeTold()).toEqual([FIRST, FIRST, SECOND]);
    expect((await program.decisions(execution)).map(({ what }) => what)).toContain('notice-unanswered');
    expect(await program.items.ledger('P-1')).toEqual([`-30 ${ANNA}: sent`]);
    outputOf(await notices('2027-01-31'));
    expect(program.mail.told).toEqual([]);
  });

  it('is reported as uncertain after the second attempt, and never sent a third time (R-NOT-2)', async () => {
    program.mail.loseAnswer(ANNA, 2);
    expect(outputOf(await notices('2027-01-30')).uncertain).toBe(1);
    expect(program.mail.takeTold()).toEqual([FIRST, FIRST, SECOND]);
    const next = await notices('2027-01-31');
    expect(outputOf(next).uncertain).toBe(1);
    expect(await program.decisions(next)).toMatchObject([
      { what: 'notice-uncertain', partnerId: 'P-1', membershipId: 'M-1', stage: -30, rule: 'R-NOT-2' },
    ]);
    expect(await program.items.ledger('P-1')).toEqual([
      `-30 ${ANNA}: uncertain (sent 2 times, no answer and no event)`,
    ]);
    expect(outputOf(await notices('2027-02-01')).uncertain).toBe(0);
    expect(program.mail.told).toEqual([]);
  });

  it('arrives with the second attempt if the connection broke before SES had it', async () => {
    program.mail.cut(ANNA, 1);
    outputOf(await notices('2027-01-30'));
    expect(program.mail.told).toEqual([FIRST, SECOND]);
    expect(await program.items.ledger('P-1')).toEqual([`-30 ${ANNA}: sent`]);
  });
});

describe('an address that SES refuses permanently', () => {
  it('is undeliverable, with the answer of SES; the other recipients and partners get their mails (R-NOT-2)', async () => {
    await program.importRows({ contacts: ['P-1,mpn-admin,Bo,bo@p-1.example,ko-KR'] }, '2027-01-02');
    program.mail.refuse('InvalidParameterValue', 'Domain contains illegal character', ANNA);
    const execution = await notices('2027-01-30');
    expect(outputOf(execution)).toMatchObject({ acted: 2, failed: 0 });
    expect(program.mail.told).toEqual(['P-1 M-1 1 -30 to bo@p-1.example', SECOND]);
    expect(await program.items.ledger('P-1')).toEqual([
      `-30 ${ANNA}: undeliverable (InvalidParameterValue: Domain contains illegal character)`,
      '-30 bo@p-1.example: sent',
    ]);
    expect((await program.decisions(execution)).map(({ what }) => what)).toContain('notice-undeliverable');
  });

  it('is not tried again before the next stage', async () => {
    program.mail.refuse('InvalidParameterValue', 'Domain contains illegal character', ANNA);
    outputOf(await notices('2027-01-30'));
    program.mail.clear();
    outputOf(await notices('2027-01-31'));
    // Nobody else got it: the operators are told (R-NOT-7), and the address is left alone.
    expect(program.mail.told).toContain(`P-1 M-1 1 undelivered to ${OPERATORS}`);
    expect(program.mail.told).not.toContain(`P-1 M-1 1 -30 to ${ANNA}`);
    expect(outputOf(await notices('2027-02-01'))).toMatchObject({ examined: 0 });
    outputOf(await notices('2027-02-14'));
    expect(program.mail.told).toContain(`P-1 M-1 1 -15 to ${ANNA}`);
  });
});

describe('an item that cannot be read', () => {
  it.each([
    ['a membership', 'MEMBERSHIP#M-1'],
    ['the partner of a membership', 'PARTNER'],
  ])('%s fails alone, is named in the report, and stays due', async (_, sk) => {
    await program.importRows({ ...actionPacks('P-3'), contacts: [admin('P-3')] }, '2027-01-01');
    await program.items.spoil('P-2', sk, { nonsense: true });
    const execution = await notices('2027-01-30');
    expect(execution).toMatchObject({ status: 'FAILED', error: 'SweepIncomplete' });
    expect(program.mail.takeTold()).toEqual([FIRST, `P-3 M-1 1 -30 to ${adminOf('P-3')}`]);
    const failed = (await program.decisions(execution)).filter(({ what }) => what === 'failed');
    expect(failed).toMatchObject([
      { partnerId: 'P-2', membershipId: 'M-1', reason: expect.stringMatching(/^CorruptItem: stored \w+ PARTNER#P-2/) },
    ]);
    const again = await notices('2027-01-31');
    expect(again).toMatchObject({ status: 'FAILED', cause: expect.stringMatching(/^1 failed/) });
    expect(program.mail.told).toEqual([]);
  });
});
