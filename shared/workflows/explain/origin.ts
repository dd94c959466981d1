/** Explains how a membership began: by an import, an order and its payment, or an upgrade (R-MEM). */
import type { CivilDate } from '../../domain/core/calendar.ts';
import { describeEnrolment } from '../../domain/enrolment/enrolment.ts';
import { describeOrderPayment } from '../../domain/enrolment/order-payment.ts';
import { describeUpgrade } from '../../domain/enrolment/upgrade.ts';
import type { ClosedCycle, Membership } from '../../domain/memberships/membership.ts';
import type { Origin } from '../../domain/memberships/origin.ts';
import type { Terms } from '../../domain/offers/terms.ts';
import { type Entry, RANK, toEntry } from './entry.ts';

/** @param importEntry the entry of an imported membership */
export function explainOrigin(membership: Membership, importEntry: () => Entry): Entry[] {
  const { origin } = membership;
  switch (origin.kind) {
    case 'import':
      return [importEntry()];
    case 'order':
      return explainOrder(membership, origin);
    case 'upgrade':
      return [beginEntry(membership, { what: 'upgraded', ...describeUpgrade(membership) }, origin.commandId)];
  }
}

function explainOrder(membership: Membership, { payment, commandId }: Extract<Origin, { kind: 'order' }>): Entry[] {
  const enrolled = beginEntry(membership, { what: 'enrolled', ...describeEnrolment(membership) }, commandId);
  if (payment === null || payment.commandId === commandId) return [enrolled];
  const paid = { what: 'order-paid', on: payment.recordedOn, ...describeOrderPayment(membership, payment) };
  return [enrolled, { ...beginEntry(membership, paid, payment.commandId), at: null, runId: null, ...payment.stamp }];
}

function beginEntry(
  { partnerId, membershipId, loadedOn, stamp }: Membership,
  fields: Pick<Entry, 'what' | 'rule' | 'reason' | 'inputs'> & Partial<Pick<Entry, 'on'>>,
  commandId: string,
): Entry {
  const entryFields = {
    on: loadedOn,
    ...fields,
    membershipId,
    commandId,
    rank: RANK.status,
    workflow: 'partner-command',
  };
  return toEntry(partnerId, entryFields, stamp);
}

type Begun = Pick<Membership, 'terms' | 'purchasedOn' | 'cycle'>;

/** What `correct-membership` says of a membership before it (R-MEM-9). */
type Before = Terms & { purchasedOn: CivilDate; paidThroughCycle: number };

/**
 * A membership as it was recorded first, whatever has changed it since.
 *
 * @param closed the cycles that are over, the first of them first: a renewal changes the cycle, and perhaps the
 * terms
 */
export function asBegun(membership: Membership, closed: readonly ClosedCycle[]): Membership {
  const correction = firstCorrection(membership);
  const [first] = closed;
  const renewed = first === undefined ? null : { terms: first.terms, cycle: first.cycle };
  if (correction === null) return { ...membership, ...renewed };
  const isRenewedFirst = first !== undefined && first.renewal.recordedOn < correction.on;
  return { ...membership, ...correction.before, ...(isRenewedFirst && renewed) };
}

function firstCorrection({ history }: Membership): { on: CivilDate; before: Begun } | null {
  const change = history.changes.find(({ what }) => what === 'corrected');
  const before = change?.inputs.before as Before | undefined;
  if (change === undefined || before === undefined) return null;
  const { purchasedOn, paidThroughCycle, offer, competency, level, learningOption } = before;
  const terms = { offer, competency, level, learningOption };
  return { on: change.on, before: { terms, purchasedOn, cycle: paidThroughCycle + 1 } };
}
