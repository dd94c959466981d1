/**
 * The phase of a renewal on the day of a notice: the words follow the days that remain, not the stage of the notice
 * (R-NOT-3).
 */
import type { RenewalContent } from '../../../../domain/renewal/contents.ts';
import type { ByPhase } from '../../catalogue.ts';

export type RenewalPhase = keyof ByPhase<never, never, never>;

/** The phase on the day of the notice. */
export function phaseOf({ daysUntilOpen, daysLeft }: Pick<RenewalContent, 'daysUntilOpen' | 'daysLeft'>): RenewalPhase {
  if (daysUntilOpen > 0) return 'before';
  return daysLeft > 0 ? 'open' : 'lastDay';
}

/** The result for one of the three phases. */
export function chooseByPhase<Result>(phase: RenewalPhase, options: Record<RenewalPhase, () => Result>): Result {
  return options[phase]();
}
