/**
 * People who are erased (R-OPS-4): what is known of them stays, under a pseudonym; nothing is sent to them any more.
 */
import { isSamePerson } from '../licences.ts';
import { rootOf } from '../merges.ts';
import type { Json, Partner, Program } from '../program.ts';

/** An address, at the partner and at all that are one with it. @returns whether it is done; otherwise it is refused */
export function erasePerson(program: Program, partner: Partner, { email, employeeId }: Json): boolean {
  const whole = rootOf(partner);
  // An employee is known by the id, and that stays.
  if (employeeId !== undefined)
    return program.employees.get(employeeId)?.associations.some((each) => each.partner === whole) ?? false;
  const isOf = (other: Partner): boolean => rootOf(other) === whole;
  for (const contact of [...program.partners.values()].filter(isOf).flatMap(({ contacts }) => contacts))
    if (isSamePerson(contact.email, email)) Object.assign(contact, { name: '', isErased: true });
  for (const mail of program.emails) {
    const sender = program.partners.get(mail.partnerId);
    if (sender !== undefined && isOf(sender) && isSamePerson(mail.to, email)) mail.isErased = true;
  }
  for (const { commitment, partner: holder } of program.memberships)
    if (commitment !== null && isOf(holder) && isSamePerson(commitment.by, email)) commitment.by = erasedName(email);
  for (const { assignments, partner: holder } of program.tokens)
    for (const assignment of assignments)
      if (isOf(holder) && isSamePerson(assignment.to, email)) assignment.to = erasedName(email);
  return true;
}

/** What stands for an address here. */
export const erasedName = (email: string): string => `erased ${email.toLowerCase()}`;
