/** The stages of a cycle (R-NOT-1, R-NOT-3). */
import type { ProgramConfig } from '../config/program-config.ts';
import { addDays, type CivilDate } from '../core/calendar.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import { isBought } from '../memberships/status.ts';

/** Stages that are due and not in the ledger yet, earliest first. */
export function dueStages(
  membership: Membership,
  asOf: CivilDate,
  config: Pick<ProgramConfig, 'noticeStages'>,
): number[] {
  if (!isBought(membership)) return [];
  const ad = anniversary(membership);
  return openStages(membership, config).filter((stage) => addDays(ad, stage) <= asOf);
}

/** Stages of this cycle that nothing has been decided about, earliest first. */
export function openStages(membership: Membership, config: Pick<ProgramConfig, 'noticeStages'>): number[] {
  const undecided = config.noticeStages.filter((stage) => membership.notices[String(stage)] === undefined);
  return undecided.toSorted((a, b) => a - b);
}
