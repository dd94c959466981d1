/** The stages of a cycle (R-NOT-1, R-NOT-3). */
import type { ProgramConfig } from '../config/program-config.ts';
import { addDays, type CivilDate } from '../core/calendar.ts';
import { anniversary, isEndedKey, type Membership } from '../memberships/membership.ts';
import { isBought } from '../memberships/status.ts';
import type { Ledger } from '../notices/notice-state.ts';

/** The stage of the expiry notice: days after the AD (R-NOT-1). */
export const EXPIRY_STAGE = 31;

/**
 * Whether the ledger's key is that of a notice about the end of a membership: `grace-expiry` sends it,
 * `renewal-notices` all others.
 */
export const isOfEnd = (key: string): boolean => key === String(EXPIRY_STAGE) || isEndedKey(key);

/** Renewal stages that are due on a day and have no record in the ledger, earliest first. */
export function dueStages(
  membership: Membership,
  asOf: CivilDate,
  config: Pick<ProgramConfig, 'noticeStages'>,
): number[] {
  if (!isBought(membership)) return [];
  const ad = anniversary(membership);
  return openStages(membership, config).filter((stage) => addDays(ad, stage) <= asOf);
}

/** Renewal stages of this cycle without a record in the ledger, earliest first. */
export function openStages(membership: Membership, config: Pick<ProgramConfig, 'noticeStages'>): number[] {
  const stages = config.noticeStages.filter((stage) => membership.notices[String(stage)] === undefined);
  return stages.toSorted((a, b) => a - b);
}

/**
 * The stage that a day's notice is about: of the due ones the latest, unless a later one was decided before them, as
 * when an earlier stage is configured anew (R-NOT-3). Null: none.
 */
export function stageToTell({ notices }: Pick<Membership, 'notices'>, due: readonly number[]): number | null {
  const latest = due.at(-1) ?? null;
  return latest !== null && latest > latestDecided(notices) ? latest : null;
}

/** The latest stage with a record of the present anniversary; minus infinity: none. */
export const latestDecided = (ledger: Ledger): number =>
  Math.max(...Object.entries(ledger).flatMap(([key, { stage }]) => (key === String(stage) ? [Number(stage)] : [])));

/** The open stages and, if it has no record either, that of the expiry notice. */
export function undecidedStages(membership: Membership, config: Pick<ProgramConfig, 'noticeStages'>): number[] {
  const open = openStages(membership, config);
  return membership.notices[String(EXPIRY_STAGE)] === undefined ? [...open, EXPIRY_STAGE] : open;
}
