import type { Given, Line } from './command-lines.ts';
import { dayAfter } from './dates.ts';
import { addressOf, employeeId, oneOf } from './ids.ts';
import type { PlannedCommand } from './planned-commands.ts';

/**
 * A contact, the user of a subscription or an employee is erased, now and then once more some days later; null: another
 * command.
 */
export function personLines({ what, pick, delay }: PlannedCommand, common: Omit<Given, 'membershipId'>): Line[] | null {
  if (what !== 'erase') return null;
  const { on, partnerId, requestId } = common;
  const address = addressOf(pick % 4, partnerId);
  const email = pick % 3 === 0 ? address.toUpperCase() : address;
  const who = oneOf<Line>([{ email }, { email }, { employeeId: employeeId(pick % 4) }], pick >> 4);
  const erased = { ...common, command: 'erase-person', ...who, ticket: 'T-6' };
  const again = { ...erased, on: dayAfter(on, 1 + delay), requestId: `${requestId}-again`, ticket: 'T-7' };
  return (pick >> 6) % 3 === 0 ? [erased, again] : [erased];
}
