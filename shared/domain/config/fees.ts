/** The annual fees. */
import type { Fees } from '../offers/fee.ts';
import { completeTerms, LEVELS, OFFERS, termsMisfits } from '../offers/terms.ts';
import { decimal, fields, issue, listOf, oneOf, textThat } from './values.ts';

type Amount = Fees['amounts'][number];

/** A fee for each level of a competency, and for each other offer. */
const MAX_AMOUNTS = OFFERS.length - 1 + LEVELS.length;

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const currency = textThat('an ISO 4217 code of a currency, e.g. USD', (text) => CURRENCIES.has(text));

const amount = fields({ offer: oneOf(OFFERS), level: oneOf(LEVELS).optional(), amount: decimal });

const amounts = listOf(amount, 1, MAX_AMOUNTS).superRefine((list, context) => {
  for (const [index, each] of list.entries())
    for (const { field, allowed } of misfits(each, list.slice(0, index)))
      context.addIssue(issue([index, field], allowed));
});

function misfits({ offer, level }: Amount, before: readonly Amount[]): { field: string; allowed: string }[] {
  const ofLevel = termsMisfits(completeTerms({ offer, level })).filter(({ field }) => field === 'level');
  const first = before.findIndex((other) => other.offer === offer && other.level === level);
  const repeated = { field: 'offer', allowed: `each offer and level once (amounts[${first}] is the same)` };
  return first === -1 ? ofLevel : [...ofLevel, repeated];
}

export const fees = fields({ currency, amounts }).superRefine((given, context) => {
  const digits = fractionDigits(given.currency);
  for (const [index, each] of given.amounts.entries()) {
    const fraction = each.amount.split('.')[1] ?? '';
    if (fraction.length <= digits) continue;
    const message = `an amount with at most ${digits} digits after the point, as ${given.currency} has`;
    context.addIssue(issue(['amounts', index, 'amount'], message));
  }
});

/** Refinements see a currency that is none, too. */
function fractionDigits(code: string): number {
  if (!CURRENCIES.has(code)) return Number.POSITIVE_INFINITY;
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: code,
  }).resolvedOptions();
  return maximumFractionDigits ?? 0;
}
