import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { admin, gold, invoice, partner, payment } from '../support/partners.ts';
import { type Line, outputOf, Program } from '../support/program.ts';

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});

afterAll(() => program?.stop());
beforeEach(() => program.clear());

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
