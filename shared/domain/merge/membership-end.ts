/** The end of a membership that is due for it (R-EXP-1, R-MRG-2). */
import { stampOf } from '../core/stamp.ts';
import { endsListing } from '../directory/listing-fate.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import type { MembershipDecision } from '../memberships/membership-decision.ts';
import { placeTakerInForce } from '../memberships/place-taker.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { type MembershipEnd, withEndNotice } from '../renewal/ending/end-notice.ts';
import { decideExpiry } from '../renewal/expiry.ts';
import type { RenewalFacts } from '../renewal/renewal-facts.ts';

/**
 * Ends a membership: another takes its place (R-MRG-2), which a mail says (R-LIC-6), or it expires (R-EXP-1). The same
 * membership comes back if neither is due.
 */
export function decideMembershipEnd(facts: RenewalFacts, context: DecisionContext): MembershipDecision {
  const { membership, ending } = facts;
  const { consolidation, partnerId, membershipId, cycle } = membership;
  if (consolidation === null || membership.status.name !== 'active') return decideExpiry(facts, context);
  const { into, on } = consolidation;
  if (context.asOf < on) return { membership, decisions: [] };
  const goesOn = placeTakerInForce(into, ending?.others ?? [], context.asOf);
  const reason = endReason(into, goesOn);
  const decision = { what: 'superseded', partnerId, membershipId, cycle, stage: null, rule: 'R-MRG-2', reason };
  const end: MembershipEnd = {
    on,
    goesOn,
    isListingWithdrawn: ending !== undefined && endsListing(membership, ending, context.asOf),
    rule: 'R-LIC-6',
    reason,
  };
  const superseded: Membership = {
    ...membership,
    status: { name: 'superseded', on, by: into, stamp: stampOf(context) },
  };
  return {
    membership: { ...superseded, notices: withEndNotice(facts, end, context) },
    decisions: [{ ...decision, inputs: { ...consolidation, ownAnniversary: anniversary(membership) } }],
  };
}

/** `into`: the membership that was to take its place. `goesOn`: the one that does; null: none. */
export const endReason = (into: string, goesOn: Membership | null): string =>
  goesOn === null
    ? `renewed together with ${into}, which is not in force any more`
    : `${goesOn.membershipId} goes on in its place, to be renewed on ${anniversary(goesOn)}`;
