/** The number of Microsoft Certified Trainers on days that have passed, from the history of the partner (R-COMP-5). */
import type { CivilDate } from '../core/calendar.ts';
import type { Partner } from './partner.ts';

/** A change of the number that is recorded in the history. */
export type TrainerChange = { on: CivilDate; before: number; after: number };

/** The earliest first. */
export function trainerChanges({ history }: Pick<Partner, 'history'>): TrainerChange[] {
  return history.changes.flatMap(({ on, inputs }): TrainerChange[] => {
    const change = inputs.mctCount as { before?: unknown; after?: unknown } | undefined;
    const { before, after } = change ?? {};
    return typeof before === 'number' && typeof after === 'number' ? [{ on, before, after }] : [];
  });
}

/** The number at the end of a day; before the first change that the history keeps, the number before it. */
export function trainersOn(partner: Pick<Partner, 'history' | 'mctCount'>, on: CivilDate): number {
  return trainerChanges(partner).find((change) => change.on > on)?.before ?? partner.mctCount;
}

/**
 * Whether a partner has trainers, and the day from which that has been so; null: from the beginning, as far as its
 * history goes.
 */
export function trainersSince(partner: Pick<Partner, 'history' | 'mctCount'>): {
  has: boolean;
  since: CivilDate | null;
} {
  const has = partner.mctCount > 0;
  const turn = trainerChanges(partner).findLast(({ before, after }) => after > 0 === has && before > 0 !== has);
  return { has, since: turn?.on ?? null };
}
