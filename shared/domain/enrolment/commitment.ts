/**
 * The commitment to the performance requirements of the program year, by which a partner enrols in a Learning option
 * (R-MEM-11).
 */
import type { ProgramConfig } from '../config/program-config.ts';
import type { CivilDate } from '../core/calendar.ts';
import type { Refusal } from '../core/decision.ts';
import type { Commitment } from '../memberships/origin.ts';
import { hasLearningOption, type Terms, termsName } from '../offers/terms.ts';

/**
 * Why terms cannot be bought for want of a commitment; null: they can.
 *
 * @param on the day of the order or purchase: its program year decides
 */
export function commitmentRefusal(
  terms: Terms,
  commitment: Commitment | null,
  { on, asOf }: { on: CivilDate; asOf: CivilDate },
  { programYears }: Pick<ProgramConfig, 'programYears'>,
): Refusal | null {
  const refuse = (reason: string): Refusal => ({ rule: 'R-MEM-11', reason, inputs: { terms, commitment, on, asOf } });
  if (commitment !== null && commitment.on > asOf)
    return refuse(`the commitment of ${commitment.on} lies after ${asOf}, the day it is recorded`);
  if (commitment !== null || !hasLearningOption(terms)) return null;
  const year = programYears.find(({ from, to }) => from <= on && on <= to);
  if (year?.commitmentRequired !== true) return null;
  return refuse(
    `${termsName(terms)} takes the commitment to the performance requirements of the program year ${year.from} … ${year.to}`,
  );
}
