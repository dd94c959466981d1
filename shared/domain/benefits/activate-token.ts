/**
 * `activate-token`: a token once and whole, a key as often as was granted, a subscription by the person who has it
 * (R-LIC-2, R-LIC-4, R-LIC-5).
 */

import type { CivilDate } from '../core/calendar.ts';
import {
  activationsLeft,
  type Benefits,
  currentAssignment,
  findBenefit,
  type MultipleActivationKey,
  type Token,
  type Use,
  type VisualStudio,
} from './benefit.ts';
import type { ActivateToken } from './benefit-commands.ts';
import {
  type BenefitCall,
  type BenefitsOutcome,
  dateRefusal,
  refuse,
  replaceEntries,
  timeRefusal,
} from './benefits-outcome.ts';
import { issueBound } from './issue-token.ts';

/** `on`: the day of the activation. */
type Activation<Kind> = { benefits: Benefits; benefit: Kind; command: ActivateToken; on: CivilDate; call: BenefitCall };

export function activateToken(benefits: Benefits, command: ActivateToken, call: BenefitCall): BenefitsOutcome {
  const { tokenId } = command;
  const benefit = findBenefit(benefits, tokenId);
  if (benefit === null) return refuse('R-LIC-2', `${benefits.partnerId} has no ${tokenId}`, { tokenId });
  const activation = { benefits, command, on: command.activatedOn ?? call.asOf, call };
  switch (benefit.kind) {
    case 'token':
      return activateSeats({ ...activation, benefit });
    case 'mak':
      return activateKey({ ...activation, benefit });
    case 'visual-studio':
      return activateSubscription({ ...activation, benefit });
  }
}

/** A token is used whole, for one tenant, once (R-LIC-2). */
function activateSeats({ benefits, benefit, command, on, call }: Activation<Token>): BenefitsOutcome {
  const { tokenId, seats, activation, replacedBy } = benefit;
  const { tenant } = command;
  const inputs = { tokenId, tenant, on, seats };
  const answer = { rule: 'R-LIC-2', reason: `all ${seats} seats activated for ${tenant}`, inputs };
  if (activation?.commandId === call.commandId) return { outcome: 'done', benefits, ...answer };
  if (replacedBy !== null) return refuse('R-LIC-3', `${tokenId} has ended: ${replacedBy} replaced it`, inputs);
  if (activation !== null) {
    const reason = `${tokenId} was activated on ${activation.on} for ${activation.tenant}: a token is activated once`;
    return refuse('R-LIC-2', reason, { ...inputs, activated: activation.on });
  }
  if (tenant === undefined) return refuse('R-LIC-2', 'a token is activated for a tenant, and none is given', inputs);
  if (command.count !== undefined) return refuse('R-LIC-2', `a token has seats: "count" is for a key`, inputs);
  if (command.seats !== undefined && command.seats !== seats) {
    const reason = `${tokenId} has ${seats} seats and is used whole: ${command.seats} of them cannot be activated`;
    return refuse('R-LIC-2', reason, { ...inputs, asked: command.seats });
  }
  const refusal = timeRefusal('R-LIC-2', on, issueBound(benefit), call);
  if (refusal !== null) return refusal;
  return replaceEntries(benefits, [{ ...benefit, activation: { on, tenant, commandId: call.commandId } }], answer);
}

/** A key is activated as long as activations are left (R-LIC-4). */
function activateKey({ benefits, benefit, command, on, call }: Activation<MultipleActivationKey>): BenefitsOutcome {
  const { tokenId, activations } = benefit;
  const left = activationsLeft(benefit);
  const count = command.count ?? 1;
  const inputs = { tokenId, on, count, activations, left };
  const isDone = benefit.used.some(({ commandId }) => commandId === call.commandId);
  if (isDone) return { outcome: 'done', benefits, rule: 'R-LIC-4', reason: `${count} activations used before`, inputs };
  const fieldRefusal = misfitRefusal('R-LIC-4', 'a key is activated by "count"', command, inputs);
  if (fieldRefusal !== null) return fieldRefusal;
  if (count > left) {
    const reason = `${left} of ${activations} activations of ${tokenId} are left, not ${count}; no more are granted`;
    return refuse('R-LIC-4', reason, inputs);
  }
  const refusal = timeRefusal('R-LIC-4', on, issueBound(benefit), call);
  if (refusal !== null) return refusal;
  const used = compactUses([...benefit.used, { on, count, commandId: call.commandId }]);
  const reason = `${count} activations used, ${left - count} of ${activations} left`;
  return replaceEntries(benefits, [{ ...benefit, used }], { rule: 'R-LIC-4', reason, inputs });
}

/** Uses kept one by one, so that a repeated command is recognized; earlier uses are kept as one sum. */
const USES_KEPT = 20;

function compactUses(used: readonly Use[]): Use[] {
  if (used.length <= USES_KEPT) return [...used];
  const early = used.slice(0, -USES_KEPT + 1);
  const count = early.reduce((sum, use) => sum + use.count, 0);
  const on = early.map((use) => use.on).toSorted()[0] ?? (used[0] as Use).on;
  return [{ on, count, commandId: null }, ...used.slice(-USES_KEPT + 1)];
}

/** A subscription is activated by the person to whom it is assigned (R-LIC-5). */
function activateSubscription({ benefits, benefit, command, on, call }: Activation<VisualStudio>): BenefitsOutcome {
  const { tokenId, assignments } = benefit;
  const inputs = { tokenId, on };
  const answer = { rule: 'R-LIC-5', reason: `${tokenId} activated`, inputs };
  const isDone = assignments.some(({ activation }) => activation?.commandId === call.commandId);
  if (isDone) return { outcome: 'done', benefits, ...answer };
  const fieldRefusal = misfitRefusal('R-LIC-5', 'a subscription is for one person', command, inputs);
  if (fieldRefusal !== null) return fieldRefusal;
  if (command.count !== undefined) return refuse('R-LIC-5', 'a subscription is for one person: no "count"', inputs);
  const current = currentAssignment(benefit);
  if (current === null) return refuse('R-LIC-5', `${tokenId} is assigned to nobody yet`, inputs);
  if (current.activation !== null) {
    const reason = `${current.to} activated ${tokenId} on ${current.activation.on}: it is never shared`;
    return refuse('R-LIC-5', reason, { ...inputs, to: current.to, activated: current.activation.on });
  }
  const since = { day: current.on, what: `${tokenId} was assigned to ${current.to}` };
  const refusal = dateRefusal('R-LIC-5', on, since, call) ?? timeRefusal('R-LIC-5', on, issueBound(benefit), call);
  if (refusal !== null) return refusal;
  const active = { ...current, activation: { on, commandId: call.commandId } };
  return replaceEntries(benefits, [{ ...benefit, assignments: assignments.with(-1, active) }], answer);
}

/** Refuses the fields that only tokens have. */
function misfitRefusal(
  rule: string,
  because: string,
  { tenant, seats }: ActivateToken,
  inputs: Record<string, unknown>,
): BenefitsOutcome | null {
  if (tenant === undefined && seats === undefined) return null;
  return refuse(rule, `${because}: "tenant" and "seats" are for tokens`, { ...inputs, tenant, seats });
}
