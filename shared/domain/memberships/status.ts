/** How a membership stands on a day (R-CAL-3, R-CAL-4). */
import { addDays, type CivilDate, windowOf } from '../core/calendar.ts';
import { anniversary, type Membership } from './membership.ts';

/** The status that reports show. A moved membership is shown at the partner it moved to. */
export type PublicStatus = 'active' | 'in-window' | 'expired' | 'superseded';

/** The status to show on a day: active becomes in-window on AD+1 (R-CAL-3). Null for orders and moved memberships. */
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

/** Whether it was bought and still belongs to the partner: only then are there notices about its anniversaries. */
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

/** Why a membership cannot be renewed on any day; null: it can. */
export function notRenewableReason({ status }: Pick<Membership, 'status'>): { rule: string; reason: string } | null {
  switch (status.name) {
    case 'active':
    case 'expired':
      return null;
    case 'superseded':
      return { rule: 'R-MEM-5', reason: `superseded on ${status.on}: there is nothing to renew` };
    case 'moved':
      return { rule: 'R-MRG-1', reason: `moved to ${status.as} of ${status.to} on ${status.on}: it is renewed there` };
    case 'ordered':
      return { rule: 'R-MEM-8', reason: `an order of ${status.createdOn} that is not paid: there is nothing to renew` };
    case 'lapsed':
      return { rule: 'R-MEM-8', reason: `an order that lapsed on ${status.on}: there is nothing to renew` };
  }
}

/**
 * Whether a membership gives benefits, display and listing on a day: it is active, the window included (R-REN-5,
 * R-DIR-1, R-LIC-1).
 */
export function isInForce(membership: Membership, asOf: CivilDate): boolean {
  return membership.status.name === 'active' && asOf <= lastDayInForce(membership);
}

/**
 * The last day in force without a renewal: that of its window, or the day before another membership takes its place.
 */
export function lastDayInForce(membership: Membership): CivilDate {
  const { consolidation } = membership;
  return consolidation === null ? windowOf(anniversary(membership)).closes : addDays(consolidation.on, -1);
}
