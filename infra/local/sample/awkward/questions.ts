import { addDays, type CivilDate, parts } from '../civil-date.ts';
import type { ListedLine } from '../command.ts';
import type { InvoiceLine } from '../model.ts';
import { giveCommand, type PartnerDraft } from '../partner/draft.ts';
import { addInvoice } from '../partner/invoices.ts';
import { earnExactly, measuredWindow } from '../partner/kpi.ts';
import { ACTION_PACK, hold, learningCompetency } from '../partner/memberships.ts';
import { pay, reviewAndPay } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import { requiredKpi } from '../program-config.ts';
import type { AwkwardCase } from './case.ts';

/** Questions of partners that support answers with the explain commands. */
export const questionCases: readonly AwkwardCase[] = [
  {
    name: 'partner-list-with-every-kind-of-difference',
    rules: ['R-KPI-11', 'R-KPI-2', 'R-KPI-4', 'R-KPI-10'],
    why: 'Asked before the refresh that decides, and again after it: every difference has its class and its reason.',
    build: (partner) => {
      const offer = learningCompetency('Cloud Platform', 'silver');
      const holding = hold(partner, offer, dayAhead(partner.period, 6, 5));
      const rows = listWithDifferences(partner, holding.anniversary);
      const { id: membershipId } = holding.membership;
      for (const day of [4, 13]) {
        const question = { command: 'explain-kpi-discrepancy', membershipId, rows } as const;
        giveCommand(partner, addDays(holding.anniversary, day), question);
      }
      reviewAndPay(partner, holding, { day: 20 });
    },
  },
  {
    name: 'why-did-it-expire',
    rules: ['R-NOT-2', 'R-EXP-1'],
    why: 'Paid too early, expired, paid too late: the chain of decisions from the import on, each with its rule.',
    build: (partner) => {
      const holding = hold(partner, ACTION_PACK, dayAhead(partner.period, 4, 17));
      pay(partner, holding, { day: -3 });
      pay(partner, holding, { day: 33 });
      const on = addDays(holding.anniversary, 40);
      giveCommand(partner, on, { command: 'explain' });
      giveCommand(partner, on, { command: 'explain', membershipId: holding.membership.id });
    },
  },
];

/** Enough KPI for silver, and a list that agrees with it but for one difference of each class. */
function listWithDifferences(partner: PartnerDraft, anniversary: CivilDate): readonly ListedLine[] {
  earnExactly(partner, anniversary, requiredKpi(partner.period, 'silver', anniversary) + 2400);
  const { first } = measuredWindow(anniversary);
  const order = addInvoice(partner, addDays(first, 40), [900], { documentType: 'order-confirmation' });
  const old = addInvoice(partner, addDays(first, -20), [700]);
  // Missing in the list: the first month. Not yet published at the first question: the last one.
  const [, second, ...others] = partner.invoices.filter(({ documentType }) => documentType === 'invoice');
  const rows = [...others.filter((line) => !old.includes(line)), ...order, ...old].map(toListedLine);
  if (second === undefined) return rows;
  const differing = { ...toListedLine(second), kpiValue: String(Number(second.kpiValue) + 1) };
  const unknown = { ...toListedLine(second), invoiceNumber: 'INV-NEVER-SEEN' };
  return [differing, ...rows, ...rows.slice(0, 1), unknown];
}

function toListedLine({ invoiceDate, omlpType, purchaseUnits, invoiceNumber, kpiValue, revenueValue }: InvoiceLine) {
  const { year, month } = parts(invoiceDate);
  return { month, year, omlpType, purchaseUnits, invoiceNumber, kpiValue, revenueValue };
}
