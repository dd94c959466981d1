/** A membership and its life (R-MEM, R-CAL-4): one aggregate, changed in one conditional write. */
import { anniversaryOf, type CivilDate } from '../core/calendar.ts';
import type { History } from '../core/history.ts';
import type { Stamp } from '../core/stamp.ts';
import type { Ledger } from '../notices/notice-state.ts';
import type { Shortfall } from '../offers/shortfall.ts';
import type { Terms } from '../offers/terms.ts';
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
/** The ledger's key of the confirmation of the cycle before. */
export const CONFIRMATION = 'confirmation';

export function anniversary(membership: Pick<Membership, 'purchasedOn' | 'cycle'>): CivilDate {
  return anniversaryOf(membership.purchasedOn, membership.cycle);
}

/** Everything that it stands for: its own terms, and those that it covers (R-MRG-2). */
export const allTerms = ({ terms, covers }: Pick<Membership, 'terms' | 'covers'>): Terms[] => [terms, ...covers];
