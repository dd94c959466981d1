import { anniversaryOf, type CivilDate, expiryOf } from '../core/calendar.ts';
import { NO_HISTORY } from '../core/history.ts';
import type { Stamp } from '../core/stamp.ts';
import { hasRequirements, type Terms } from '../offers/terms.ts';
import type { Membership } from './membership.ts';

/**
 * A new membership, without notices; expired if its window had closed by the day on which it is recorded
 * (docs/reference.md, import files).
 */
export function newMembership(
  terms: Terms,
  facts: { partnerId: string; membershipId: string; purchasedOn: CivilDate; paidThroughCycle: number },
  loadedOn: CivilDate,
  stamp: Stamp | null = null,
): Membership {
  const cycle = facts.paidThroughCycle + 1;
  const expiredOn = expiryOf(anniversaryOf(facts.purchasedOn, cycle));
  return {
    partnerId: facts.partnerId,
    membershipId: facts.membershipId,
    terms,
    origin: { kind: 'import' },
    purchasedOn: facts.purchasedOn,
    firstPurchasedOn: null,
    cycle,
    status: loadedOn >= expiredOn ? { name: 'expired', expiredOn } : { name: 'active' },
    override: null,
    declined: null,
    lastRenewal: null,
    reversals: [],
    closing: null,
    successor: null,
    standing: null,
    evaluateOn: hasRequirements(terms) ? loadedOn : null,
    notices: {},
    loadedOn,
    history: NO_HISTORY,
    consolidation: null,
    covers: [],
    movedFrom: null,
    formerIds: [],
    stamp,
  };
}
