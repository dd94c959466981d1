import type { CivilDate } from '../civil-date.ts';
import type { DocumentType, InvoiceLine } from '../model.ts';
import type { PartnerDraft } from './draft.ts';

/** Courseware with the price of a unit in US dollars. Prices are invented. */
const PRODUCTS: readonly (readonly [omlpType: string, dollars: number])[] = [
  ['MOC', 165],
  ['dMOC', 140],
  ['MOC On-Demand', 220],
  ['Microsoft Labs Online', 60],
  ['Practice Test', 45],
];

type Currency = {
  readonly perDollar: number;
  /** Won and New Taiwan dollars are invoiced whole. */
  readonly decimals: 0 | 2;
};

const CURRENCIES: Record<string, Currency> = {
  USD: { perDollar: 1, decimals: 2 },
  EUR: { perDollar: 0.9, decimals: 2 },
  CNY: { perDollar: 7, decimals: 2 },
  TWD: { perDollar: 32, decimals: 0 },
  KRW: { perDollar: 1350, decimals: 0 },
};

export type InvoiceOptions = {
  readonly documentType?: DocumentType;
  /** The partner's own currency by default. */
  readonly currency?: string;
};

/**
 * A document with a line for each KPI value, in hundredths of a point, below zero on a credit note (R-KPI-13). The
 * value is drawn first, then units that fit it: the program must use a line's KPI value as it is given (R-KPI-3).
 */
export function addInvoice(
  partner: PartnerDraft,
  date: CivilDate,
  kpiHundredths: readonly number[],
  options: InvoiceOptions = {},
): readonly InvoiceLine[] {
  const number = String(partner.invoices.length + 1).padStart(4, '0');
  const { documentType = 'invoice', currency = partner.region.currency } = options;
  const shared = { invoiceNumber: `INV-${partner.id.slice(2)}-${number}`, documentType, invoiceDate: date, currency };
  const lines = kpiHundredths.map((kpi, index) => ({
    ...shared,
    line: index + 1,
    ...drawGoods(partner, kpi, currency),
  }));
  partner.invoices.push(...lines);
  return lines;
}

function drawGoods(partner: PartnerDraft, kpi: number, currency: string) {
  const [omlpType, dollars] = partner.random.pick(PRODUCTS);
  const units = Math.max(1, Math.round((Math.abs(kpi) * partner.random.between(25, 60)) / 1000));
  const purchaseUnits = kpi < 0 ? -units : units;
  return { omlpType, purchaseUnits, kpiValue: decimal(kpi), revenueValue: revenue(purchaseUnits * dollars, currency) };
}

function revenue(dollars: number, currency: string): string {
  const { perDollar, decimals } = CURRENCIES[currency] ?? { perDollar: 1, decimals: 2 };
  return decimals === 0 ? String(Math.round(dollars * perDollar)) : decimal(Math.round(dollars * perDollar * 100));
}

/** Hundredths as text with a point, without going through a fraction: 205 is `2.05`. */
function decimal(hundredths: number): string {
  const size = Math.abs(hundredths);
  return `${hundredths < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
}
