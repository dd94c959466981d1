import type { CivilDate } from '../core/calendar.ts';
import type { Benefit, Benefits } from './benefit.ts';

/** The ids of a membership's benefits that were activated or assigned on a day or after it (R-REN-9). */
export function benefitsUsedSince({ entries }: Benefits, membershipId: string, day: CivilDate): string[] {
  return entries
    .filter((benefit) => benefit.membershipId === membershipId && usesOf(benefit).some((on) => on >= day))
    .map(({ tokenId }) => tokenId);
}

function usesOf(benefit: Benefit): CivilDate[] {
  switch (benefit.kind) {
    case 'token':
      return benefit.activation === null ? [] : [benefit.activation.on];
    case 'mak':
      return benefit.used.map(({ on }) => on);
    case 'visual-studio':
      return benefit.assignments.map(({ on }) => on);
  }
}
