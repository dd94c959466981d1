import { addDays } from '../civil-date.ts';
import type { Level } from '../model.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { addInvoice, type InvoiceOptions } from '../partner/invoices.ts';
import { earnExactly, measuredWindow } from '../partner/kpi.ts';
import { type Holding, hold, learningCompetency } from '../partner/memberships.ts';
import { reviewAndPay } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import { requiredKpi } from '../program-config.ts';
import type { AwkwardCase } from './case.ts';

export const kpiCases: readonly AwkwardCase[] = [
  {
    name: 'kpi-exactly-at-the-requirement',
    rules: ['R-KPI-7'],
    why: 'Equal is enough. As floats these lines would add up to a little less: decimals must be exact.',
    build: (partner) => {
      const holding = holdJudged(partner, 2, 'gold');
      earnInSmallLines(partner, holding, required(partner, holding, 'gold'));
      reviewAndPay(partner, holding);
    },
  },
  {
    name: 'kpi-just-below-the-requirement',
    rules: ['R-KPI-7', 'R-REN-4'],
    why: 'A hundredth short is short: the payment is refused, naming the level that is met.',
    build: (partner) => {
      const holding = holdJudged(partner, 2, 'gold');
      earnExactly(partner, holding.anniversary, required(partner, holding, 'gold') - 1);
      reviewAndPay(partner, holding);
    },
  },
  {
    name: 'kpi-on-the-edges-of-the-window',
    rules: ['R-KPI-7', 'R-KPI-8'],
    why: 'All of it on the first and the last day of the twelve months, nothing between: met.',
    build: (partner) => {
      const holding = holdJudged(partner, 5, 'silver');
      const { first, last } = measuredWindow(holding.anniversary);
      const half = required(partner, holding, 'silver') / 2;
      addInvoice(partner, first, [half]);
      addInvoice(partner, last, [half]);
      reviewAndPay(partner, holding);
    },
  },
  {
    name: 'kpi-just-outside-the-window',
    rules: ['R-KPI-7', 'R-KPI-8'],
    why: 'Plenty on the day before the twelve months and on the day after, nothing inside: 0, not met.',
    build: (partner) => {
      const holding = holdJudged(partner, 6, 'silver');
      const { first, last } = measuredWindow(holding.anniversary);
      addInvoice(partner, addDays(first, -1), [5000]);
      addInvoice(partner, addDays(last, 1), [5000]);
      reviewAndPay(partner, holding);
    },
  },
  {
    name: 'kpi-from-before-the-enrolment',
    rules: ['R-KPI-5'],
    why: 'First anniversary; what was bought in the days before the purchase counts, and is needed.',
    build: (partner) => {
      const holding = hold(partner, learningCompetency('DevOps', 'silver'), dayAhead(partner.period, 7, 24), 1);
      const { first } = measuredWindow(holding.anniversary);
      addInvoice(partner, addDays(first, 3), [required(partner, holding, 'silver')]);
      reviewAndPay(partner, holding);
    },
  },
  {
    name: 'invoice-lines-sent-in-twice',
    rules: ['R-KPI-10'],
    why: 'Every line is in the file twice and the KPI would do if both counted: not met.',
    build: (partner) => {
      const holding = holdJudged(partner, 8, 'silver');
      earnExactly(partner, holding.anniversary, Math.round(required(partner, holding, 'silver') * 0.6));
      partner.invoices.push(...partner.invoices);
      reviewAndPay(partner, holding);
    },
  },
  {
    name: 'order-confirmations-instead-of-invoices',
    rules: ['R-KPI-2'],
    why: 'Most of it is order confirmations: evidence, never counted, not met.',
    build: (partner) => renewOnPaper(partner, 9, { documentType: 'order-confirmation' }),
  },
  {
    name: 'partner-reports-instead-of-invoices',
    rules: ['R-KPI-2'],
    why: "Most of it is the partner's own reports: evidence, never counted, not met.",
    build: (partner) => renewOnPaper(partner, 10, { documentType: 'partner-report' }),
  },
  {
    name: 'a-credit-note-below-the-requirement',
    rules: ['R-KPI-13', 'R-REN-4'],
    why: 'The invoices reach the requirement exactly, and a credit note of the last month takes a hundredth back: not met.',
    build: (partner) => {
      const holding = holdJudged(partner, 4, 'silver');
      earnExactly(partner, holding.anniversary, required(partner, holding, 'silver'));
      addInvoice(partner, measuredWindow(holding.anniversary).last, [-1], { documentType: 'credit-note' });
      reviewAndPay(partner, holding);
    },
  },
  {
    name: 'revenue-in-five-currencies',
    rules: ['R-KPI-9'],
    why: 'KPI is one sum, revenue five: currencies are never added up.',
    build: (partner) => {
      const holding = holdJudged(partner, 11, 'silver');
      const { first } = measuredWindow(holding.anniversary);
      const currencies = ['USD', 'EUR', 'KRW', 'CNY', 'TWD'];
      for (const [index, currency] of currencies.entries())
        addInvoice(partner, addDays(first, 60 * index), [700, 155], { currency });
      reviewAndPay(partner, holding);
    },
  },
];

function holdJudged(partner: PartnerDraft, month: number, level: Level): Holding {
  return hold(partner, learningCompetency('Data Analytics', level), dayAhead(partner.period, month, 19));
}

function required(partner: PartnerDraft, { anniversary }: Holding, level: Level): number {
  return requiredKpi(partner.period, level, anniversary);
}

/** Floats of 1.8 add up to a little less than the exact sum, for the requirement of every sample year. */
const LINE_THAT_FLOATS_LOSE = 180;

function earnInSmallLines(partner: PartnerDraft, { anniversary }: Holding, total: number): void {
  const { first } = measuredWindow(anniversary);
  const rest = total % LINE_THAT_FLOATS_LOSE;
  const count = (total - rest) / LINE_THAT_FLOATS_LOSE;
  const lines = Array.from({ length: count }, () => LINE_THAT_FLOATS_LOSE);
  addInvoice(partner, addDays(first, 20), rest === 0 ? lines : [...lines, rest]);
}

function renewOnPaper(partner: PartnerDraft, month: number, document: InvoiceOptions): void {
  const holding = holdJudged(partner, month, 'silver');
  const { first } = measuredWindow(holding.anniversary);
  addInvoice(partner, addDays(first, 40), [900]);
  addInvoice(partner, addDays(first, 70), [3500], document);
  reviewAndPay(partner, holding);
}
