/** A membership (R-MEM, R-CAL-4): one item, changed in one conditional write. */
import { anniversaryOf, type CivilDate } from '../core/calendar.ts';
import type { History } from '../core/history.ts';
import type { Stamp } from '../core/stamp.ts';
import type { Ledger } from '../notices/notice-state.ts';
import type { Shortfall } from '../offers/shortfall.ts';
import { isSameButHigher, type Terms } from '../offers/terms.ts';
import type { OrderPayment, Origin } from './origin.ts';

export type MembershipStatus =
  /** Enrolled and not paid yet: an order (R-MEM-8). */
  | { name: 'ordered'; createdOn: CivilDate }
  /** An order that was not paid in time; `on`: the first day on which it could not be paid (R-MEM-8). */
  | { name: 'lapsed'; createdOn: CivilDate; on: CivilDate }
  /** Active, its renewal window included: which of the two depends on the day (`statusOn`). */
  | { name: 'active' }
  | { name: 'expired'; expiredOn: CivilDate }
  /**
   * Another one takes its place: after an upgrade (R-MEM-5), a consolidation (R-MRG-2) or a late payment (R-MEM-6).
   * `stamp`: what ended it.
   */
  | { name: 'superseded'; on: CivilDate; by: string; stamp: Stamp | null }
  /**
   * What is left under an id that it does not have any more: a merge moved it to another partner (R-MRG-1), or it was
   * renamed (R-MEM-9). It is now the membership `as` of the partner `to`.
   */
  | { name: 'moved'; to: string; as: string; on: CivilDate; stamp: Stamp | null };

/**
 * After a merge, a membership is renewed together with the membership `into`, at `anniversary`; `into` takes its place
 * on the day `on` (R-MRG-2).
 */
export type Consolidation = { into: string; on: CivilDate; anniversary: CivilDate };

/** What names a membership. */
export type MembershipName = { partnerId: string; membershipId: string };

/** The partner from which a merge moved the membership (R-MRG-1). */
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

/** The partner's declaration that it will not renew the current cycle (R-REN-8). */
export type Decline = { on: CivilDate; ticket: string | null; stamp: Stamp | null };

/** How the cycle before the current one was renewed. */
export type Renewal = {
  /** The cycle that was paid. */
  cycle: number;
  kind: 'renewed' | 'reinstated';
  paidOn: CivilDate;
  recordedOn: CivilDate;
  reference: string;
  /** The command that recorded it: by it a repeated command is recognized. */
  commandId: string;
  /**
   * The terms before it that it does not renew, because they were not met (R-REN-4, R-MRG-4); empty without a fallback.
   */
  ended: Terms[];
  stamp: Stamp | null;
};

export const REVERSAL_CAUSES = ['error', 'refund', 'chargeback'] as const;
/** Why a payment is reversed: it was recorded by mistake, given back, or fetched back by the bank. */
export type ReversalCause = (typeof REVERSAL_CAUSES)[number];

/**
 * A payment that was reversed (R-REN-9). `commandId`: the command that reversed it, by which a repeated command is
 * recognized.
 */
export type Reversal = {
  cause: ReversalCause;
  ticket: string;
  on: CivilDate;
  commandId: string;
  stamp: Stamp | null;
} & ({ paid: 'renewal'; payment: Renewal } | { paid: 'order'; payment: OrderPayment });

/** What is told of a payment that was reversed. */
export type ReversedPayment = { paidOn: CivilDate; cause: ReversalCause; reversedOn: CivilDate };

/** How a membership stood when it was last evaluated (R-COMP-5). */
export type Standing = {
  /**
   * `pending`: nothing is missing but the KPI of the anniversary's year. `unknown`: the configuration does not say
   * (R-REN-3).
   */
  state: 'met' | 'pending' | 'at-risk' | 'unknown';
  /** The day from which it has stood so. */
  since: CivilDate;
  shortfalls: Shortfall[];
  /** Whether the KPI of the anniversary's year are not published yet (R-KPI-8), whatever else is missing. */
  awaitsKpi: boolean;
};

export type Membership = {
  partnerId: string;
  membershipId: string;
  terms: Terms;
  /** How it was created. */
  origin: Origin;
  /** For an order: the day on which it was created. */
  purchasedOn: CivilDate;
  /** As it was recorded first, if that was corrected since (R-MEM-9); null: it never was. */
  firstPurchasedOn: CivilDate | null;
  /** The anniversary that comes next, or that is being renewed: 1 = the first (R-CAL-2). */
  cycle: number;
  status: MembershipStatus;
  override: Override | null;
  declined: Decline | null;
  lastRenewal: Renewal | null;
  /** The payments that were reversed, the earliest first. */
  reversals: Reversal[];
  /** The cycle that the last renewal closed, until it is written as an item of its own in a second write. */
  closing: ClosedCycle | null;
  /**
   * The gold membership that superseded it (R-MEM-5), or of a stub the renamed one (R-MEM-9), until that is written as
   * an item of its own in a second write.
   */
  successor: Membership | null;
  /** Null: not evaluated in the current cycle yet (R-COMP-5). */
  standing: Standing | null;
  /** The day on which its standing is to be evaluated again; null: not before something changes. */
  evaluateOn: CivilDate | null;
  /**
   * The day on which the partner's last trainer went, of which its admins are still to be told (R-MEM-10): on one
   * membership of the partner. None: there is nothing to tell.
   */
  untoldDeliveryLoss?: CivilDate | undefined;
  /** The notices of the current cycle and the confirmation of the one before. */
  notices: Ledger;
  loadedOn: CivilDate;
  /** Changes of its standing for which no notice was sent. */
  history: History;
  consolidation: Consolidation | null;
  /** The terms of memberships that are renewed together with it (R-MRG-2). */
  covers: Terms[];
  movedFrom: MovedFrom | null;
  /** Its names before merges and renamings, the earliest first: its closed cycles of that time lie under them. */
  formerIds: MembershipName[];
  /** The execution that created it; null: not known. */
  stamp: Stamp | null;
};

/** A cycle that is over: the membership's history (R-REN-2). */
export type ClosedCycle = {
  partnerId: string;
  membershipId: string;
  cycle: number;
  anniversary: CivilDate;
  terms: Terms;
  /** What was renewed together with it (R-MRG-4). */
  covers: Terms[];
  expiredOn: CivilDate | null;
  override: Override | null;
  /** The renewal with which the cycle began; null: the purchase, or what was imported. */
  openedBy: Renewal | null;
  /** How often the cycle had been closed before, by payments that were reversed (R-REN-9). */
  reopened: number;
  renewal: Renewal;
  notices: Ledger;
};
/** The ledger's key of the confirmation of the cycle before. */
export const CONFIRMATION = 'confirmation';
/** The ledger's key of the mail about the upgrade by which the membership came (R-MEM-5). */
export const UPGRADED = 'upgraded';

/**
 * Prefix of the ledger's keys of the mails that a membership has ended, and not by expiry (R-LIC-6); the day of its end
 * follows.
 */
const ENDED = 'ended-';

export const endedKey = (on: CivilDate): string => `${ENDED}${on}`;

export const isEndedKey = (key: string): boolean => key.startsWith(ENDED);

/** The key of the mail that says how it has ended; null: it has not, or by expiry. */
export const currentEndedKey = ({ status }: Pick<Membership, 'status'>): string | null =>
  status.name === 'superseded' ? endedKey(status.on) : null;

/** How often a payment of the cycle was reversed. */
export const timesReopened = ({ reversals }: Pick<Membership, 'reversals'>, cycle: number): number =>
  reversals.filter((reversal) => reversal.paid === 'renewal' && reversal.payment.cycle === cycle).length;

/** The latest payment of the present cycle that was reversed; null: none was (R-REN-9). */
export function reversedPayment({ reversals, cycle }: Pick<Membership, 'reversals' | 'cycle'>): ReversedPayment | null {
  const last = reversals.findLast((reversal) => reversal.paid === 'renewal' && reversal.payment.cycle === cycle);
  return last === undefined ? null : { paidOn: last.payment.paidOn, cause: last.cause, reversedOn: last.on };
}

export function anniversary(membership: Pick<Membership, 'purchasedOn' | 'cycle'>): CivilDate {
  return anniversaryOf(membership.purchasedOn, membership.cycle);
}

/** Its own terms and those that it covers (R-MRG-2). */
export const allTerms = ({ terms, covers }: Pick<Membership, 'terms' | 'covers'>): Terms[] => [terms, ...covers];

/** The terms of a joint renewal; none if it renews one alone (R-MRG-4). */
export function togetherOf(membership: Pick<Membership, 'terms' | 'covers'>): Terms[] {
  const terms = renewedTerms(membership);
  return terms.length > 1 ? terms : [];
}

/** The terms that are renewed together, its own first: of silver and gold of one competency only gold (R-MRG-4). */
export function renewedTerms(membership: Pick<Membership, 'terms' | 'covers'>): Terms[] {
  const all = allTerms(membership);
  return all.filter((terms) => !all.some((other) => isSameButHigher(other, terms)));
}
