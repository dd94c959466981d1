/** What goes on in the place of a membership (R-MEM-5, R-MRG-2). */
import type { CivilDate } from '../core/calendar.ts';
import type { Membership } from './membership.ts';
import { isInForce } from './status.ts';

/** The membership of that id, or the one that has taken its place since; null: it is not known. */
export function placeTaker(membershipId: string, all: readonly Membership[]): Membership | null {
  const membership = all.find((other) => other.membershipId === membershipId);
  if (membership === undefined) return null;
  if (membership.status.name !== 'superseded') return membership;
  return placeTaker(
    membership.status.by,
    all.filter((other) => other !== membership),
  );
}

/** The same; null, too, if it is not in force on the day. */
export function placeTakerInForce(
  membershipId: string,
  all: readonly Membership[],
  asOf: CivilDate,
): Membership | null {
  const membership = placeTaker(membershipId, all);
  return membership !== null && isInForce(membership, asOf) ? membership : null;
}
