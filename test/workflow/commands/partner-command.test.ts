import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../infra/local/emulator/json.ts';
import { actionPacks, admin, adminOf, gold, invoice, listing, partner, payment } from '../support/partners.ts';
import { type Line, outputOf, Program } from '../support/program.ts';

// Memberships have the anniversary 2027-03-01 and the window 2027-03-02 … 2027-03-31.
const CONFIRMATION = `P-1 M-1 1 confirmation to ${adminOf('P-1')}`;
const review = (reviewedOn: string) => ({
  command: 'record-profile-review',
  partnerId: 'P-1',
  reviewedOn,
  by: 'global-admin',
});
const override = (until: string) => ({
  command: 'grant-override',
  partnerId: 'P-1',
  membershipId: 'M-1',
  ticket: '4711',
  until,
  grantedBy: 'Chris',
  reason: 'bank strike',
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
      reason: 'eligibility is pending until the KPI refresh of 2027-03-15 has run',
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

describe('resend-notice', () => {
  const ANNA = adminOf('P-1');
  const STAGE = `P-1 M-1 1 -30 to ${ANNA}`;
  const resend = (ticket: string, more: object = {}) => ({
    command: 'resend-notice',
    partnerId: 'P-1',
    membershipId: 'M-1',
    ticket,
    ...more,
  });

  beforeEach(async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
  });

  it('sends the latest notice to recipients who do not have it yet: here to the new admin', async () => {
    outputOf(await program.run('renewal-notices', '2027-01-30'));
    const bo = 'bo@p-1.example';
    await program.importRows({ contacts: [`P-1,mpn-admin,Bo,${bo},ko-KR`] }, '2027-01-31');
    program.mail.takeTold();
    expect(await program.given(resend('4711'), '2027-02-01')).toMatchObject({ outcome: 'done', rule: 'R-NOT-2' });
    expect(program.mail.takeTold()).toEqual([`P-1 M-1 1 -30 to ${bo}`]);
    expect(await program.items.ledger('P-1')).toEqual([`-30 ${ANNA}: sent`, `-30 ${bo}: sent`]);
    expect(await program.given(resend('4712'), '2027-02-01')).toMatchObject({ outcome: 'refused', rule: 'R-NOT-3' });
    expect(program.mail.told).toEqual([]);
  });

  it('sends it again to a named recipient, on another day, once for a ticket', async () => {
    outputOf(await program.run('renewal-notices', '2027-01-30'));
    program.mail.takeTold();
    const named = resend('4711', { to: ANNA.toUpperCase() });
    expect(await program.given(named, '2027-01-30')).toMatchObject({ outcome: 'refused', rule: 'R-NOT-3' });
    expect((await program.given(named, '2027-01-31')).outcome).toBe('done');
    expect((await program.given(named, '2027-02-02')).repeated).toBe(true);
    expect(program.mail.takeTold()).toEqual([STAGE]);
    const { notices } = await program.items.membership('P-1');
    expect(notices['-30'].notices).toMatchObject([{ state: { status: 'sent', on: '2027-01-31' } }]);
  });

  it('is refused before the first notice, for a stranger, and after the window', async () => {
    expect(await program.given(resend('1'), '2027-01-29')).toMatchObject({ outcome: 'refused', rule: 'R-NOT-1' });
    outputOf(await program.run('renewal-notices', '2027-01-30'));
    expect(await program.given(resend('2', { to: 'eve@x.example' }), '2027-01-31')).toMatchObject({ rule: 'R-ROLE-2' });
    expect(await program.given(resend('3'), '2027-04-01')).toMatchObject({ outcome: 'refused', rule: 'R-NOT-1' });
  });

  it('sends the expiry notice and a confirmation again', async () => {
    outputOf(await program.run('grace-expiry', '2027-04-01'));
    expect((await program.given(resend('1', { to: ANNA }), '2027-04-02')).outcome).toBe('done');
    await program.given(payment('P-1', '2027-03-20'), '2027-04-03');
    expect((await program.given(resend('2', { to: ANNA }), '2027-04-04')).outcome).toBe('done');
    expect(program.mail.told).toEqual([
      `P-1 M-1 1 31 to ${ANNA}`,
      `P-1 M-1 1 31 to ${ANNA}`,
      CONFIRMATION,
      CONFIRMATION,
    ]);
  });

  it('is settled by the next run if its answer is lost', async () => {
    outputOf(await program.run('renewal-notices', '2027-01-30'));
    program.mail.takeTold();
    program.mail.loseAnswer(ANNA, 1);
    program.mail.loseEvents();
    await program.given(resend('1', { to: ANNA }), '2027-01-31');
    expect(await program.items.ledger('P-1')).toEqual([`-30 ${ANNA}: claimed`]);
    expect(await program.given(resend('2', { to: ANNA }), '2027-01-31')).toMatchObject({ outcome: 'done' });
    outputOf(await program.run('renewal-notices', '2027-02-01'));
    expect(await program.items.ledger('P-1')).toEqual([`-30 ${ANNA}: sent`]);
  });
});

describe('correct-invoice-line (R-KPI-10)', () => {
  const correct = (more: object) => ({
    command: 'correct-invoice-line',
    partnerId: 'P-1',
    invoiceNumber: 'I-1',
    line: 1,
    ...more,
  });
  const kpiOn = async (day: string) => {
    const execution = await program.run('kpi-refresh', day);
    outputOf(execution);
    return (await program.decisions(execution)).flatMap(({ kpi }) => (kpi ? [kpi.kpi] : []));
  };

  beforeEach(() =>
    program.importRows(
      {
        partners: [partner('P-1')],
        contacts: [admin('P-1')],
        memberships: [gold('P-1')],
        invoices: [invoice('P-1', 'I-1', '2026-11-16', '10')],
      },
      '2027-01-01',
    ),
  );

  it('replaces what the line says, and in a month that is not published yet the refresh counts it (R-KPI-4)', async () => {
    const answer = await program.given(correct({ kpiValue: '11' }), '2027-01-10');
    expect(answer).toMatchObject({ reason: 'corrected; the next KPI refresh counts it', inputs: { renewals: [] } });
    expect(await kpiOn('2027-01-15')).toEqual(['11']);
  });

  it('counts at once in a published month, and says which renewals it changes (R-KPI-12)', async () => {
    await program.importRows({ invoices: [invoice('P-1', 'I-2', '2026-12-01', '50')] }, '2027-01-02');
    for (const day of ['2027-02-15', '2027-03-15']) await program.run('kpi-refresh', day);
    const answer = await program.given(correct({ kpiValue: '9.5' }), '2027-03-16');
    const after = { state: 'not-met', shortfalls: [{ have: '59.5', need: '60', from: '2026-03', to: '2027-02' }] };
    const renewals = [{ membershipId: 'M-1', anniversary: '2027-03-01', before: { state: 'met' }, after }];
    expect(answer).toMatchObject({ outcome: 'done', rule: 'R-KPI-10', inputs: { renewals } });
    expect(answer.reason).toBe(
      'corrected; it counts at once (R-KPI-12), and changes the renewals M-1 from met to not-met',
    );
    // The admins are told with the next daily run (R-COMP-5), and a payment of the day is refused (R-REN-4).
    const told = await program.decisions(await program.run('renewal-notices', '2027-03-16'));
    expect(told.map(({ what }) => what)).toContain('renewal-at-risk');
    expect(await program.given(payment('P-1', '2027-03-16'), '2027-03-16')).toMatchObject({ rule: 'R-REN-4' });
    const { decisions } = await program.given({ command: 'explain', partnerId: 'P-1' }, '2027-03-16');
    expect(decisions.filter(({ what }: Line) => what === 'kpi-republished').map(({ reason }: Line) => reason)).toEqual([
      'published anew: I-1/1 changed the KPI of 2026-11 from 10 to 9.5',
      'the renewal on 2027-03-01 is not-met, with KPI 59.5 in the published months',
    ]);
    expect(await program.given(correct({ kpiValue: '10' }), '2027-03-17')).toMatchObject({
      inputs: { renewals: [{ before: after, after: { state: 'met' } }] },
    });
    expect(await program.given(payment('P-1', '2027-03-17'), '2027-03-17')).toMatchObject({ outcome: 'done' });
  });

  it('R-KPI-13: keeps the signs as the type of the document has them', async () => {
    expect(await program.given(correct({ documentType: 'credit-note' }), '2027-01-10')).toMatchObject({
      ...{ outcome: 'refused', rule: 'R-KPI-13' },
      reason:
        'purchase_units: got 10; allowed: 0 or less on a credit-note; kpi_value: got 10; allowed: 0 or less on a credit-note; ' +
        'revenue_value: got 1000; allowed: 0 or less on a credit-note',
    });
    expect(await program.given(correct({ kpiValue: '-1' }), '2027-01-10')).toMatchObject({
      ...{ outcome: 'refused', rule: 'R-KPI-13' },
      reason: 'kpi_value: got -1; allowed: 0 or more on a document of type invoice',
    });
    const credit = { documentType: 'credit-note', purchaseUnits: -10, kpiValue: '-10', revenueValue: '-1000' };
    expect(await program.given(correct(credit), '2027-01-10')).toMatchObject({ outcome: 'done' });
    expect(await kpiOn('2027-01-15')).toEqual(['-10']);
  });

  it('replaces what the line says, and a later refresh counts it too', async () => {
    expect(await kpiOn('2027-01-15')).toEqual(['10']);
    const corrected = correct({ kpiValue: '12.5', reason: 'typed wrongly' });
    expect(await program.given(corrected, '2027-01-20')).toMatchObject({ outcome: 'done', rule: 'R-KPI-10' });
    expect(await program.given(corrected, '2027-01-21')).toMatchObject({ outcome: 'done', repeated: true });
    expect(await kpiOn('2027-02-15')).toEqual(['12.5']);
  });

  it('makes a document that is no invoice stop counting (R-KPI-2)', async () => {
    await program.given(correct({ documentType: 'order-confirmation' }), '2027-01-10');
    expect(await kpiOn('2027-01-15')).toEqual(['0']);
  });

  it('is refused for a line that is not recorded, and without anything to correct', async () => {
    expect(await program.given(correct({ line: 2, kpiValue: '1' }), '2027-01-10')).toMatchObject({
      outcome: 'refused',
      rule: 'R-KPI-10',
      reason: 'line 2 of invoice I-1 is not recorded for P-1',
    });
    expect(await program.given(correct({}), '2027-01-10')).toMatchObject({ outcome: 'refused', rule: 'R-KPI-10' });
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
    expect((await program.items.value('P-1', 'LISTING')).dueOn).toBe('2027-02-16');
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
