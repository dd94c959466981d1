import fc from 'fast-check';
import { type ComparisonInput, compareLists } from '../../../../shared/domain/discrepancy/compare-lists.ts';
import type { Finding } from '../../../../shared/domain/discrepancy/finding.ts';
import type { PartnerRow } from '../../../../shared/domain/discrepancy/rows.ts';
import type { InvoiceLine } from '../../../../shared/domain/kpi/invoice-line.ts';
import { emptyKpiLedger, type KpiLedger, refreshLedger, sumByMonth } from '../../../../shared/domain/kpi/kpi.ts';
import { date } from '../support.ts';

export const line = (fields: Partial<InvoiceLine> = {}): InvoiceLine => ({
  partnerId: 'P-1',
  invoiceNumber: 'INV-1',
  line: '1',
  documentType: 'invoice',
  invoiceDate: date('2020-01-31'),
  omlpType: 'MOC',
  purchaseUnits: 10,
  kpiValue: '2.5',
  revenueValue: '100.10',
  currency: 'USD',
  ...fields,
});

export const row = (fields: Partial<PartnerRow> = {}): PartnerRow => ({
  month: 1,
  year: 2020,
  omlpType: 'MOC',
  purchaseUnits: 10,
  invoiceNumber: 'INV-1',
  kpiValue: '2.5',
  revenueValue: '100.10',
  ...fields,
});

/** The ledger as the refreshes up to a day leave it. */
export const ledgerOn = (lines: readonly InvoiceLine[], day: string): KpiLedger =>
  refreshLedger({ ...emptyKpiLedger('P-1'), dirty: true }, date(day), sumByMonth(lines), true);

/** Compares as of a day on which every refresh has run. */
export const compare = (
  rows: PartnerRow[],
  lines: InvoiceLine[],
  asOf = '2020-03-01',
  fields: Partial<ComparisonInput> = {},
) => compareLists({ rows, lines, ledger: ledgerOn(lines, asOf), asOf: date(asOf), anniversary: null, ...fields });

export const brief = ({ findings }: { findings: Finding[] }) =>
  findings.map(({ class: name, row: number, line: key, kpiEffect }) => [name, number, key, kpiEffect]);
export const months = fc.constantFrom('2019-01', '2019-02', '2019-12', '2020-01', '2020-02', '2021-05', '2014-01');
