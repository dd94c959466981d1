/** Where in a renewal a notice is read: its words follow the days that really remain, not the stage that sent it (R-NOT-3). */
import type { RenewalContent } from '../../../domain/renewal/contents.ts';
import type { ByPhase } from '../catalogue.ts';

export type RenewalPhase = keyof ByPhase<never, never, never>;

/** The phase on the day of the notice. */
export function phaseOf({ daysUntilOpen, daysLeft }: Pick<RenewalContent, 'daysUntilOpen' | 'daysLeft'>): RenewalPhase {
  if (daysUntilOpen > 0) return 'before';
  return daysLeft > 0 ? 'open' : 'lastDay';
}

/** What one of the three says. */
export function chooseByPhase<Result>(phase: RenewalPhase, says: Record<RenewalPhase, () => Result>): Result {
  return says[phase]();
}
