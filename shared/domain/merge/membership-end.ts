import { stampOf } from '../core/stamp.ts';
import { anniversary } from '../memberships/membership.ts';
import type { MembershipDecision } from '../memberships/membership-decision.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { decideExpiry } from '../renewal/expiry.ts';
import type { RenewalFacts } from '../renewal/renewal-facts.ts';

/** Ends a membership: another takes its place (R-MRG-2), or it expires (R-EXP-1). The same membership comes back if neither is due. */
export function decideMembershipEnd(facts: RenewalFacts, context: DecisionContext): MembershipDecision {
  const { membership } = facts;
  const { consolidation, partnerId, membershipId, cycle } = membership;
  if (consolidation === null || membership.status.name !== 'active') return decideExpiry(facts, context);
  const { into, on, anniversary: next } = consolidation;
  if (context.asOf < on) return { membership, decisions: [] };
  const reason = `${into} goes on in its place, to be renewed on ${next}`;
  const decision = { what: 'superseded', partnerId, membershipId, cycle, stage: null, rule: 'R-MRG-2', reason };
  return {
    membership: { ...membership, status: { name: 'superseded', on, by: into, stamp: stampOf(context) } },
    decisions: [{ ...decision, inputs: { ...consolidation, ownAnniversary: anniversary(membership) } }],
  };
}
