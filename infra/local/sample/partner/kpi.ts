import { addDays, addMonths, type CivilDate, monthStart } from '../civil-date.ts';
import { monthAhead } from '../period.ts';
import type { PartnerDraft } from './draft.ts';
import { addInvoice } from './invoices.ts';

/** Invoices start this many months before the first simulated one, so that the first KPI windows are full. */
const MONTHS_OF_HISTORY = 14;
const MONTHS_SIMULATED = 14;

/** The first and the last day of the twelve months over which this anniversary is measured (R-KPI-7). */
export function measuredWindow(anniversary: CivilDate): { readonly first: CivilDate; readonly last: CivilDate } {
  const month = monthStart(anniversary);
  return { first: addMonths(month, -12), last: addDays(month, -1) };
}

/** Twelve invoices, a month each, that come to exactly this KPI in the anniversary's window. Hundredths of a point. */
export function earnExactly(partner: PartnerDraft, anniversary: CivilDate, total: number): void {
  const { first } = measuredWindow(anniversary);
  const share = Math.floor(total / 12);
  for (let month = 0; month < 12; month += 1) {
    // The odd hundredths go to the first month.
    const kpi = month === 0 ? total - 11 * share : share;
    addInvoice(partner, addDays(addMonths(first, month), partner.random.between(0, 27)), [kpi]);
  }
}

/** About this KPI in any twelve months, before and during the simulated period. */
export function earnSteadily(partner: PartnerDraft, yearlyTotal: number): void {
  let carried = 0;
  for (let month = -MONTHS_OF_HISTORY; month < MONTHS_SIMULATED; month += 1) {
    const kpi = carried + Math.round((yearlyTotal * partner.random.between(78, 122)) / 1200);
    // In some months nothing is sold, and more in the next.
    const quiet = carried === 0 && partner.random.chance(12);
    carried = quiet ? kpi : 0;
    if (!quiet) invoiceMonth(partner, monthAhead(partner.period.from, month), kpi);
  }
}

function invoiceMonth(partner: PartnerDraft, month: CivilDate, kpi: number): void {
  const { random, region } = partner;
  const date = addDays(month, random.between(0, 27));
  const currency = random.chance(10) ? 'USD' : region.currency;
  const [line] = addInvoice(partner, date, random.chance(40) ? halves(kpi) : [kpi], { currency });
  // Documents that must not count (R-KPI-2), and lines that occur twice (R-KPI-10).
  if (random.chance(5)) addInvoice(partner, date, [kpi], { documentType: 'order-confirmation', currency });
  if (random.chance(3)) addInvoice(partner, date, [kpi], { documentType: 'partner-report', currency });
  if (line !== undefined && random.chance(2)) partner.invoices.push(line);
}

function halves(kpi: number): readonly number[] {
  return [Math.ceil(kpi / 2), Math.floor(kpi / 2)];
}
