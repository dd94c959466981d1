/**
 * A membership's names: what is left under one that it does not have any more, and what refers to it by name (R-MRG-5,
 * R-MEM-9).
 */
import type { CivilDate } from '../core/calendar.ts';
import { NO_HISTORY } from '../core/history.ts';
import type { Stamp } from '../core/stamp.ts';
import type { Membership, MembershipName } from './membership.ts';

/** What is left under a former name: it leads to the membership, and is never due. */
export function stubOf(
  membership: Membership,
  { partnerId, membershipId }: MembershipName,
  on: CivilDate,
  stamp: Stamp | null,
): Membership {
  const cleared = {
    override: null,
    standing: null,
    evaluateOn: null,
    untoldDeliveryLoss: undefined,
    notices: {},
    history: NO_HISTORY,
  };
  return { ...membership, status: { name: 'moved', to: partnerId, as: membershipId, on, stamp }, ...cleared };
}

/** Where the membership is that had this name; null: here. */
export function presentName({ status }: Pick<Membership, 'status'>): MembershipName | null {
  return status.name === 'moved' ? { partnerId: status.to, membershipId: status.as } : null;
}

/**
 * The membership with every reference to one of its partner's memberships replaced: to what superseded it, leads it, or
 * was upgraded.
 */
export function withReferences(membership: Membership, idOf: (id: string) => string): Membership {
  const { origin, status, consolidation } = membership;
  return {
    ...membership,
    origin: origin.kind === 'upgrade' ? { ...origin, from: idOf(origin.from) } : origin,
    status: status.name === 'superseded' ? { ...status, by: idOf(status.by) } : status,
    consolidation: consolidation && { ...consolidation, into: idOf(consolidation.into) },
  };
}
