import type { DiscrepancyWords } from './words.ts';

export const en: DiscrepancyWords = {
  eyebrow: 'KPI comparison',
  subject: 'KPI values compared',
  headline: {
    agree: 'Your list agrees with the published KPI',
    differ: (count) => (count === 1 ? '1 difference explained' : `${count} differences explained`),
  },
  detail: (asOf, months) => `As of ${asOf}. Months compared: ${months}.`,
  lead: (partner) =>
    `We compared the list of invoice lines of ${partner} with the invoice lines that are recorded. Each difference is explained below, with the date on which it resolves itself where there is one.`,
  calendar:
    'The KPI refresh on the 15th of each month publishes the twelve months before. Only published months count.',
  facts: {
    months: 'Months compared',
    published: 'Published through',
    nothing: 'nothing published yet',
    partnerTotal: 'KPI in your list',
    publishedTotal: 'KPI published',
    difference: 'Difference',
  },
  space: ' ',
  heading: (heading, count) => `${heading} (${count})`,
  row: (number) => `Row ${number}`,
  invoice: (number, line) => (line === null ? `Invoice ${number}` : `Invoice ${number}, line ${line}`),
  line: (month, kpiValue) => `${month}, KPI value ${kpiValue}.`,
  effect: (kpi) => `Effect on the difference: ${kpi}.`,
  more: (count) => `And ${count} more.`,
  chapters: {
    'unknown-here': {
      heading: 'Not recorded',
      intro: 'These rows of your list are not among the recorded invoice lines. Please send us the invoices.',
    },
    'missing-invoice': {
      heading: 'Missing from your list',
      intro: 'These recorded invoice lines count and are not in your list. Please add them to it.',
    },
    'value-differs': {
      heading: 'Different values',
      intro: 'What is recorded counts. If it is wrong, please send us the invoice so that it can be corrected.',
    },
    duplicate: { heading: 'Listed twice', intro: 'The same invoice line counts once.' },
    'not-an-invoice': {
      heading: 'Not an invoice',
      intro: 'Only invoices and credit notes count. Order confirmations and partner reports are kept as evidence.',
    },
    'not-yet-published': {
      heading: 'Not published yet',
      intro: 'You do not have to do anything: these values count from the date given.',
    },
    'outside-window': {
      heading: 'Outside the months compared',
      intro: 'What is dated in other months does not count here.',
    },
  },
  agree: {
    heading: 'In agreement',
    intro: (count) =>
      count === 1
        ? '1 row of your list agrees with what is recorded.'
        : `${count} rows of your list agree with what is recorded.`,
  },
  ifRecorded: (date) => `If the invoice is recorded today, the KPI refresh of ${date} publishes it.`,
  countsAtOnce: 'If the invoice is recorded today, it counts at once.',
  neverCounts: 'Even if it is recorded today, it does not count in the months compared.',
  fields: {
    month: 'Month',
    omlpType: 'OMLP type',
    purchaseUnits: 'Purchase units',
    kpiValue: 'KPI value',
    revenueValue: 'Revenue value',
    currency: 'Currency',
  },
  field: (label, partner, recorded) => `${label}: ${partner} in your list, ${recorded} recorded.`,
  repeats: (row) => `It repeats row ${row}.`,
  documentType: (type) => `Recorded document: ${type}.`,
  documentTypes: { 'order-confirmation': 'order confirmation', 'partner-report': 'partner report' },
  publishedOn: (month, date) => `${month} is published by the KPI refresh of ${date}.`,
  unsummed: (recorded, published, date) =>
    `KPI ${recorded} is recorded by now, ${published} is published. The KPI refresh of ${date} counts anew.`,
  outside: (month, months) => `${month} is not within ${months}.`,
  about:
    'This report compares two lists and changes nothing. If you have questions, reply to the person who sent it to you.',
};
