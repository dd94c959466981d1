/** Explains how a membership began: by an import, an order and its payment, or an upgrade (R-MEM). */
import { describeEnrolment } from '../../domain/enrolment/enrolment.ts';
import { describeOrderPayment } from '../../domain/enrolment/order-payment.ts';
import { describeUpgrade } from '../../domain/enrolment/upgrade.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import type { Origin } from '../../domain/memberships/origin.ts';
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
