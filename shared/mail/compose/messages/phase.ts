/** Where in a renewal a notice is read: its words follow the days that really remain, not the stage that sent it (R-NOT-3). */
import type { RenewalContent } from '../../../domain/renewal/contents.ts';
import type { ByPhase } from '../catalogue.ts';

export type Phase = keyof ByPhase<never, never, never>;

/** The phase on the day of the notice. */
export function phaseOf({ daysUntilOpen, daysLeft }: Pick<RenewalContent, 'daysUntilOpen' | 'daysLeft'>): Phase {
  if (daysUntilOpen > 0) return 'before';
  return daysLeft > 0 ? 'open' : 'lastDay';
}

/** What one of the three says. */
export function byPhase<Result>(phase: Phase, says: Record<Phase, () => Result>): Result {
  return says[phase]();
}
