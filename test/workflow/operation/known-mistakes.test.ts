/**
 * Mistakes that users of membership, billing and scheduling software report in public; none of them may happen here.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionPack, actionPacks, admin, adminOf, payment } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';

const ANNA = adminOf('P-1');

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());
beforeEach(() => program.clear());

/** The daily workflows of a day. Anniversaries are on 2027-03-01. */
async function day(date: string): Promise<void> {
  outputOf(await program.run('renewal-notices', date));
  outputOf(await program.run('grace-expiry', date));
}

const told = () => program.mail.takeTold().map((notice) => notice.replace(/ to .*/, ''));
const pay = (paidOn: string, on = paidOn) => program.given(payment('P-1', paidOn), on);
const loaded = (...ids: string[]) => program.importRows(actionPacks(...ids), '2027-01-01');

describe('a known mistake of comparable systems does not happen:', () => {
  it('some reminders are never sent, without a trace (openstreetmap/operations#196)', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `P-${index + 1}`);
    await loaded(...ids);
    program.mail.refuse('Throttling', 'Maximum sending rate exceeded.', adminOf('P-7'));
    const execution = await program.run('renewal-notices', '2027-01-30');
    expect(told()).toHaveLength(59);
    const attempt = { partnerId: 'P-7', stage: -30, reason: expect.stringContaining('Throttling') };
    const failed = (await program.decisions(execution)).filter(({ what }) => what === 'notice-failed');
    expect(failed).toMatchObject([attempt, attempt]);
    program.mail.heal();
    await day('2027-01-31');
    expect(told()).toEqual(['P-7 M-1 1 -30']);
  });

  it("last year's recipients drop out, or get no reminder next year (civicrm-core#8987, restrict-content-pro#460)", async () => {
    await loaded('P-1');
    await day('2027-01-30');
    await pay('2027-03-05');
    told();
    await day('2028-01-31');
    expect(told()).toEqual(['P-1 M-1 2 -30']);
  });

  it('the yearly reminder is sent on every run of a day (civicrm-core#6606, pmpro-recurring-emails#7)', async () => {
    await loaded('P-1');
    for (let run = 0; run < 5; run += 1) await day('2027-01-30');
    await Promise.all([1, 2, 3].map(() => program.run('renewal-notices', '2027-01-30')));
    for (const next of ['2027-01-31', '2027-02-01', '2027-02-02']) await day(next);
    expect(told()).toEqual(['P-1 M-1 1 -30']);
  });

  it('three copies come from triggers at the same moment (akeebasubs#245)', async () => {
    await loaded('P-1', 'P-2');
    await Promise.all([1, 2, 3].map(() => program.run('renewal-notices', '2027-01-30')));
    expect(told()).toEqual(['P-1 M-1 1 -30', 'P-2 M-1 1 -30']);
  });

  it('a reminder is lost for good because a day was missed (invoiceninja#2183, civicrm-core#5813)', async () => {
    await loaded('P-1');
    await day('2027-02-03');
    expect(told()).toEqual(['P-1 M-1 1 -30']);
  });

  it("one bad address stops everybody's mail (civicrm-core#33128, craft-campaign#526)", async () => {
    await loaded('P-1', 'P-2', 'P-3');
    program.mail.refuse('InvalidParameterValue', 'Missing final @domain', adminOf('P-2'));
    await day('2027-01-30');
    expect(told()).toEqual(['P-1 M-1 1 -30', 'P-3 M-1 1 -30']);
  });

  it('a job reports success and has changed nothing (civicrm-core#17992)', async () => {
    await loaded('P-1', 'P-2');
    await program.items.spoil('P-1', 'PARTNER', {});
    await program.items.spoil('P-2', 'PARTNER', {});
    const execution = await program.run('grace-expiry', '2027-04-01');
    expect(execution).toMatchObject({
      status: 'FAILED',
      error: 'SweepIncomplete',
      cause: expect.stringMatching(/^2 /),
    });
  });

  it('a member expires while the payment is on its way (restrict-content-pro#1078, user-registration#1425)', async () => {
    await loaded('P-1');
    await day('2027-04-01');
    expect((await program.items.membership('P-1')).status.name).toBe('expired');
    expect(await pay('2027-03-31', '2027-04-03')).toMatchObject({ outcome: 'done', rule: 'R-REN-6' });
    expect((await program.items.membership('P-1')).status.name).toBe('active');
  });

  it('a payment and an expiry at the same moment both win (restrict-content-pro#1626)', async () => {
    await loaded('P-1');
    await Promise.all([pay('2027-03-31', '2027-04-01'), program.run('grace-expiry', '2027-04-01')]);
    expect(await program.items.membership('P-1')).toMatchObject({ cycle: 2, status: { name: 'active' } });
  });

  it('a late run skips straight to the harsher state (killbill#2297, #535, #782)', async () => {
    await loaded('P-1');
    await day('2027-03-31');
    expect(told()).toEqual(['P-1 M-1 1 30']);
    expect((await program.items.membership('P-1')).status.name).toBe('active');
  });

  it('29 February drifts (civicrm-core#27198, amy#2614, killbill#127)', async () => {
    const leap = { ...actionPacks('P-1'), memberships: [actionPack('P-1', '2024-02-29')] };
    await program.importRows({ ...leap, memberships: [`${actionPack('P-1', '2024-02-29')}3`] }, '2027-12-01');
    await day('2028-01-30');
    expect(told()).toEqual(['P-1 M-1 4 -30']);
  });

  it('scheduling stops and nobody is told (paid-memberships-pro#1477, temporal#8087)', async () => {
    const watch = program.emulator.nameOf('AWS::Lambda::Function', 'RunWatchCheckFunction');
    expect(await program.emulator.invoke(watch, { asOf: '2027-01-31T10:00:00Z' })).toEqual({
      day: '2027-01-30',
      missed: [
        { workflow: 'renewal-notices', phase: null },
        { workflow: 'grace-expiry', phase: null },
      ],
    });
  });

  it('the text speaks of other days than remain (s2member#1022, #1137)', async () => {
    await loaded('P-1');
    await day('2027-03-17');
    const { notices } = await program.items.membership('P-1');
    expect(notices['15'].notices[0].state.subject).toContain('14 days left');
  });

  it('a backlog goes out at once when the job is mended (leaky-paywall#44)', async () => {
    await loaded('P-1');
    await day('2027-03-24');
    expect(told()).toEqual(['P-1 M-1 1 23']);
    expect(await program.items.ledger('P-1')).toEqual([
      `-1 ${ANNA}: skipped (superseded)`,
      `-15 ${ANNA}: skipped (superseded)`,
      `-30 ${ANNA}: skipped (superseded)`,
      `1 ${ANNA}: skipped (superseded)`,
      `15 ${ANNA}: skipped (superseded)`,
      `23 ${ANNA}: sent`,
    ]);
  });

  it('the job runs out of memory on large lists: it holds a page at a time (civicrm-core#9723, #11564)', async () => {
    const ids = Array.from({ length: 440 }, (_, index) => `P-${index + 1}`);
    await program.importRows({ ...actionPacks(...ids), contacts: ids.map((id) => admin(id)) }, '2027-01-01');
    const execution = await program.run('renewal-notices', '2027-01-30', { dryRun: true });
    expect(outputOf(execution).examined).toBe(440);
    const bucket = program.emulator.nameOf('AWS::S3::Bucket', 'Reports');
    const parts = await program.emulator.listObjects(bucket, `runs/renewal-notices/2027-01-30/${execution.name}/part-`);
    const sizes = await Promise.all(
      parts.map(async (key) => (await program.object(key))?.match(/would-be-sent/g)?.length),
    );
    expect(sizes.reduce((sum: number, size) => sum + (size ?? 0), 0)).toBe(440);
    expect(Math.max(...sizes.map((size) => size ?? 0))).toBe(100);
  });
});
