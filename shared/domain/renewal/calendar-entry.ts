/** The last day of a renewal window, as an entry of a calendar that moves and is cancelled with it (decision 46). */
import { type CivilDate, windowOf } from '../core/calendar.ts';
import { anniversary, type Membership, type MembershipName } from '../memberships/membership.ts';

export type CalendarEntry = {
  /** The name that the membership had first: the entry stays the same after a merge or renaming. */
  of: MembershipName;
  /** The cycle that is to be renewed: each has an entry of its own. */
  cycle: number;
  /** The last day of its window. */
  closes: CivilDate;
  /** Cancelled: there is nothing to be done by then any more. */
  isCancelled: boolean;
};

/** The entry of a cycle, by default the one that is to be renewed next. */
export function calendarEntryOf(membership: Membership, isCancelled: boolean, cycle = membership.cycle): CalendarEntry {
  const { partnerId, membershipId, formerIds } = membership;
  const { closes } = windowOf(anniversary({ ...membership, cycle }));
  return { of: formerIds[0] ?? { partnerId, membershipId }, cycle, closes, isCancelled };
}

/** Whether a mail has told of the renewal, and brought the entry. */
export const hasEntry = ({ notices }: Pick<Membership, 'notices'>): boolean =>
  Object.values(notices).some(
    ({ stage, notices: entries }) =>
      stage !== null && entries.some(({ kind, state }) => kind === 'renewal' && state.status === 'sent'),
  );
