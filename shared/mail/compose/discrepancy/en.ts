import type { DiscrepancyWords } from './words.ts';

export const en: DiscrepancyWords = {
  eyebrow: 'KPI comparison',
  subject: 'KPI values compared',
  headline: {
    agree: 'Your list agrees with the published KPI',
    differ: (count) => (count === 1 ? '1 difference explained' : `${count} differences explained`),
  },
  detail: (asOf, months) => `Compared on ${asOf}. Months compared: ${months}.`,
  lead: (partner) =>
    `We compared the list of invoice lines from ${partner} with the invoice lines on record. Each difference is explained below. If it will resolve itself, the date is given.`,
  calendar:
    'The KPI refresh on the 15th of each month publishes the previous twelve months. Only published months count.',
  facts: {
    months: 'Months compared',
    published: 'Published through',
    nothing: 'nothing published yet',
    partnerTotal: 'KPI in your list',
    publishedTotal: 'KPI published',
    difference: 'Difference',
  },
  heading: (heading, count) => `${heading} (${count})`,
  row: (number) => `Row ${number}`,
  invoice: (number, line) => (line === null ? `Invoice ${number}` : `Invoice ${number}, line ${line}`),
  line: (month, kpiValue) => `${month}, KPI value ${kpiValue}.`,
  effect: (kpi) => `Effect on the difference: ${kpi}.`,
  more: (count) => `And ${count} more.`,
  chapters: {
    'unknown-here': {
      heading: 'Not on record',
      intro: 'These rows of your list are not among the invoice lines on record. Please send us the invoices.',
    },
    'missing-invoice': {
      heading: 'Missing from your list',
      intro: 'These invoice lines on record count but are not in your list. Please add them.',
    },
    'value-differs': {
      heading: 'Different values',
      intro: 'The values on record count. If they are wrong, please send us the invoice so that they can be corrected.',
    },
    duplicate: { heading: 'Listed twice', intro: 'The same invoice line counts only once.' },
    'not-an-invoice': {
      heading: 'Not an invoice',
      intro: 'Only invoices and credit notes count. Order confirmations and partner reports are kept as evidence.',
    },
    'not-yet-published': {
      heading: 'Not published yet',
      intro: 'You do not need to do anything: these values count from the date given.',
    },
    'outside-window': {
      heading: 'Outside the months compared',
      intro: 'Lines dated in other months do not count here.',
    },
  },
  agree: {
    heading: 'In agreement',
    intro: (count) =>
      count === 1
        ? '1 row of your list agrees with what is on record.'
        : `${count} rows of your list agree with what is on record.`,
  },
  ifRecorded: (date) => `If the invoice is recorded today, the KPI refresh of ${date} will publish it.`,
  countsAtOnce: 'If the invoice is recorded today, it counts at once.',
  neverCounts: 'Even if the invoice is recorded today, it does not count in the months compared.',
  fields: {
    month: 'Month',
    omlpType: 'OMLP type',
    purchaseUnits: 'Purchase units',
    kpiValue: 'KPI value',
    revenueValue: 'Revenue value',
    currency: 'Currency',
  },
  field: (label, partner, recorded) => `${label}: ${partner} in your list, ${recorded} on record.`,
  repeats: (row) => `This row repeats row ${row}.`,
  documentType: (type) => `Document on record: ${type}.`,
  documentTypes: { 'order-confirmation': 'order confirmation', 'partner-report': 'partner report' },
  publishedOn: (month, date) => `${month} will be published by the KPI refresh of ${date}.`,
  unsummed: (recorded, published, date) =>
    `The KPI on record is now ${recorded}; the published KPI is ${published}. The KPI refresh of ${date} will recalculate it.`,
  outside: (month, months) => `${month} is not within ${months}.`,
  about:
    'This report compares two lists and changes nothing. If you have questions, reply to the person who sent it to you.',
};
