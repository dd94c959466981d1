import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetLogs, logLines, metricsOf } from '../support/metrics.ts';
import { actionPacks, adminOf } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';
import { sesEvent } from '../support/ses-events.ts';

const ANNA = adminOf('P-1');

let program: Program;

beforeAll(async () => {
  program = await Program.start({ logLevel: 'INFO' });
});
afterAll(() => program?.stop());
beforeEach(async () => {
  await program.clear();
  await forgetLogs(program);
});

const metrics = (workflow: string) => metricsOf(program, workflow);

const functionName = (id: string) => program.emulator.nameOf('AWS::Lambda::Function', id);
const check = (asOf: string) => program.emulator.invoke(functionName('RunWatchCheckFunction'), { asOf });

describe('the metrics of a run', () => {
  it('say what it did, and that the day is done', async () => {
    await program.importRows(actionPacks('P-1', 'P-2'), '2027-01-01');
    outputOf(await program.run('renewal-notices', '2027-01-30'));
    expect(await metrics('renewal-notices')).toEqual({
      Examined: 2,
      Acted: 2,
      Skipped: 0,
      Failed: 0,
      Uncertain: 0,
      OldestOverdueDays: 0,
      CompleteRuns: 1,
      SetAside: 0,
    });
  });

  it('say, if it failed, that the day is not done, and since when the oldest item is due', async () => {
    await program.importRows(actionPacks('P-1', 'P-2'), '2027-01-01');
    await program.items.spoil('P-1', 'PARTNER', {});
    await program.run('renewal-notices', '2027-01-30');
    await program.run('renewal-notices', '2027-02-03');
    expect(await metrics('renewal-notices')).toMatchObject({ Failed: 1, OldestOverdueDays: 4, CompleteRuns: 0 });
  });

  it('say how many items are set aside, day after day, until they are taken up again', async () => {
    await program.importRows(actionPacks('P-1', 'P-2'), '2027-01-01');
    const partner = await program.items.value('P-1', 'PARTNER');
    await program.items.spoil('P-1', 'PARTNER', {});
    await program.run('renewal-notices', '2027-01-30');
    expect(await metrics('renewal-notices')).toMatchObject({ Failed: 1, SetAside: 0 });
    await program.run('renewal-notices', '2027-02-06');
    expect(await metrics('renewal-notices')).toMatchObject({ Failed: 1, SetAside: 1, OldestOverdueDays: 0 });
    await program.run('renewal-notices', '2027-02-07');
    expect(await metrics('renewal-notices')).toMatchObject({ Failed: 0, SetAside: 1, CompleteRuns: 1 });
    const logged = (await logLines(program)).filter(({ message }) => message === 'set-aside');
    expect(logged).toEqual([expect.objectContaining({ level: 'ERROR', partnerId: 'P-1', membershipId: 'M-1' })]);
    await program.items.spoil('P-1', 'PARTNER', partner);
    await program.given({ command: 'retry-set-aside', partnerId: 'P-1', ticket: '1' }, '2027-02-07');
    await program.run('renewal-notices', '2027-02-08');
    expect(await metrics('renewal-notices')).toMatchObject({ Acted: 1, SetAside: 0 });
  });

  it('are none for a preview, and say nothing of the day for some partners or another day', async () => {
    await program.importRows(actionPacks('P-1', 'P-2'), '2027-01-01');
    const emitted = async () => (await logLines(program)).filter(({ _aws }) => _aws !== undefined).length;
    const before = await emitted();
    outputOf(await program.run('grace-expiry', '2027-01-30', { dryRun: true }));
    expect(await emitted()).toBe(before);
    outputOf(await program.run('grace-expiry', '2027-01-30', { partnerIds: ['P-1'] }));
    outputOf(await program.run('grace-expiry', '2027-01-30', { asOf: '2027-01-29' }));
    expect(Object.keys(await metrics('grace-expiry'))).toEqual(['Examined', 'Acted', 'Skipped', 'Failed', 'Uncertain']);
  });
});

describe('run-watch', () => {
  /** 2027-02-15 has them all but a reminder and a publication: KPI refresh, submission, the daily ones. */
  const DAY = '2027-02-15';

  it('names every planned run of the day before that was not done', async () => {
    expect(await check('2027-02-16T10:00:00Z')).toEqual({
      day: DAY,
      missed: [
        { workflow: 'kpi-refresh', phase: null },
        { workflow: 'directory-submission', phase: 'submit' },
        { workflow: 'renewal-notices', phase: null },
        { workflow: 'grace-expiry', phase: null },
      ],
    });
    expect((await metrics('directory-submission')).MissedRuns).toBe(1);
  });

  it('names nothing if all planned runs were done, even late', async () => {
    for (const workflow of ['kpi-refresh', 'directory-submission', 'renewal-notices'])
      outputOf(await program.run(workflow, DAY));
    outputOf(await program.run('grace-expiry', '2027-02-16', { asOf: DAY }));
    expect(await check('2027-02-16T10:00:00Z')).toEqual({ day: DAY, missed: [] });
    expect((await metrics('grace-expiry')).MissedRuns).toBe(0);
  });

  it('does not count previews, runs of some partners, other phases and runs that failed', async () => {
    await program.importRows(actionPacks('P-1', 'P-2'), '2027-01-01');
    await program.items.spoil('P-1', 'PARTNER', {});
    outputOf(await program.run('kpi-refresh', DAY, { dryRun: true }));
    outputOf(await program.run('directory-submission', DAY, { phase: 'publish' }));
    expect((await program.run('renewal-notices', DAY)).status).toBe('FAILED');
    outputOf(await program.run('grace-expiry', DAY, { partnerIds: ['P-2'] }));
    expect((await check('2027-02-16T10:00:00Z')) as object).toMatchObject({ missed: { length: 4 } });
  });

  it("looks at the program's days, and what it looks at expires after 400 days", async () => {
    outputOf(await program.run('renewal-notices', DAY));
    const runs = (await program.items.all()).filter(({ pk }) => pk?.S?.startsWith('RUN#'));
    expect(runs).toHaveLength(1);
    expect(Number(runs[0]?.expiresAt?.N)).toBe(Date.parse('2028-03-21T08:00:00Z') / 1000);
  });
});

describe('the logs', () => {
  it('name the run, the workflow, the partner and the notice, and withhold the address', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    const execution = await program.run('renewal-notices', '2027-01-30');
    const { notices } = await program.items.membership('P-1');
    const { noticeId } = notices['-30'].notices[0];
    const lines = (await logLines(program)).filter(({ runId }) => runId === execution.name);
    expect(lines).toContainEqual(
      expect.objectContaining({
        message: 'notice-sent',
        workflow: 'renewal-notices',
        partnerId: 'P-1',
        membershipId: 'M-1',
        noticeId,
        rule: 'R-NOT-1',
        service: 'partner-program-local',
      }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ message: 'run ended', acted: 1 }));
    expect(JSON.stringify(await logLines(program))).not.toContain(ANNA);
  });

  it('name bounces and events about no notice, which are counted', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    outputOf(await program.run('renewal-notices', '2027-01-30'));
    const { notices } = await program.items.membership('P-1');
    const { noticeId } = notices['-30'].notices[0];
    for (const id of [noticeId, noticeId, 'unknown']) await sesEvent(program, 'Bounce', { noticeId: id }, '2027-01-30');
    const { notices: ledger } = await program.items.membership('P-1');
    await sesEvent(program, 'Bounce', { noticeId: ledger.unreachable.notices[0].noticeId }, '2027-01-31');
    expect(await metrics('mail-events')).toEqual({ Bounces: 1, UnknownEvents: 1, UndeliverableAlerts: 1 });
    expect(await logLines(program)).toContainEqual(
      expect.objectContaining({ message: 'mail event taken', noticeId, eventType: 'Bounce', partnerId: 'P-1' }),
    );
  });
});
