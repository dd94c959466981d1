import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../infra/local/emulator/json.ts';
import { actionPacks, admin, adminOf, invoice, listing, partner, payment } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';
import { override } from './override-and-confirmation.ts';

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});

afterAll(() => program?.stop());
beforeEach(() => program.clear());

describe('an override', () => {
  it('is refused before the window has closed, on 2027-03-31, and for a past day (R-REN-7)', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    expect(await program.given(override('2027-04-10'), '2027-03-31')).toMatchObject({
      outcome: 'refused',
      rule: 'R-REN-7',
      reason: expect.stringContaining('2027-03-31'),
    });
    expect(await program.given(override('2027-04-10'), '2027-04-11')).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('2027-04-10 lies before 2027-04-11'),
    });
  });
});

describe('explain', () => {
  it('lists in order all decisions about a membership, each with its rule', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    outputOf(await program.run('renewal-notices', '2027-01-30'));
    await program.given(payment('P-1', '2027-02-25'), '2027-02-25');
    outputOf(await program.run('renewal-notices', '2027-03-31'));
    outputOf(await program.run('grace-expiry', '2027-04-01'));
    await program.given(payment('P-1', '2027-03-31'), '2027-04-02');
    const explain = { command: 'explain', partnerId: 'P-1', membershipId: 'M-1' };
    const { decisions } = await program.given(explain, '2027-04-03');
    const told = decisions
      .filter(({ reason }: { reason: string }) => !reason.startsWith('superseded'))
      .map(({ on, what, stage, rule }: Record<string, string>) => `${on} ${what} ${stage} ${rule}`);
    expect(told).toEqual([
      '2027-01-01 loaded null R-MEM-1',
      '2027-01-30 notice renewal -30 R-NOT-1',
      '2027-02-25 record-payment refused null R-REN-1',
      '2027-03-31 notice renewal 30 R-NOT-1',
      '2027-04-01 expired null R-EXP-1',
      '2027-04-01 notice expired 31 R-EXP-1',
      '2027-04-02 record-payment done null R-REN-6',
      '2027-04-02 reinstated null R-REN-6',
      '2027-04-02 notice reinstated null R-REN-6',
    ]);
    const notice = decisions.find(({ stage }: { stage: number | null }) => stage === -30);
    expect(notice).toMatchObject({ runId: expect.any(String), inputs: { anniversary: '2027-03-01' } });
    expect(notice.notices).toMatchObject([{ to: adminOf('P-1'), state: { status: 'sent', on: '2027-01-30' } }]);
  });

  it('writes nothing', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    const before = await program.items.all();
    await program.given({ command: 'explain', partnerId: 'P-1' }, '2027-01-02');
    expect(await program.items.all()).toEqual(before);
  });
});

describe('an invalid command', () => {
  it.each<[string, Json, string]>([
    ['an unknown one', { command: 'pay', partnerId: 'P-1' }, 'command: got "pay"; allowed: one of record-payment,'],
    ['no object', 'record-payment', 'allowed: an object with the field command'],
    ['a missing field', { command: 'explain' }, 'partnerId: got nothing; allowed: '],
    ['a day that does not exist', payment('P-1', '2027-02-29'), 'paidOn: got "2027-02-29"; allowed: '],
    ['a field too many', payment('P-1', '2027-03-05', { amount: 1 }), 'amount: got an unknown field (1); allowed: '],
    ['an unknown partner', payment('P-404', '2027-03-05'), 'partnerId: got "P-404", an unknown partner; allowed: '],
  ])('%s ends as InvalidInput and changes nothing', async (_, command, cause) => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    const before = await program.items.all();
    expect(await program.command(command, '2027-03-05')).toMatchObject({
      status: 'FAILED',
      error: 'InvalidInput',
      cause: expect.stringContaining(cause),
    });
    expect(await program.items.all()).toEqual(before);
  });
});

describe('enrolment', () => {
  const enrol = (more: Json) => ({ command: 'enrol', partnerId: 'P-1', membershipId: 'M-2', ...(more as object) });
  const LEARNING_GOLD = { offer: 'competency', competency: 'Data Analytics', level: 'gold', learningOption: true };

  it('R-MEM-4, R-MEM-8: gold falls back to silver, is ordered, lapses on day 31, and is paid with a payment of day 30', async () => {
    const rows = { partners: [partner('P-1')], contacts: [admin('P-1')], listings: [listing('P-1')] };
    await program.importRows({ ...rows, invoices: [invoice('P-1', 'I-1', '2026-11-16', '20')] }, '2027-01-01');
    expect(await program.given(enrol(LEARNING_GOLD), '2027-01-10')).toMatchObject({
      outcome: 'refused',
      rule: 'R-KPI-8',
      reason: 'Data Analytics gold with Learning option is pending until the KPI refresh of 2027-01-15 has run',
    });
    await program.run('kpi-refresh', '2027-01-15');
    await program.run('directory-submission', '2027-01-18', { phase: 'submit' });
    expect(await program.given(enrol(LEARNING_GOLD), '2027-01-15')).toMatchObject({
      outcome: 'refused',
      rule: 'R-MEM-4',
      reason:
        'Data Analytics gold with Learning option is not met: KPI 20 of 60 in 2026-01 … 2026-12; ' +
        'the highest level met is Data Analytics silver with Learning option',
    });
    const accepted = enrol({ ...LEARNING_GOLD, acceptFallback: 'silver' });
    expect(await program.given(accepted, '2027-01-15')).toMatchObject({ outcome: 'done', rule: 'R-MEM-4' });
    expect((await program.items.membership('P-1', 'M-2')).status.name).toBe('ordered');
    const [, lapse] = [
      await program.run('grace-expiry', '2027-02-14'),
      await program.run('grace-expiry', '2027-02-15'),
    ];
    expect(await program.decisions(lapse)).toMatchObject([
      { what: 'order-lapsed', membershipId: 'M-2', rule: 'R-MEM-8' },
    ]);
    const late = payment('P-1', '2027-02-15', { membershipId: 'M-2' });
    expect(await program.given(late, '2027-02-16')).toMatchObject({ outcome: 'refused', rule: 'R-MEM-8' });
    const inTime = payment('P-1', '2027-02-14', { membershipId: 'M-2' });
    expect(await program.given(inTime, '2027-02-16')).toMatchObject({ outcome: 'done', rule: 'R-MEM-8' });
    expect(await program.items.membership('P-1', 'M-2')).toMatchObject({
      status: { name: 'active' },
      purchasedOn: '2027-02-14',
      terms: { level: 'silver' },
      origin: { fellBackFrom: { level: 'gold' } },
    });
    expect((await program.items.value('P-1', 'KPI')).refreshOn).toBe('2027-02-16');
    expect((await program.items.value('P-1', 'LISTING')).dueOn).toBe('2027-02-01');
    expect(program.mail.told).toEqual([]);
  });

  it('R-MEM-5, R-MEM-7: silver is upgraded, gets no further notice, and gold may be shown', async () => {
    const rows = { ...actionPacks('P-1'), memberships: ['P-1,M-1,competency,DevOps,silver,,2026-03-01,'] };
    await program.importRows(rows, '2027-01-01');
    const upgrade = { command: 'upgrade-to-gold', partnerId: 'P-1', membershipId: 'M-1', paidOn: '2027-01-20' };
    const command = { ...upgrade, goldMembershipId: 'G-1', reference: 'wire' };
    expect(await program.given(command, '2027-01-20')).toMatchObject({ outcome: 'refused', rule: 'R-MEM-5' });
    const goal = { competency: 'DevOps', metric: 'revenue', value: '100000', measuredOn: '2027-01-20' };
    await program.given({ command: 'record-performance', partnerId: 'P-1', ...goal }, '2027-01-20');
    expect(await program.given(command, '2027-01-20')).toMatchObject({ outcome: 'done', rule: 'R-MEM-5' });
    for (const day of ['2027-01-30', '2027-03-02']) await program.run('renewal-notices', day);
    await program.run('grace-expiry', '2027-04-01');
    expect(program.mail.told).toEqual([`P-1 G-1 1 upgraded to ${adminOf('P-1')}`]);
    expect(await program.given(payment('P-1', '2027-03-05'), '2027-03-05')).toMatchObject({
      outcome: 'refused',
      rule: 'R-MEM-5',
    });
    const told = await program.given({ command: 'explain', partnerId: 'P-1', membershipId: 'G-1' }, '2027-03-05');
    expect(told.display).toEqual([{ competency: 'DevOps', level: 'gold', through: 'G-1', because: 'membership' }]);
    expect(told.decisions).toMatchObject([
      { what: 'upgraded', rule: 'R-MEM-5', inputs: { discountPercent: 25 } },
      { what: 'notice upgraded' },
    ]);
  });
});
