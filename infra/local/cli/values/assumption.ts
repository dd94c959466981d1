import { WINDOW_DAYS } from '../../../../shared/domain/core/calendar.ts';
import { formatValue } from '../../../../shared/domain/core/problem.ts';
import type { PaymentAssumption, PaymentRule } from '../../simulation/assumptions/payment-assumption.ts';
import { optionError, type Values } from '../options.ts';

const RULE = /^AD\+(?<days>\d{1,2})(?::(?<percent>\d{1,3}(?:\.\d{1,2})?)%)?$/;
const ALL = 100;
const DEFAULT_SEED = 1;

/** What `--assume-payments` and `--seed` say; null: nothing is assumed. @throws UserError */
export function assumptionOption(command: string, values: Values): PaymentAssumption | null {
  const given = values['assume-payments'];
  if (!Array.isArray(given)) {
    if (values.seed === undefined) return null;
    throw optionError(command, '--seed decides who pays by --assume-payments, which is missing');
  }
  const rules = given.map((text) => ruleOf(command, String(text)));
  const sum = rules.reduce((total, { percent }) => total + percent, 0);
  if (sum > ALL) throw optionError(command, `--assume-payments: the shares add up to ${sum} %; allowed: 100 % at most`);
  return { rules, seed: seedOf(command, values) };
}

/** The same options again, of an assumption. */
export const assumptionArguments = (assumption: PaymentAssumption | null): string[] =>
  assumption === null
    ? []
    : [
        ...assumption.rules.flatMap(({ daysAfter, percent }) => ['--assume-payments', `AD+${daysAfter}:${percent}%`]),
        ...['--seed', String(assumption.seed)],
      ];

function ruleOf(command: string, text: string): PaymentRule {
  const { days, percent = String(ALL) } = RULE.exec(text)?.groups ?? {};
  const rule = { daysAfter: Number(days), percent: Number(percent) };
  if (rule.daysAfter >= 1 && rule.daysAfter <= WINDOW_DAYS && rule.percent > 0 && rule.percent <= ALL) return rule;
  throw optionError(
    command,
    `--assume-payments: got ${formatValue(text)}; allowed: AD+1 … AD+${WINDOW_DAYS}, and a share after a colon, as in AD+10:80%`,
  );
}

function seedOf(command: string, { seed }: Values): number {
  if (seed === undefined) return DEFAULT_SEED;
  const number = typeof seed === 'string' && /^\d{1,9}$/.test(seed) ? Number(seed) : null;
  if (number !== null) return number;
  throw optionError(command, `--seed: got ${formatValue(seed)}; allowed: a whole number from 0 to 999999999`);
}
