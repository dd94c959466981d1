/**
 * How busy a day was, compared with the others: 0 for a day without a mail, else 1 … 4 by quarters of the busy days.
 */
export type Rank = 0 | 1 | 2 | 3 | 4;

/** The rank of a number of mails among these numbers; equal numbers rank equal. */
export function rankAmong(numbers: readonly number[]): (number: number) => Rank {
  const sorted = numbers.filter((number) => number > 0).sort((a, b) => a - b);
  const limits = [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(sorted.length * share)] ?? 0);
  return (number) => {
    if (number <= 0) return 0;
    return (1 + limits.filter((limit) => number > limit).length) as Rank;
  };
}
