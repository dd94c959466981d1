/**
 * A page that Step Functions calls again for minutes has the instant of its first attempt: its claims are no older than
 * they are (R-NOT-2).
 */
import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { decideDailyNotices } from '../../../shared/domain/renewal/daily-notices.ts';
import { wallClock } from '../../../shared/lambda/clock.ts';
import { runPages } from '../../../shared/sweep/run-pages.ts';
import { executeCommand } from '../../../shared/workflows/commands/execute-command.ts';
import { membershipSweep } from '../../../shared/workflows/sweeps/membership-sweep.ts';
import { MemoryProgram } from '../support/memory-program.ts';

const DAY = '2027-08-02';

async function program(): Promise<MemoryProgram> {
  const made = new MemoryProgram();
  const partners = ['P-1,Contoso,KR,contoso.example,2027-07-30,0'];
  const contacts = ['P-1,global-admin,Kim,kim@contoso.example,en'];
  await made.load({ partners, contacts, memberships: ['P-1,M-1,action-pack,,,,2026-09-01,'] }, '2027-08-01');
  return made;
}

/** The pages of a run. `entered`: when their state was entered; `calledAt`: when the function is called at last. */
function page(made: MemoryProgram, runId: string, entered: string, calledAt: string, settleBefore: string | null) {
  const work = membershipSweep({ workflow: 'renewal-notices', decide: decideDailyNotices }, made.deps(DAY));
  const run = {
    ...{ runId, workflow: 'renewal-notices' as const, asOf: civilDateOf(DAY), dryRun: false, isPartial: false },
    ...{ startedAt: entered, reason: null, phase: null },
  };
  const state = {
    ...{
      run,
      segment: { index: 0, shards: [], partnerIds: ['P-1'] },
      page: 0,
      cursor: null,
      totals: null,
      settleBefore,
    },
    mode: settleBefore === null ? ('sweep' as const) : ('settle' as const),
  };
  return runPages(
    work,
    { state, now: entered },
    () => 0,
    wallClock(() => Date.parse(calledAt)),
  );
}

describe('a page that is called ten minutes after its state was entered', () => {
  it('makes claims of that moment, which no other run takes for unanswered within two minutes', async () => {
    const made = await program();
    let sendings = 0;
    // While the mail is on its way, another run settles what was unanswered when it had ended, two minutes before.
    made.whileSending = async () => {
      sendings += 1;
      if (sendings > 1) return;
      await page(made, 'other', '2027-08-02T08:10:30.000Z', '2027-08-02T08:10:30.000Z', '2027-08-02T08:08:30.000Z');
    };
    await page(made, 'late', '2027-08-02T08:00:00.000Z', '2027-08-02T08:10:00.000Z', null);
    expect(made.mails.map(({ to }) => to)).toEqual(['kim@contoso.example']);
    expect(sendings).toBe(1);
  });

  it('leaves a claim whose answer was lost to whoever waits for two minutes from then on', async () => {
    const made = await program();
    made.whileSending = () => Promise.reject(new Error('stopped'));
    await page(made, 'late', '2027-08-02T08:00:00.000Z', '2027-08-02T08:10:00.000Z', null);
    made.whileSending = async () => {};
    await page(made, 'other', '2027-08-02T08:11:59.000Z', '2027-08-02T08:11:59.000Z', '2027-08-02T08:09:59.000Z');
    expect(made.mails).toEqual([]);
    await page(made, 'other', '2027-08-02T08:12:00.000Z', '2027-08-02T08:12:00.000Z', '2027-08-02T08:10:00.000Z');
    expect(made.mails).toHaveLength(1);
  });
});

describe('a command that is carried out ten minutes after its execution began', () => {
  it('claims its mails at that moment, and is recorded as of its beginning', async () => {
    const made = await program();
    const { partnerId, membershipId } = { partnerId: 'P-1', membershipId: 'M-1' };
    const command = {
      command: 'record-payment',
      partnerId,
      membershipId,
      reference: 'w',
      paidOn: civilDateOf('2027-09-02'),
    } as const;
    const times = { startedAt: '2027-09-02T08:00:00.000Z', now: '2027-09-02T08:10:00.000Z' };
    const call = { asOf: civilDateOf('2027-09-02'), runId: 'c', commandId: 'C', ...times };
    made.whileSending = () => Promise.reject(new Error('stopped'));
    await executeCommand(command, call, made.deps('2027-09-02')).catch(() => undefined);
    const { notices, lastRenewal } = await made.membership('P-1', 'M-1');
    expect(notices.confirmation?.notices[0]?.state).toMatchObject({ status: 'claimed', claimedAt: times.now });
    expect([notices.confirmation?.at, lastRenewal?.stamp?.at]).toEqual([times.startedAt, times.startedAt]);
  });
});
