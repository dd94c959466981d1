import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionPack, actionPacks, admin, adminOf, partner } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';

// Anniversary 2027-03-01, window 2027-03-02 … 2027-03-31 (R-CAL-3): stages −30 on 2027-01-30, −15 on 2027-02-14, −1 on
// 2027-02-28, +1 on 2027-03-02, +15 on 2027-03-16, +23 on 2027-03-24, +30 on 2027-03-31, expiry on 2027-04-01.
const STAGE_DAYS = ['2027-01-30', '2027-02-14', '2027-02-28', '2027-03-02', '2027-03-16', '2027-03-24', '2027-03-31'];
const ANNA = adminOf('P-1');

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());
beforeEach(() => program.clear());

const notices = (day: string) => program.run('renewal-notices', day);

describe('renewal-notices', () => {
  it('sends nothing the day before a stage, and the stage on its day (R-NOT-1)', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    expect(outputOf(await notices('2027-01-29')).acted).toBe(0);
    expect(program.mail.told).toEqual([]);
    expect(outputOf(await notices('2027-01-30')).acted).toBe(1);
    expect(program.mail.told).toEqual([`P-1 M-1 1 -30 to ${ANNA}`]);
  });

  it('sends only the latest stage of a membership imported on 2027-03-25, and skips the earlier ones (R-NOT-3)', async () => {
    await program.importRows(actionPacks('P-1'), '2027-03-25');
    const execution = await notices('2027-03-25');
    expect(program.mail.told).toEqual([`P-1 M-1 1 23 to ${ANNA}`]);
    expect(await program.items.ledger('P-1')).toEqual([
      `-1 ${ANNA}: skipped (superseded)`,
      `-15 ${ANNA}: skipped (superseded)`,
      `-30 ${ANNA}: skipped (superseded)`,
      `1 ${ANNA}: skipped (superseded)`,
      `15 ${ANNA}: skipped (superseded)`,
      `23 ${ANNA}: sent`,
    ]);
    const skipped = (await program.decisions(execution)).filter(({ what }) => what === 'notice-skipped');
    expect(skipped.map(({ stage, rule, reason }) => `${stage} ${rule} ${reason}`)).toContain(
      '15 R-NOT-3 superseded by stage 23, due on the same run',
    );
  });

  it('has on 2027-03-25 the days that remain, whatever the stage: 6 (R-NOT-3)', async () => {
    await program.importRows(actionPacks('P-1'), '2027-03-25');
    await notices('2027-03-25');
    const { notices: ledger } = await program.items.membership('P-1');
    expect(ledger['23'].notices[0].state.subject).toMatch(/^6 days left to renew/);
  });

  it('does nothing more on a second run of the same day', async () => {
    await program.importRows(actionPacks('P-1', 'P-2'), '2027-01-01');
    outputOf(await notices('2027-01-30'));
    const before = await program.items.all();
    expect(outputOf(await notices('2027-01-30'))).toMatchObject({ examined: 0, acted: 0 });
    expect(program.mail.told).toHaveLength(2);
    expect(await program.items.all()).toEqual(before);
  });

  it('sends each notice once when two executions run at once', async () => {
    const ids = ['P-1', 'P-2', 'P-3', 'P-4', 'P-5', 'P-6', 'P-7', 'P-8'];
    await program.importRows(actionPacks(...ids), '2027-01-01');
    const executions = await Promise.all([notices('2027-01-30'), notices('2027-01-30')]);
    for (const execution of executions) expect(execution.status).toBe('SUCCEEDED');
    expect(program.mail.told).toEqual(ids.map((id) => `${id} M-1 1 -30 to ${adminOf(id)}`));
    for (const id of ids) expect(await program.items.ledger(id)).toEqual([`-30 ${adminOf(id)}: sent`]);
  });

  it('acts on more due memberships than a page holds', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `M-${String(index).padStart(2, '0')}`);
    await program.importRows(
      {
        partners: [partner('P-1')],
        contacts: [admin('P-1')],
        memberships: ids.map((id) => actionPack('P-1', '2026-03-01', id)),
      },
      '2027-01-01',
    );
    expect(outputOf(await notices('2027-01-30'))).toMatchObject({ examined: 60, acted: 60, failed: 0 });
    expect(program.mail.told).toEqual(ids.map((id) => `P-1 ${id} 1 -30 to ${ANNA}`));
  });
});

describe('sixty missed days', () => {
  it('end as without an outage, except that stages are skipped with their reason, one mail at a time (R-NOT-4)', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    for (const day of STAGE_DAYS) outputOf(await notices(day));
    outputOf(await program.run('grace-expiry', '2027-04-01'));
    const spared = await program.items.membership('P-1');
    expect(program.mail.takeTold()).toHaveLength(8);

    await program.clear();
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    outputOf(await notices('2027-01-30'));
    outputOf(await notices('2027-03-31'));
    expect(program.mail.takeTold()).toEqual([`P-1 M-1 1 -30 to ${ANNA}`, `P-1 M-1 1 30 to ${ANNA}`]);
    outputOf(await program.run('grace-expiry', '2027-04-01'));
    expect(program.mail.takeTold()).toEqual([`P-1 M-1 1 31 to ${ANNA}`]);

    const missed = await program.items.membership('P-1');
    // Loaded by another execution each.
    expect({ ...missed, stamp: null, notices: Object.keys(missed.notices).sort() }).toEqual({
      ...spared,
      stamp: null,
      notices: Object.keys(spared.notices).sort(),
    });
    expect(await program.items.ledger('P-1')).toEqual([
      `-1 ${ANNA}: skipped (superseded)`,
      `-15 ${ANNA}: skipped (superseded)`,
      `-30 ${ANNA}: sent`,
      `1 ${ANNA}: skipped (superseded)`,
      `15 ${ANNA}: skipped (superseded)`,
      `23 ${ANNA}: skipped (superseded)`,
      `30 ${ANNA}: sent`,
      `31 ${ANNA}: sent`,
    ]);
  });

  it('leave only the expiry notice to send past the window, whichever workflow is first (R-NOT-4)', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    outputOf(await notices('2027-04-10'));
    expect(program.mail.told).toEqual([]);
    outputOf(await program.run('grace-expiry', '2027-04-10'));
    expect(program.mail.told).toEqual([`P-1 M-1 1 31 to ${ANNA}`]);
  });
});

describe('a partner without an admin', () => {
  const nobody = { ...actionPacks('P-1'), contacts: ['P-1,account-admin,Bo,bo@p-1.example,en'] };

  it('is reported, and the operators are told once in a cycle (R-ROLE-4)', async () => {
    await program.importRows({ ...nobody, partners: [partner('P-1', '2027-01-15')] }, '2027-01-01');
    const execution = await notices('2027-01-30');
    expect(program.mail.takeTold()).toEqual(['P-1 M-1 1 -30 to operators@example.com']);
    expect(await program.decisions(execution)).toContainEqual(
      expect.objectContaining({ partnerId: 'P-1', stage: -30, rule: 'R-ROLE-4' }),
    );
    const next = await notices('2027-02-14');
    expect(program.mail.told).toEqual([]);
    expect(await program.decisions(next)).toMatchObject([{ what: 'notice-skipped', stage: -15, rule: 'R-ROLE-4' }]);
  });

  it('gets its notices again from the stage at which it has an admin', async () => {
    await program.importRows({ ...nobody, partners: [partner('P-1', '2027-01-15')] }, '2027-01-01');
    outputOf(await notices('2027-01-30'));
    await program.upload('contacts', [admin('P-1')], '2027-02-01');
    program.mail.clear();
    outputOf(await notices('2027-02-14'));
    expect(program.mail.told).toEqual([`P-1 M-1 1 -15 to ${ANNA}`]);
  });

  it('gets its notices through its account admin while the profile review is missing (R-ROLE-3)', async () => {
    await program.importRows({ ...nobody, partners: [partner('P-1', '')] }, '2027-01-01');
    outputOf(await notices('2027-01-30'));
    expect(program.mail.told).toEqual(['P-1 M-1 1 -30 to bo@p-1.example']);
  });
});
