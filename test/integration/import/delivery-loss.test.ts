/** The last trainer goes: what the file and the daily run tell of delivery to others (R-MEM-10). */
import { describe, expect, it } from 'vitest';
import { config } from '../../unit/rules/support.ts';
import { MemoryProgram, stop } from '../support/memory-program.ts';

/** A Learning option for which no trainer is asked. */
const NO_TRAINERS_ASKED = [
  {
    from: '2026-07-01',
    to: '2028-06-30',
    requirements: [{ competency: 'Data', level: 'silver', learningOption: true, paths: [] }],
  },
];
const SILVER = 'P-1,M-1,competency,Data,silver,true,2026-09-01,';
const LAP = 'P-1,M-2,learning-action-pack,,,,2026-11-01,';
const partnerRow = (trainers: number) => `P-1,Contoso,KR,contoso.example,2026-11-01,${trainers}`;

/** Silver Data with the Learning option, an account profile, and two trainers. */
async function learning(memberships: string[] = [SILVER]): Promise<MemoryProgram> {
  const program = new MemoryProgram(config({ programYears: NO_TRAINERS_ASKED, profileReviewMaxAgeDays: 3650 }));
  const contacts = ['P-1,mpn-admin,Kim,kim@contoso.example,ko-KR', 'P-1,global-admin,Ada,ada@contoso.example,en'];
  await program.load({ partners: [partnerRow(2)], contacts, memberships }, '2027-01-04');
  await program.give({ command: 'record-account-profile', partnerId: 'P-1', setUpOn: '2026-12-01' }, '2027-01-04');
  await program.daily('2027-01-04');
  return program;
}

/** Who was told what, on which day. */
const told = ({ mails }: MemoryProgram): string[] =>
  mails.map(({ to, noticeId, on }) => `${on} ${to} ${/delivery-lost|at-risk/.exec(noticeId)?.[0]}`).toSorted();

const BOTH_ADMINS = ['2027-03-10 ada@contoso.example delivery-lost', '2027-03-10 kim@contoso.example delivery-lost'];

describe('R-MEM-10: the last trainer goes', () => {
  it('is told to the admins once, though no requirement asks for a trainer', async () => {
    const program = await learning();
    await program.load({ partners: [partnerRow(0)] }, '2027-03-10');
    for (const day of ['2027-03-10', '2027-03-11', '2027-03-12']) await program.daily(day);
    expect(told(program)).toEqual(BOTH_ADMINS);
    const lines = await program.explained({ partnerId: 'P-1' });
    expect(lines.filter((line) => line.includes('may no longer be delivered'))).toHaveLength(1);
  });

  it('is told again only if trainers came back in between', async () => {
    const program = await learning();
    const days = [0, 3, 0].map((trainers, index) => [`2027-03-1${index}`, trainers] as const);
    for (const [day, trainers] of days) {
      await program.load({ partners: [partnerRow(trainers)] }, day);
      await program.daily(day);
    }
    expect(told(program).filter((line) => line.includes('kim'))).toEqual([
      '2027-03-10 kim@contoso.example delivery-lost',
      '2027-03-12 kim@contoso.example delivery-lost',
    ]);
  });

  it('is told with the next run, by the day of the loss', async () => {
    const program = await learning();
    await program.load({ partners: [partnerRow(0)] }, '2027-03-10');
    await program.daily('2027-03-13');
    expect(program.mails.map(({ text }) => text.includes('2027년 3월 10일'))).toContain(true);
  });

  it('is told by the notice that a renewal is at risk, where one is sent', async () => {
    const program = await learning([SILVER, LAP]);
    await program.load({ partners: [partnerRow(0)] }, '2027-03-10');
    await program.daily('2027-03-10');
    await program.daily('2027-03-11');
    expect(told(program)).toEqual(BOTH_ADMINS.map((line) => line.replace('delivery-lost', 'at-risk')));
  });

  it.each<[string, number[], string[]]>([
    ['a trainer is left', [1], [SILVER]],
    ['one has come before the run', [0, 1], [SILVER]],
    ['no membership brings the offers', [0], [SILVER.replace('true', 'false')]],
  ])('is nothing to tell where %s', async (_, trainers, memberships) => {
    const program = await learning(memberships);
    for (const count of trainers) await program.load({ partners: [partnerRow(count)] }, '2027-03-10');
    await program.daily('2027-03-10');
    expect(told(program)).toEqual([]);
  });

  it('is told though SES refuses it for now, and the renewal is paid or a payment reversed before the next attempt', async () => {
    const program = await learning();
    await program.load({ partners: [partnerRow(0)] }, '2027-09-10');
    program.refusesMails = true;
    await program.daily('2027-09-10');
    const renewal = { partnerId: 'P-1', membershipId: 'M-1', reference: 'w-1' };
    await program.give({ command: 'record-payment', ...renewal, paidOn: '2027-09-10' }, '2027-09-10');
    await program.give({ command: 'reverse-payment', ...renewal, cause: 'error', ticket: 'T-1' }, '2027-09-10');
    await program.give({ command: 'record-payment', ...renewal, paidOn: '2027-09-11', reference: 'w-2' }, '2027-09-11');
    program.refusesMails = false;
    for (const day of ['2027-09-11', '2027-09-12']) await program.daily(day);
    expect(told(program).filter((line) => line.includes('delivery-lost'))).toEqual(
      BOTH_ADMINS.map((line) => line.replace('2027-03-10', '2027-09-11')),
    );
    expect((await program.membership('P-1', 'M-1')).cycle).toBe(2);
  });

  it('is told as it is when the mail goes out: of the day on which the last trainer went for good', async () => {
    const program = await learning();
    await program.load({ partners: [partnerRow(0)] }, '2027-03-08');
    program.refusesMails = true;
    await program.daily('2027-03-08');
    program.refusesMails = false;
    for (const trainers of [1, 0]) await program.load({ partners: [partnerRow(trainers)] }, '2027-03-10');
    await program.daily('2027-03-10');
    expect(told(program)).toEqual(BOTH_ADMINS);
    expect(program.mails.every(({ noticeId }) => noticeId.includes('delivery-lost-2027-03-10'))).toBe(true);
  });

  it('is told once, wherever file and run are killed and given again', async () => {
    for (const when of ['before', 'after'])
      for (let at = 1; ; at += 1) {
        const program = await learning();
        let writes = 0;
        program.aroundWrite = async (_, write) => {
          writes += 1;
          if (writes === at && when === 'before') await stop();
          await write();
          if (writes === at && when === 'after') await stop();
        };
        await program.load({ partners: [partnerRow(0)] }, '2027-03-10').catch(() => undefined);
        await program.daily('2027-03-10').catch(() => undefined);
        const wasStopped = writes >= at;
        program.aroundWrite = (_, write) => write();
        await program.load({ partners: [partnerRow(0)] }, '2027-03-11');
        await program.daily('2027-03-11');
        await program.daily('2027-03-12');
        const { notices, untoldDeliveryLoss } = await program.membership('P-1', 'M-1');
        expect(untoldDeliveryLoss).toBeUndefined();
        const records = Object.entries(notices).filter(([key]) => key.startsWith('delivery-lost'));
        expect(records.flatMap(([, record]) => record.notices.map(({ to }) => to))).toEqual([
          'ada@contoso.example',
          'kim@contoso.example',
        ]);
        // A claim whose mail was not sent is settled (R-NOT-2), which other tests show.
        const ids = program.mails.map(({ noticeId }) => noticeId);
        expect(new Set(ids).size).toBe(ids.length);
        if (!wasStopped) break;
      }
  });
});
