/** `assign-subscription`: to one person, and to another one only much later (R-LIC-5). */

import { addDays, daysBetween } from '../core/calendar.ts';
import { type Benefits, currentAssignment, findBenefit } from './benefit.ts';
import type { AssignSubscription } from './benefit-commands.ts';
import { type BenefitCall, type BenefitsOutcome, refuse, replaceEntries, timeRefusal } from './benefits-outcome.ts';
import { issueBound } from './issue-token.ts';

/** Days after the last assignment (day 0) from which the subscription can be assigned to another person, inclusive. */
export const REASSIGNMENT_DAYS = 90;

const RULE = 'R-LIC-5';

export function assignSubscription(
  benefits: Benefits,
  command: AssignSubscription,
  call: BenefitCall,
): BenefitsOutcome {
  const { tokenId, to } = command;
  const on = command.assignedOn ?? call.asOf;
  const inputs = { tokenId, to, on };
  const benefit = findBenefit(benefits, tokenId);
  if (benefit === null) return refuse(RULE, `${benefits.partnerId} has no ${tokenId}`, inputs);
  if (benefit.kind !== 'visual-studio')
    return refuse(RULE, `${tokenId} is no Visual Studio subscription: only these are assigned`, inputs);
  const answer = { rule: RULE, reason: `${tokenId} assigned to ${to}`, inputs };
  if (benefit.assignments.some(({ commandId }) => commandId === call.commandId))
    return { outcome: 'done', benefits, ...answer };
  const refusal = timeRefusal(RULE, on, issueBound(benefit), call);
  if (refusal !== null) return refusal;
  const current = currentAssignment(benefit);
  if (current !== null && isSamePerson(current.to, to))
    return {
      outcome: 'done',
      benefits,
      ...answer,
      reason: `${tokenId} is assigned to ${current.to} since ${current.on}`,
    };
  if (current !== null && daysBetween(current.on, on) < REASSIGNMENT_DAYS) {
    const from = addDays(current.on, REASSIGNMENT_DAYS);
    const reason = `${tokenId} was assigned to ${current.to} on ${current.on}: to another person from ${from} on`;
    return refuse(RULE, reason, { ...inputs, assigned: current.on, days: daysBetween(current.on, on), from });
  }
  const assignment = { to, on, commandId: call.commandId, activation: null };
  return replaceEntries(benefits, [{ ...benefit, assignments: [...benefit.assignments, assignment] }], answer);
}

/** Compares addresses case-insensitively. */
export const isSamePerson = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
