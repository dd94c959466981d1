import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { admin, gold, invoice, partner } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());
beforeEach(async () => {
  await program.clear();
  await program.importRows(
    {
      partners: [partner('P-1'), partner('P-2')],
      contacts: [admin('P-1'), admin('P-2')],
      memberships: [gold('P-1'), gold('P-2')],
      invoices: [invoice('P-1', 'INV-1', '2026-12-05', '30')],
    },
    '2027-01-01',
  );
});

const refresh = async (day: string) => {
  const execution = await program.run('kpi-refresh', day);
  outputOf(execution);
  const lines = (await program.decisions(execution)).filter(({ kpi }) => kpi !== undefined);
  return lines.map(({ kpi: { partnerId, from, to, kpi, eligibility } }) => {
    return `${partnerId} ${from} ${to} ${kpi} ${eligibility}`;
  });
};

describe('kpi-refresh', () => {
  it('publishes on 2027-01-15 the months 2026-01 … 2026-12, and those without lines as 0 (R-KPI-4)', async () => {
    expect((await refresh('2027-01-15')).sort()).toEqual([
      'P-1 2026-01 2026-12 30 pending',
      'P-2 2026-01 2026-12 0 pending',
    ]);
  });

  it('decides on 2027-03-15 what was pending: the anniversary is 2027-03-01 (R-KPI-8)', async () => {
    await program.importRows({ invoices: [invoice('P-2', 'INV-2', '2027-02-28', '60')] }, '2027-03-01');
    expect((await refresh('2027-03-15')).sort()).toEqual([
      'P-1 2026-03 2027-02 30 not-met',
      'P-2 2026-03 2027-02 60 met',
    ]);
  });

  it('counts a line of a published month from the day on which it came in, 2027-01-16, with no refresh (R-KPI-12)', async () => {
    await refresh('2027-01-15');
    await program.importRows({ invoices: [invoice('P-1', 'INV-2', '2026-12-20', '12')] }, '2027-01-16');
    expect(await refresh('2027-01-20')).toEqual([]);
    expect((await program.items.value('P-1', 'KPI')).months['2026-12'].kpi).toBe('42');
    expect(await refresh('2027-02-15')).toContain('P-1 2026-02 2027-01 42 pending');
  });

  it('publishes an invoice dated in January on 2027-02-15 (R-KPI-4)', async () => {
    await program.importRows({ invoices: [invoice('P-1', 'INV-2', '2027-01-10', '5')] }, '2027-01-12');
    expect(await refresh('2027-01-15')).toContain('P-1 2026-01 2026-12 30 pending');
    expect(await refresh('2027-02-15')).toContain('P-1 2026-02 2027-01 35 pending');
  });

  it('counts a line once, and the first of two that differ (R-KPI-10)', async () => {
    const rows = [
      invoice('P-1', 'INV-1', '2026-12-05', '30.00'),
      invoice('P-1', 'INV-1', '2026-12-05', '45'),
      invoice('P-1', 'INV-3', '2026-12-06', '1'),
    ];
    const { report, ...counts } = outputOf(await program.upload('invoices', rows, '2027-01-10'));
    expect(counts).toMatchObject({ rows: 3, loaded: 1, unchanged: 1, rejected: 1 });
    const imports = program.emulator.nameOf('AWS::S3::Bucket', 'Imports');
    const parts = await program.emulator.listObjects(imports, String(report).slice(`s3://${imports}/`.length));
    const part = parts.find((key) => key.endsWith('.jsonl'));
    const problem = JSON.parse(String(await program.emulator.getObject(imports, part ?? '')));
    expect(problem).toMatchObject({ file: 'invoices.csv', line: 3, field: 'invoice_number' });
    expect(problem.text).toContain('with kpi_value 45; allowed: what was loaded first: kpi_value 30');
    expect(await refresh('2027-01-15')).toContain('P-1 2026-01 2026-12 31 pending');
  });

  it('publishes once a month', async () => {
    await refresh('2027-01-15');
    const before = await program.items.all();
    expect(await refresh('2027-01-15')).toEqual([]);
    expect(await program.items.all()).toEqual(before);
  });

  it('fails only for the KPI ledger that cannot be read', async () => {
    await program.items.spoil('P-1', 'KPI', 'nonsense');
    const execution = await program.run('kpi-refresh', '2027-01-15');
    expect(execution).toMatchObject({ status: 'FAILED', error: 'SweepIncomplete' });
    const lines = await program.decisions(execution);
    expect(lines.map(({ what, partnerId }) => `${what} ${partnerId}`).sort()).toEqual([
      'failed P-1',
      'kpi-published P-2',
    ]);
  });
});
