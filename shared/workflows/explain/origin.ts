/** How a membership began: loaded, enrolled and paid, or by an upgrade (R-MEM). */
import { describeEnrolment } from '../../domain/enrolment/enrolment.ts';
import { describeOrderPayment } from '../../domain/enrolment/order-payment.ts';
import { describeUpgrade } from '../../domain/enrolment/upgrade.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import type { Origin } from '../../domain/memberships/origin.ts';
import { RANK, type Told, told } from './explained.ts';

/** @param loaded what is told of one that was imported */
export function explainOrigin(membership: Membership, loaded: () => Told): Told[] {
  const { origin } = membership;
  switch (origin.kind) {
    case 'import':
      return [loaded()];
    case 'order':
      return ofOrder(membership, origin);
    case 'upgrade':
      return [began(membership, { what: 'upgraded', ...describeUpgrade(membership) }, origin.commandId)];
  }
}

function ofOrder(membership: Membership, { payment, commandId }: Extract<Origin, { kind: 'order' }>): Told[] {
  const enrolled = began(membership, { what: 'enrolled', ...describeEnrolment(membership) }, commandId);
  if (payment === null || payment.commandId === commandId) return [enrolled];
  const paid = { what: 'order-paid', on: payment.recordedOn, ...describeOrderPayment(membership, payment) };
  return [enrolled, { ...began(membership, paid, payment.commandId), at: null, runId: null, ...payment.stamp }];
}

function began(
  { partnerId, membershipId, loadedOn, stamp }: Membership,
  said: Pick<Told, 'what' | 'rule' | 'reason' | 'inputs'> & Partial<Pick<Told, 'on'>>,
  commandId: string,
): Told {
  const fact = { on: loadedOn, ...said, membershipId, commandId, rank: RANK.status, workflow: 'partner-command' };
  return told(partnerId, fact, stamp);
}
