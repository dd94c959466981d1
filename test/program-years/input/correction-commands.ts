import { anniversaryOf, type Given, type Line, linesOf } from './command-lines.ts';
import { dayAfter } from './dates.ts';
import { oneOf } from './ids.ts';
import type { Plan } from './plan.ts';
import type { PlannedCommand } from './planned-commands.ts';

const PAYMENTS = ['pay', 'pay-late', 'pay-in-window', 'pay-in-window', 'pay-order', 'enrol', 'upgrade'];

/** What takes something back, or puts it right; null: another command. */
export function correctionLines(command: PlannedCommand, plan: Plan, given: Given): Line[] | null {
  switch (command.what) {
    case 'decline':
      return declineLines(command, plan, given);
    case 'reverse':
      return reverseLines(command, plan, given);
    default:
      return null;
  }
}

/** Around an anniversary; half of them are taken back, some days later. */
function declineLines(command: PlannedCommand, plan: Plan, given: Given): Line[] {
  const { pick, delay } = command;
  const on = dayAfter(anniversaryOf(command, plan), (pick % 80) - 45);
  const declined = { ...given, on, command: 'decline-renewal' };
  if (pick % 2 === 0) return [declined];
  const { requestId } = given;
  return [declined, { ...declined, on: dayAfter(on, 1 + delay), requestId: `${requestId}-back`, withdraw: true }];
}

/** A payment of the year is taken back, days after it was recorded; some are recorded again. */
function reverseLines(command: PlannedCommand, plan: Plan, { requestId }: Given): Line[] {
  const { pick, delay } = command;
  const payments = plan.commands.filter(({ what }) => PAYMENTS.includes(what));
  const chosen = payments.length === 0 ? undefined : oneOf(payments, pick);
  const paid = chosen && linesOf(chosen, plan.commands.indexOf(chosen), plan).find((line) => line.reference);
  if (paid === undefined) return [];
  const { partnerId, reference, membershipId, goldMembershipId } = paid;
  const on = dayAfter(String(paid.on), delay + oneOf([0, 1, 5, 12, 31], pick >> 3));
  const cause = oneOf(['error', 'error', 'refund', 'chargeback'], pick >> 5);
  const id = goldMembershipId ?? membershipId;
  const names = { partnerId, membershipId: id, reference, requestId };
  const reversal = { on, command: 'reverse-payment', ...names, cause, ticket: 'T-9' };
  const isAgain = (pick >> 7) % 2 === 0 && paid.command === 'record-payment';
  const again = { ...paid, on: dayAfter(on, pick % 12), requestId: `${requestId}-again` };
  return isAgain ? [reversal, again] : [reversal];
}
