/** A membership and its life (R-MEM, R-CAL-4): one aggregate, changed in one conditional write. */
import { addDays, anniversaryOf, type CivilDate, expiryOf, windowOf } from '../core/calendar.ts';
import { type History, NO_HISTORY } from '../core/history.ts';
import type { Stamp } from '../core/stamp.ts';
import type { Ledger } from '../notices/notice-state.ts';
import type { Shortfall } from '../offers/shortfall.ts';
import { hasRequirements, type Terms } from '../offers/terms.ts';
import type { Origin } from './origin.ts';

export type MembershipStatus =
  /** Enrolled and not paid yet: no membership in anybody's eyes (R-MEM-8). */
  | { name: 'ordered'; createdOn: CivilDate }
  /** An order that was not paid in time; `on`: the day from which it is none (R-MEM-8). */
  | { name: 'lapsed'; createdOn: CivilDate; on: CivilDate }
  /** Active, its renewal window included: which of the two depends on the day (`statusOn`). */
  | { name: 'active' }
  | { name: 'expired'; expiredOn: CivilDate }
  /** Ended by an upgrade (R-MEM-5). */
  | { name: 'superseded'; on: CivilDate; by: string }
  /** It is a membership of another partner now; what is left here leads there (R-MRG-1). */
  | { name: 'moved'; to: string; on: CivilDate };

/**
 * After a merge, another membership of the partner is renewed in its stead, at `anniversary`: `into`, which takes its place on `on`
 * (R-MRG-2).
 */
export type Consolidation = { into: string; on: CivilDate; anniversary: CivilDate };

/** Of which partner it was before, and by which merge it came here (R-MRG-1). */
export type MovedFrom = { partnerId: string; mergeId: string; on: CivilDate };

/** Allows payment after the window until `until`, inclusive (R-REN-7). */
export type Override = {
  ticket: string;
  until: CivilDate;
  grantedBy: string;
  reason: string;
  grantedOn: CivilDate;
  stamp: Stamp | null;
};

/** How the cycle before the current one was renewed. */
export type Renewal = {
  /** The cycle that was paid. */
  cycle: number;
  kind: 'renewed' | 'reinstated';
  paidOn: CivilDate;
  recordedOn: CivilDate;
  reference: string;
  /** The command that recorded it: makes sending it again harmless. */
  commandId: string;
  /** The terms before a fallback (R-REN-4); null without one. */
  fellBackFrom: Terms | null;
  stamp: Stamp | null;
};

/** How a membership stood when it was last looked at. */
export type Standing = {
  /** `pending`: nothing is missing but the KPI of the anniversary's year. `unknown`: the configuration does not say (R-REN-3). */
  state: 'met' | 'pending' | 'at-risk' | 'unknown';
  /** The day from which it was so. */
  since: CivilDate;
  shortfalls: Shortfall[];
};

export type Membership = {
  partnerId: string;
  membershipId: string;
  terms: Terms;
  /** How it came to be. */
  origin: Origin;
  /** Of an order that is not paid: the day on which it was created. */
  purchasedOn: CivilDate;
  /** The anniversary that comes next, or that is being renewed: 1 = the first (R-CAL-2). */
  cycle: number;
  status: MembershipStatus;
  override: Override | null;
  lastRenewal: Renewal | null;
  /** The cycle that the last renewal closed, until its own item is written: the renewal is one write, its history the next. */
  closing: ClosedCycle | null;
  /** The gold membership that superseded it, until that has its own item: the upgrade is one write, the new membership the next (R-MEM-5). */
  successor: Membership | null;
  /** How it stood when it was last looked at, in the current cycle; null: it was not yet (R-COMP-5). */
  standing: Standing | null;
  /** The day from which it is to be looked at again; null: as long as nothing changes, never. */
  evaluateOn: CivilDate | null;
  /** The notices of the current cycle and the confirmation of the one before. */
  notices: Ledger;
  loadedOn: CivilDate;
  /** How it stood otherwise than before, unless a notice tells. */
  history: History;
  consolidation: Consolidation | null;
  /** What it is renewed for, too: the terms of memberships that are consolidated into it (R-MRG-2). */
  covers: Terms[];
  movedFrom: MovedFrom | null;
  /** By what it was loaded; null: not known. */
  stamp: Stamp | null;
};

/** A cycle that is over: the membership's history (R-REN-2). */
export type ClosedCycle = {
  partnerId: string;
  membershipId: string;
  cycle: number;
  anniversary: CivilDate;
  terms: Terms;
  expiredOn: CivilDate | null;
  override: Override | null;
  renewal: Renewal;
  notices: Ledger;
};

/** A moved membership is shown where it moved to; what is left of it has no other status. */
export type PublicStatus = 'active' | 'in-window' | 'expired' | 'superseded';

/** The ledger's key of the confirmation of the cycle before. */
export const CONFIRMATION = 'confirmation';

export function anniversary(membership: Pick<Membership, 'purchasedOn' | 'cycle'>): CivilDate {
  return anniversaryOf(membership.purchasedOn, membership.cycle);
}

/** The status that people see on a day: active becomes in-window on AD+1 (R-CAL-3). Null: they see none: an order, or what another partner has now. */
export function statusOn(membership: Membership, asOf: CivilDate): PublicStatus | null {
  switch (membership.status.name) {
    case 'ordered':
    case 'lapsed':
    case 'moved':
      return null;
    case 'active':
      return asOf >= windowOf(anniversary(membership)).opens ? 'in-window' : 'active';
    case 'expired':
    case 'superseded':
      return membership.status.name;
  }
}

/** Whether it was bought and is the partner's: it has anniversaries, and notices about them. */
export function isBought({ status }: Pick<Membership, 'status'>): boolean {
  switch (status.name) {
    case 'ordered':
    case 'lapsed':
    case 'moved':
      return false;
    case 'active':
    case 'expired':
    case 'superseded':
      return true;
  }
}

/** Why there is nothing to renew, whatever the day; null: there is. */
export function notRenewableReason({ status }: Pick<Membership, 'status'>): { rule: string; reason: string } | null {
  switch (status.name) {
    case 'active':
    case 'expired':
      return null;
    case 'superseded':
      return { rule: 'R-MEM-5', reason: `superseded on ${status.on}: there is nothing to renew` };
    case 'moved':
      return { rule: 'R-MRG-1', reason: `moved to ${status.to} on ${status.on}: it is renewed there` };
    case 'ordered':
      return { rule: 'R-MEM-8', reason: `an order of ${status.createdOn} that is not paid: there is nothing to renew` };
    case 'lapsed':
      return { rule: 'R-MEM-8', reason: `an order that lapsed on ${status.on}: there is nothing to renew` };
  }
}

/** Whether benefits, display and directory entry are due on a day: active, the window included (R-REN-5, R-DIR-1, R-LIC-1). */
export function isInForce(membership: Membership, asOf: CivilDate): boolean {
  return membership.status.name === 'active' && asOf <= lastDayInForce(membership);
}

/** Everything that it stands for: its own terms, and those that it covers (R-MRG-2). */
export const allTerms = ({ terms, covers }: Pick<Membership, 'terms' | 'covers'>): Terms[] => [terms, ...covers];

/** The last day on which it is in force, if it is not renewed: that of its window, or the one before another takes its place. */
export function lastDayInForce(membership: Membership): CivilDate {
  const { consolidation } = membership;
  return consolidation === null ? windowOf(anniversary(membership)).closes : addDays(consolidation.on, -1);
}

/** A membership as it is first loaded: expired, without notices, where its window had closed by then (docs/reference.md, import files). */
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
    cycle,
    status: loadedOn >= expiredOn ? { name: 'expired', expiredOn } : { name: 'active' },
    override: null,
    lastRenewal: null,
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
    stamp,
  };
}
