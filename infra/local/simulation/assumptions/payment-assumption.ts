/** What is assumed about payments that nobody can know yet. */
import { stableHash } from '../../../../shared/domain/core/stable-hash.ts';

/** A share of the partners pays on the first day, from so many days after the anniversary on, on which it may. */
export type PaymentRule = {
  /** 1 (the window's first day) to 30 (its last one). */
  readonly daysAfter: number;
  /** In percent, above 0 and at most 100. */
  readonly percent: number;
};

/** `rules`: the shares are different partners, and together at most 100 %. `seed`: decides who they are. */
export type PaymentAssumption = { readonly rules: readonly PaymentRule[]; readonly seed: number };

/** The reference of an assumed payment: results tell it from a recorded one. */
export const ASSUMED = 'assumed';

/**
 * The days after an anniversary from which on its fee is paid; null: it is not. The same for the same seed, whatever
 * else is simulated: a change of the rules changes nobody's mind.
 *
 * @example
 * const assumption = { rules: [{ daysAfter: 10, percent: 100 }], seed: 1 };
 * daysUntilPayment(assumption, { partnerId: 'P-1', membershipId: 'M-1', anniversary: '2027-09-01' }); // 10
 */
export function daysUntilPayment(
  { rules, seed }: PaymentAssumption,
  renewal: { partnerId: string; membershipId: string; anniversary: string },
): number | null {
  const drawn = draw([seed, renewal.partnerId, renewal.membershipId, renewal.anniversary].join(' '));
  let sum = 0;
  for (const { daysAfter, percent } of rules) {
    sum += percent;
    if (drawn < sum) return daysAfter;
  }
  return null;
}

/** 0 (inclusive) to 100 (exclusive), evenly. */
const draw = (text: string): number => Number(stableHash(`${stableHash(text)}`) % 1_000_000n) / 10_000;

/** In words, as the option is given. */
export const describeAssumption = ({ rules, seed }: PaymentAssumption): string =>
  `${rules.map(({ daysAfter, percent }) => `AD+${daysAfter}:${percent}%`).join(' ')}, seed ${seed}`;
