/** Payments that were reversed, and come again (R-REN-9). */
import type { Refusal } from '../core/decision.ts';
import type { Membership } from './membership.ts';

/**
 * Why a payment that was reversed cannot be recorded again; null: it can. Money that was given or fetched back is not
 * paid any more; what was recorded by mistake may be recorded as it should have been, by another command.
 */
export function reversedRefusal(
  { reversals }: Pick<Membership, 'reversals'>,
  { reference, commandId }: { reference: string; commandId: string },
): Refusal | null {
  const same = reversals.find(({ payment }) => payment.commandId === commandId);
  const returned = reversals.find(({ cause, payment }) => cause !== 'error' && payment.reference === reference);
  const reversal = same ?? returned;
  if (reversal === undefined) return null;
  const { on, cause, ticket } = reversal;
  const what = `the payment ${reference} was reversed on ${on} (${cause}, ticket ${ticket})`;
  const next =
    same === undefined ? 'another payment has another reference' : 'to record one anew, give the command a requestId';
  return { rule: 'R-REN-9', reason: `${what}: ${next}`, inputs: { reference, reversedOn: on, cause, ticket } };
}
