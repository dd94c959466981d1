import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionPacks, admin, adminOf, gold, invoice, partner, payment } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';
import { CONFIRMATION, override } from './override-and-confirmation.ts';

const review = (reviewedOn: string) => ({
  command: 'record-profile-review',
  partnerId: 'P-1',
  reviewedOn,
  by: 'global-admin',
});

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});

afterAll(() => program?.stop());
beforeEach(() => program.clear());

describe('a payment that is sent twice', () => {
  beforeEach(() => program.importRows(actionPacks('P-1'), '2027-01-01'));

  it('is recorded once with the same content, whatever the order of its fields', async () => {
    const first = await program.given(payment('P-1', '2027-03-05'), '2027-03-05');
    expect(first).toMatchObject({ outcome: 'done', repeated: false, rule: 'R-REN-2', cycle: 1 });
    const reordered = Object.fromEntries(Object.entries(payment('P-1', '2027-03-05')).reverse());
    const second = await program.given(reordered, '2027-03-06');
    expect(second).toMatchObject({ outcome: 'done', repeated: true, commandId: first.commandId });
    expect(program.mail.told).toEqual([CONFIRMATION]);
    expect((await program.items.membership('P-1')).cycle).toBe(2);
  });

  it('is recorded once with the same requestId, whatever else it says', async () => {
    const requestId = 'request-1';
    await program.given(payment('P-1', '2027-03-05', { requestId }), '2027-03-05');
    const again = await program.given(payment('P-1', '2027-03-06', { requestId }), '2027-03-06');
    expect(again).toMatchObject({ outcome: 'done', repeated: true });
    expect((await program.items.membership('P-1')).lastRenewal.paidOn).toBe('2027-03-05');
    expect(program.mail.told).toEqual([CONFIRMATION]);
  });

  it('is recorded once at the same moment', async () => {
    const command = payment('P-1', '2027-03-05');
    const results = await Promise.all([1, 2, 3].map(() => program.given(command, '2027-03-05')));
    expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
    expect((await program.items.membership('P-1')).cycle).toBe(2);
    expect(program.mail.told).toEqual([CONFIRMATION]);
  });

  it('is decided again after a refusal, once the reason has gone (R-REN-1)', async () => {
    await program.upload('partners', [partner('P-9', '')], '2027-01-01');
    await program.importRows(
      { memberships: ['P-9,M-1,action-pack,,,,2026-03-01,'], contacts: [admin('P-9')] },
      '2027-01-01',
    );
    const command = payment('P-9', '2027-03-05');
    const first = await program.given(command, '2027-03-05');
    expect(first).toMatchObject({ outcome: 'refused', rule: 'R-REN-1' });
    expect(first.reason).toBe('the company profile was not reviewed within the 90 days before 2027-03-05');
    await program.given({ ...review('2027-03-05'), partnerId: 'P-9' }, '2027-03-06');
    expect(await program.given(command, '2027-03-06')).toMatchObject({ outcome: 'done', repeated: false });
    expect(program.mail.told).toEqual([`P-9 M-1 1 confirmation to ${adminOf('P-9')}`]);
  });
});

describe('a payment that is only tried (R-OPS-3)', () => {
  it('is reported as it would be; then it can be made with the same requestId', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    const command = payment('P-1', '2027-03-05', { requestId: 'request-1' });
    const execution = await program.command({ ...command, dryRun: true }, '2027-03-05');
    const answer = { outcome: 'done', repeated: false, rule: 'R-REN-2', cycle: 1, commandId: 'R-request-1' };
    expect(outputOf(execution)).toMatchObject({ ...answer, dryRun: true });
    const lines = await program.decisions(execution);
    expect(lines.map(({ what }) => what)).toEqual([
      'record-payment-done',
      'renewed-in-dry-run',
      'notice-would-be-sent',
    ]);
    expect(lines.every(({ inputs }) => inputs.dryRun)).toBe(true);
    expect(program.mail.told).toEqual([]);
    expect(await program.given(command, '2027-03-05')).toMatchObject({ ...answer, dryRun: false });
    expect(program.mail.told).toEqual([CONFIRMATION]);
  });
});

describe('a refused payment', () => {
  it('names, on the anniversary, the day on which the window opens (R-REN-1)', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    expect(await program.given(payment('P-1', '2027-03-01'), '2027-03-01')).toMatchObject({
      outcome: 'refused',
      rule: 'R-REN-1',
      reason: 'the window opens on 2027-03-02',
    });
    expect((await program.items.membership('P-1')).cycle).toBe(1);
    expect(program.mail.told).toEqual([]);
  });

  it("is recorded for another partner's membership (R-REN-1)", async () => {
    await program.importRows(
      { ...actionPacks('P-1', 'P-2'), memberships: ['P-2,M-2,action-pack,,,,2026-03-01,'] },
      '2027-01-01',
    );
    const result = await program.given(payment('P-1', '2027-03-05', { membershipId: 'M-2' }), '2027-03-05');
    expect(result).toMatchObject({ outcome: 'refused', reason: 'M-2 is not a membership of P-1' });
    expect((await program.items.membership('P-2', 'M-2')).cycle).toBe(1);
    const { decisions } = await program.given({ command: 'explain', partnerId: 'P-1' }, '2027-03-05');
    expect(decisions).toMatchObject([
      { on: '2027-01-01', what: 'partner-loaded' },
      { on: '2027-01-01', what: 'contacts-loaded' },
      { on: '2027-03-05', what: 'record-payment refused', rule: 'R-REN-1' },
    ]);
  });

  it('names, while eligibility is pending, the refresh that decides (R-KPI-8)', async () => {
    await program.importRows(
      { partners: [partner('P-1')], contacts: [admin('P-1')], memberships: [gold('P-1')] },
      '2027-01-01',
    );
    expect(await program.given(payment('P-1', '2027-03-05'), '2027-03-05')).toMatchObject({
      outcome: 'refused',
      rule: 'R-KPI-8',
      reason:
        'eligibility is pending until the KPI refresh of 2027-03-15 has run: record the payment again then, with the day on which it was made',
    });
  });

  it('names the highest level met instead of gold, and is accepted with that fallback (R-REN-4)', async () => {
    await program.importRows(
      {
        partners: [partner('P-1')],
        contacts: [admin('P-1')],
        memberships: [gold('P-1')],
        invoices: [invoice('P-1', 'INV-1', '2026-11-20', '30')],
      },
      '2027-01-01',
    );
    outputOf(await program.run('kpi-refresh', '2027-03-15'));
    expect(await program.given(payment('P-1', '2027-03-16'), '2027-03-16')).toMatchObject({
      outcome: 'refused',
      rule: 'R-REN-4',
      reason:
        'Data Analytics gold with Learning option is not met: KPI 30 of 60 in 2026-03 … 2027-02; the highest level met is Data Analytics silver with Learning option',
    });
    const lower = payment('P-1', '2027-03-16', { acceptFallback: 'learning-action-pack' });
    expect(await program.given(lower, '2027-03-16')).toMatchObject({ outcome: 'refused', rule: 'R-REN-4' });
    const accepted = payment('P-1', '2027-03-16', { acceptFallback: 'silver' });
    expect(await program.given(accepted, '2027-03-16')).toMatchObject({ outcome: 'done', rule: 'R-REN-2' });
    const { terms, cycle } = await program.items.membership('P-1');
    expect([terms.level, cycle]).toEqual(['silver', 2]);
    expect(program.mail.told).toEqual([CONFIRMATION]);
  });
});

describe('a payment after the window', () => {
  beforeEach(async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    outputOf(await program.run('grace-expiry', '2027-04-01'));
    program.mail.clear();
  });

  it('reinstates if it was made on 2027-03-30 and is recorded on 2027-04-03 (R-REN-6)', async () => {
    const result = await program.given(payment('P-1', '2027-03-30'), '2027-04-03');
    expect(result).toMatchObject({ outcome: 'done', rule: 'R-REN-6', cycle: 1 });
    const { status, cycle, lastRenewal } = await program.items.membership('P-1');
    expect([status.name, cycle, lastRenewal.kind]).toEqual(['active', 2, 'reinstated']);
    expect((await program.items.value('P-1', 'CYCLE#M-1#0001')).expiredOn).toBe('2027-04-01');
    expect(program.mail.told).toEqual([CONFIRMATION]);
  });

  it('needs an override, which covers its last day and none after it (R-REN-7)', async () => {
    expect(await program.given(payment('P-1', '2027-04-05'), '2027-04-05')).toMatchObject({
      outcome: 'refused',
      rule: 'R-REN-7',
      reason: 'the window closed on 2027-03-31 and no override covers 2027-04-05',
    });
    expect(await program.given(override('2027-04-10'), '2027-04-05')).toMatchObject({ outcome: 'done' });
    expect(await program.given(payment('P-1', '2027-04-11'), '2027-04-11')).toMatchObject({
      outcome: 'refused',
      rule: 'R-REN-7',
    });
    expect(await program.given(payment('P-1', '2027-04-10'), '2027-04-11')).toMatchObject({ outcome: 'done' });
    expect(await program.items.membership('P-1')).toMatchObject({
      cycle: 2,
      override: null,
      status: { name: 'active' },
    });
  });
});
