/** `rename-membership`: a membership gets another id, and its former one goes on working (R-MEM-9). */
import { withChange } from '../core/history.ts';
import { stampOf } from '../core/stamp.ts';
import type { SilentContext } from '../notices/decision-context.ts';
import type { Membership } from './membership.ts';
import { stubOf } from './names.ts';

/**
 * What is stored under the old id in the one write that renames it: a stub with the renamed membership inside, until
 * that has its own item. Everything goes with it: cycle, notices, plan, history.
 *
 * @param to an id of the partner that no other membership has or had
 */
export function renamed(membership: Membership, to: string, ticket: string, context: SilentContext): Membership {
  const { partnerId, membershipId } = membership;
  const isOther = (name: { partnerId: string; membershipId: string }) =>
    name.partnerId !== partnerId || (name.membershipId !== to && name.membershipId !== membershipId);
  const change = {
    on: context.asOf,
    stamp: stampOf(context),
    what: 'renamed',
    rule: 'R-MEM-9',
    reason: `${membershipId} is ${to} from then on; the old id goes on working`,
    inputs: { before: membershipId, after: to, ticket },
  };
  const next: Membership = {
    ...membership,
    membershipId: to,
    formerIds: [...membership.formerIds.filter(isOther), { partnerId, membershipId }],
    history: withChange(membership.history, change),
  };
  return { ...stubOf(membership, { partnerId, membershipId: to }, context.asOf, stampOf(context)), successor: next };
}

/** Whether a stub still holds the membership that was renamed. */
export const isRenaming = ({ status, successor }: Membership): boolean => status.name === 'moved' && successor !== null;
