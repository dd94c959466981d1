import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin, gold, invoice, partner } from '../support/partners.ts';
import { type Line, outputOf, Program } from '../support/program.ts';

// M-1 has the anniversary 2027-03-01: judged by 2026-03 … 2027-02. On 2027-02-20 the months 2026-02 … 2027-01 are
// published.
const ON = '2027-02-20';
const INVOICES = [
  invoice('P-1', 'INV-1', '2026-11-20', '30'),
  invoice('P-1', 'INV-2', '2026-12-01', '5'),
  invoice('P-1', 'INV-3', '2027-02-01', '7'),
  invoice('P-1', 'INV-4', '2026-10-01', '2').replace(',invoice,', ',order-confirmation,'),
  invoice('P-1', 'INV-5', '2026-02-10', '1'),
];
const HEADER = 'month,year,omlp_type,purchase_units,invoice_number,kpi_value,revenue_value';
const CELLS = [
  '11,2026,MOC,10,INV-1,31,1000',
  '2,2027,MOC,10,INV-3,7,1000.00',
  '10,2026,MOC,10,INV-4,2,1000',
  '2,2026,MOC,10,INV-5,1,1000',
  '2,2026,MOC,10,INV-5,1,1000',
  '12,2026,MOC,10,"INV-9 <b>",4,1000',
];
const csv = [HEADER, ...CELLS].join('\r\n');
const rows = CELLS.map((cells) => {
  const [month, year, omlpType, purchaseUnits, invoiceNumber, kpiValue, revenueValue] = cells
    .replaceAll('"', '')
    .split(',');
  return { month: Number(month), year: Number(year), omlpType, purchaseUnits, invoiceNumber, kpiValue, revenueValue };
});

let program: Program;
const explain = (given: object, day = ON) =>
  program.command({ command: 'explain-kpi-discrepancy', partnerId: 'P-1', ...given }, day);
const brief = ({ findings }: Line) =>
  findings.map((finding: Line) => [
    finding.class,
    finding.row,
    finding.invoiceNumber,
    finding.kpiEffect,
    finding.resolvesOn,
  ]);

beforeAll(async () => {
  program = await Program.start();
  await program.importRows(
    {
      partners: [partner('P-1'), partner('P-2')],
      contacts: [admin('P-1').replace(/en$/, 'ko-KR')],
      memberships: [gold('P-1'), 'P-1,M-2,action-pack,,,,2026-03-01,'],
      invoices: INVOICES,
    },
    '2027-01-10',
  );
  outputOf(await program.run('kpi-refresh', '2027-02-15'));
});
afterAll(() => program?.stop());

describe('explain-kpi-discrepancy (R-KPI-11)', () => {
  it('explains each difference, from CSV as from JSON', async () => {
    const output = outputOf(await explain({ csv }));
    expect(output).toMatchObject({
      ...{ command: 'explain-kpi-discrepancy', outcome: 'done', rule: 'R-KPI-11', membershipId: null, omitted: 0 },
      window: { from: '2026-02', to: '2027-01' },
      publishedThrough: '2027-01',
      totals: { partner: '46', published: '36', difference: '10' },
      counts: { agrees: 1, 'value-differs': 1, 'outside-window': 0 },
    });
    expect(brief(output)).toEqual([
      ['value-differs', 1, 'INV-1', '1', null],
      ['not-yet-published', 2, 'INV-3', '7', '2027-03-15'],
      ['not-an-invoice', 3, 'INV-4', '2', null],
      ['duplicate', 5, 'INV-5', '1', null],
      ['unknown-here', 6, 'INV-9 <b>', '4', null],
      ['missing-invoice', null, 'INV-2', '-5', null],
      ['agrees', 4, 'INV-5', '0', null],
    ]);
    const { findings, totals } = outputOf(await explain({ rows }));
    expect({ findings, totals }).toEqual({ findings: output.findings, totals: output.totals });
  });

  it('explains a renewal by the months that judge it (R-KPI-7)', async () => {
    const output = outputOf(await explain({ csv, membershipId: 'M-1' }));
    expect(output.window).toEqual({ from: '2026-03', to: '2027-02' });
    expect(output.counts).toMatchObject({ 'outside-window': 1, 'not-yet-published': 1 });
    expect(brief(output)).toContainEqual(['outside-window', 4, 'INV-5', '1', null]);
  });

  it.each([
    ['M-2', 'the renewal of M-2 is not judged by KPI'],
    ['M-9', 'M-9 is not a membership of P-1'],
  ])('is refused for %s, by a decision (R-KPI-7)', async (membershipId, reason) => {
    const execution = await explain({ rows, membershipId });
    expect(outputOf(execution)).toMatchObject({ outcome: 'refused', rule: 'R-KPI-7', reason });
    expect(await program.decisions(execution)).toMatchObject([{ what: 'explain-kpi-discrepancy-refused', reason }]);
  });

  it('writes its decisions, and a report in the language of the first admin or of the command', async () => {
    const execution = await explain({ csv });
    const decisions = await program.decisions(execution);
    expect(decisions.map(({ what, rule }) => [what, rule])).toEqual([
      ['explain-kpi-discrepancy-done', 'R-KPI-11'],
      ...Array(6).fill(['kpi-discrepancy', 'R-KPI-11']),
    ]);
    const output = outputOf(execution);
    expect(output).toMatchObject({ locale: 'ko-KR', html: `${output.report}discrepancy.html` });
    const read = (url: string) => program.object(url.replace(/^s3:\/\/[^/]+\//, ''));
    expect(await read(output.text)).toContain('차이 6건에 대한 설명');
    expect(await read(output.html)).toContain('INV-9 &lt;b&gt;');
    const chinese = outputOf(await explain({ csv, locale: 'zh-TW' }));
    expect(await read(chinese.text)).toContain('6 項差異的說明');
  });

  it('writes its report in English for a partner without contacts and lines, which have no difference', async () => {
    const output = outputOf(await explain({ partnerId: 'P-2', rows: [] }));
    expect(output).toMatchObject({ locale: 'en', findings: [], totals: { partner: '0', published: '0' } });
  });

  it('ends as InvalidInput for a malformed list, naming row and column', async () => {
    const { status, error, cause } = await explain({ csv: `${HEADER}\n${CELLS[0]}\n13,2026,MOC,10,INV-1,31,1000` });
    expect([status, error, cause]).toEqual([
      'FAILED',
      'InvalidInput',
      'csv row 2, month: got "13"; allowed: a whole number from 1 to 12',
    ]);
  });

  it('changes nothing: a second answer is the same', async () => {
    const [first, second] = [outputOf(await explain({ csv })), outputOf(await explain({ csv }))];
    expect(second.findings).toEqual(first.findings);
    const { decisions } = outputOf(await program.command({ command: 'explain', partnerId: 'P-1' }, ON));
    expect(decisions.map(({ what }: Line) => what)).not.toContain('explain-kpi-discrepancy done');
  });
});

it('explain-kpi-discrepancy leaves out agreeing rows of an answer that is too large, and counts them', async () => {
  const many = Array.from({ length: 1000 }, (_, index) => `11,2026,MOC,10,INV-${'9'.repeat(40)}${index},31,1000`);
  const { findings, omitted, counts } = outputOf(await explain({ csv: [HEADER, ...many].join('\n') }));
  expect(findings.length + omitted).toBe(1003);
  expect(counts['unknown-here']).toBe(1000);
  expect(omitted).toBeGreaterThan(0);
});
