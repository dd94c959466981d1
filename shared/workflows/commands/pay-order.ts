/** `record-payment` of an order (R-MEM-8). */
import type { RecordPayment } from '../../domain/commands/command.ts';
import { decideOrderPayment, describeOrderPayment } from '../../domain/enrolment/order-payment.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import type { OrderPayment } from '../../domain/memberships/origin.ts';
import type { Stored } from '../../store/collection.ts';
import { makeMonthlyWorkDue } from '../due/make-monthly-work-due.ts';
import { writeAndMakeDue } from '../due/write-and-make-due.ts';
import { readMemberships } from '../reads/memberships.ts';
import { type CommandCall, type CommandDeps, type CommandResult, done, refused } from './command-call.ts';

const paymentOf = ({ origin }: Membership): OrderPayment | null => (origin.kind === 'order' ? origin.payment : null);

const isOrder = ({ status }: Membership): boolean => status.name === 'ordered' || status.name === 'lapsed';

/** Whether the payment is that of an order: one to be paid, or one that an earlier attempt of this command paid. */
export function isOrderPayment(membership: Membership, { commandId }: CommandCall): boolean {
  return isOrder(membership) || paymentOf(membership)?.commandId === commandId;
}

/**
 * Pays in one conditional write.
 *
 * @throws WriteConflict if a run marked the order as lapsed meanwhile: it is to be decided again
 */
export async function payOrder(
  { partnerId, membershipId, paidOn, reference }: RecordPayment,
  stored: Stored<Membership>,
  call: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  const { commandId, asOf } = call;
  const makeDue = () => makeMonthlyWorkDue(store, partnerId, stored.value.terms, asOf);
  if (!isOrder(stored.value)) {
    await makeDue();
    return paymentResult(stored.value);
  }
  const others = (await readMemberships(store, partnerId)).filter((other) => other.membershipId !== membershipId);
  const outcome = decideOrderPayment(stored.value, others, { paidOn, reference, commandId }, call);
  if (outcome.outcome === 'refused') return refused(outcome.refusal, membershipId);
  const { value } = await writeAndMakeDue(makeDue, () => store.memberships.replace(stored, outcome.membership));
  return paymentResult(value);
}

function paymentResult(membership: Membership): CommandResult {
  const payment = paymentOf(membership);
  if (payment === null) throw new Error(`${membership.membershipId} was not paid as an order`);
  const { rule, reason, inputs } = describeOrderPayment(membership, payment);
  return done(rule, reason, { membershipId: membership.membershipId, inputs });
}
