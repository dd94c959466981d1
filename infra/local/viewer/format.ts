/** Words and numbers for people, independent of the machine's language. */
import type { MembershipLine } from './results/lines.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June'].concat([
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]);

/** 40000 → "40,000". */
export function formatNumber(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A decimal string: "40000.5" → "40,000.5". */
export function formatDecimal(decimal: string): string {
  const [whole = '', ...fraction] = decimal.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}

/** A share of 1: 0.7083 → "71 %"; null is a dash. */
export function formatShare(share: number | null): string {
  return share === null ? '–' : `${Math.round(100 * share)}\u00a0%`;
}

/** An amount of money: "USD 1,234,567.50"; whole amounts without the fraction. */
export function formatMoney(currency: string, amount: string): string {
  return `${currency}\u00a0${formatDecimal(amount)}`;
}

/** `1 mail`, `40,000 mails`. `plural` defaults to the word with an s. */
export function formatCount(number: number, word: string, plural = `${word}s`): string {
  return `${formatNumber(number)} ${number === 1 ? word : plural}`;
}

/** `2027-03` (or a date of it) → "March 2027". */
export function monthName(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

/** `2027-03` → "Mar". */
export function monthAbbreviation(month: string): string {
  return (MONTHS[Number(month.slice(5, 7)) - 1] ?? '').slice(0, 3);
}

/** `2027-03-09` → "9 March 2027". */
export function dayName(date: string): string {
  return `${Number(date.slice(8, 10))} ${monthName(date)}`;
}

const LABELS: Readonly<Record<string, string>> = {
  'action-pack': 'Action Pack',
  'learning-action-pack': 'Learning Action Pack',
  'advanced-specialization': 'Advanced specialization',
  'in-window': 'In its window',
  'renewal-at-risk': 'At risk',
  renewal: 'Renewal notice',
  'listing-incomplete': 'Listing incomplete',
  'payment-reversed': 'Payment reversed',
  'listing-visible': 'Listing visible',
  'listing-dropped': 'Listing withdrawn',
  'benefits-ended': 'Benefits ended',
  'operator-alert': 'Operator alert',
  'not-met': 'Not met',
  'kpi-refresh': 'KPI refresh',
};

/** A code of the program (`in-window`) as words; of unknown codes the dashes become spaces. */
export function label(code: string): string {
  const words = (Object.hasOwn(LABELS, code) ? LABELS[code] : undefined) ?? code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The terms of a membership in a few words. */
export function termsName(membership: Pick<MembershipLine, 'offer' | 'competency' | 'level'>): string {
  if (membership.competency === null) return label(membership.offer);
  return [membership.competency, membership.level].filter(Boolean).join(', ');
}
