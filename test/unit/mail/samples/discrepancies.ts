/** A partner's list of invoice lines that differs from the recorded ones in every way (R-KPI-11). */
import { compareLists } from '../../../../shared/domain/discrepancy/compare-lists.ts';
import type { InvoiceLine } from '../../../../shared/domain/kpi/invoice-line.ts';
import { emptyKpiLedger, refreshLedger, sumByMonth } from '../../../../shared/domain/kpi/kpi.ts';
import type { ReportSubject } from '../../../../shared/mail/compose/discrepancy/report.ts';
import { day } from './parts.ts';

export const AS_OF = day('2020-02-20');
export const line = (invoiceNumber: string, changes: Partial<InvoiceLine> = {}): InvoiceLine => ({
  partnerId: 'P-1',
  invoiceNumber,
  line: '1',
  documentType: 'invoice',
  invoiceDate: day('2020-01-31'),
  omlpType: 'MOC',
  purchaseUnits: 10,
  kpiValue: '2.5',
  revenueValue: '100.10',
  currency: 'USD',
  ...changes,
});
export const row = (invoiceNumber: string, changes: object = {}) => ({
  month: 1,
  year: 2020,
  omlpType: 'MOC',
  purchaseUnits: 10,
  invoiceNumber,
  kpiValue: '2.5',
  revenueValue: '100.1',
  ...changes,
});

/** A list that differs in every way, five days after the refresh of 2020-02-15. */
export function everything(hostile = 'INV-9'): ReportSubject {
  const lines = [
    line('INV-1'),
    line('INV-2', { kpiValue: '1234.5' }),
    line('INV-3', { documentType: 'partner-report' }),
    line('INV-4', { invoiceDate: day('2020-02-10') }),
    line('INV-5', { invoiceDate: day('2019-01-10') }),
    line('INV-6'),
    line('INV-7', { documentType: 'order-confirmation' }),
  ];
  const rows = [
    row('INV-1'),
    row('INV-2', {
      kpiValue: '1300',
      month: 3,
      year: 2019,
      omlpType: hostile,
      revenueValue: '99.99',
      currency: 'EUR',
      purchaseUnits: 12,
    }),
    row('INV-3'),
    row('INV-4', { month: 2 }),
    row('INV-5', { year: 2019 }),
    row('INV-1'),
    row(hostile),
    row('INV-7'),
    row('INV-8', { year: 2018 }),
  ];
  const before = sumByMonth([...lines, line('INV-0', { kpiValue: '1' })]);
  const ledger = { ...refreshLedger(emptyKpiLedger('P-1'), day('2020-02-15'), before, true), dirty: true };
  const comparison = compareLists({ rows, lines, ledger, asOf: AS_OF, anniversary: null });
  return {
    partnerId: 'P-00042',
    partnerName: hostile === 'INV-9' ? 'Contoso' : hostile,
    membershipId: 'M7',
    asOf: AS_OF,
    comparison,
  };
}
