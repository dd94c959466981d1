/** A membership as events tell it. */
import { windowOf } from '../../../domain/core/calendar.ts';
import { anniversary, type Membership } from '../../../domain/memberships/membership.ts';
import { presentName } from '../../../domain/memberships/names.ts';
import type { MembershipState } from '../catalogue/values.ts';

export function membershipState(membership: Membership): MembershipState {
  const { terms, status, purchasedOn, cycle, override, declined, standing, covers, consolidation } = membership;
  const ad = anniversary(membership);
  const { opens, closes } = windowOf(ad);
  return {
    ...terms,
    status: status.name,
    since: since(status),
    purchasedOn,
    cycle,
    anniversary: ad,
    windowOpens: opens,
    windowCloses: closes,
    overrideUntil: override?.until ?? null,
    declinedOn: declined?.on ?? null,
    isAtRisk: status.name === 'active' && standing?.state === 'at-risk',
    together: covers.map((each) => ({ ...each })),
    renewedWith: consolidation && {
      membershipId: consolidation.into,
      on: consolidation.on,
      anniversary: consolidation.anniversary,
    },
    supersededBy: status.name === 'superseded' ? status.by : null,
    movedTo: presentName(membership),
  };
}

function since(status: Membership['status']): MembershipState['since'] {
  switch (status.name) {
    case 'active':
      return null;
    case 'ordered':
      return status.createdOn;
    case 'expired':
      return status.expiredOn;
    case 'lapsed':
    case 'superseded':
    case 'moved':
      return status.on;
  }
}
