/** `reverse-token`: a step of a benefit that was recorded by mistake is taken back (R-OPS-1). */
import type { Refusal } from '../core/decision.ts';
import {
  type Benefit,
  type BenefitReversal,
  type Benefits,
  currentAssignment,
  findBenefit,
  type MultipleActivationKey,
  type Token,
  type Use,
  type VisualStudio,
} from './benefit.ts';
import type { ReverseToken } from './benefit-commands.ts';
import { type BenefitCall, type BenefitsOutcome, changed, refuse } from './benefits-outcome.ts';
import { benefitName } from './issue-token.ts';

const RULE = 'R-OPS-1';

/** What a step was, and the benefits without it. */
type Reversed = Pick<BenefitReversal, 'what' | 'recordedBy' | 'issued'> & { entries: Benefit[] };

/**
 * The last step of its kind, on which no other rests, in force or ended: what is left of the benefit, and every day
 * that counts from a step, are then as if it had not happened. What rests on it is taken back before.
 */
export function reverseToken(benefits: Benefits, command: ReverseToken, call: BenefitCall): BenefitsOutcome {
  const { tokenId, step, ticket, reason } = command;
  const { reversals = [] } = benefits;
  const inputs = { tokenId, step, ticket, reason };
  const answer = (what: string) => ({ rule: RULE, reason: `${what} is taken back (ticket ${ticket})`, inputs });
  const before = reversals.find(({ commandId }) => commandId === call.commandId);
  if (before !== undefined) return { outcome: 'done', benefits, ...answer(before.what) };
  const benefit = findBenefit(benefits, tokenId);
  if (benefit === null) return refuse(RULE, `${benefits.partnerId} has no ${tokenId}`, inputs);
  const reversed = reverse(benefits, benefit, command);
  if (typeof reversed === 'string') return refuse(RULE, reversed, inputs);
  const { entries, ...taken } = reversed;
  const { membershipId } = benefit;
  const reversal = { tokenId, membershipId, step, on: call.asOf, commandId: call.commandId, ticket, ...taken };
  return changed({ ...benefits, entries, reversals: [...reversals, reversal] }, answer(taken.what));
}

/** Why a command is not done again whose step was taken back since; null: it was not. */
export function takenBackRefusal({ reversals = [] }: Benefits, commandId: string): Refusal | null {
  const reversal = reversals.findLast(({ recordedBy }) => recordedBy === commandId);
  if (reversal === undefined) return null;
  const { tokenId, what, on, ticket } = reversal;
  const reason = `${what} was taken back on ${on} (ticket ${ticket}): to record it anew, give the command a requestId`;
  return { rule: RULE, reason, inputs: { tokenId, takenBackOn: on, ticket } };
}

/** A text: why it cannot be. */
function reverse(benefits: Benefits, benefit: Benefit, command: ReverseToken): Reversed | string {
  const { step, activatedOn, count } = command;
  const isOfKey = benefit.kind === 'mak' && step === 'activation';
  if (!isOfKey && (activatedOn !== undefined || count !== undefined))
    return '"activatedOn" and "count" say which activation of a key';
  switch (step) {
    case 'issue':
      return reverseIssue(benefits, benefit);
    case 'activation':
      return reverseActivation(benefits, benefit, command);
    case 'replacement':
      return reverseReplacement(benefits, benefit);
    case 'assignment':
      return reverseAssignment(benefits, benefit);
  }
}

function reverseIssue({ entries }: Benefits, benefit: Benefit): Reversed | string {
  const { tokenId, membershipId, issuedOn, commandId } = benefit;
  const last = lastStep(benefit);
  if (last !== null) return last;
  const what = `the issue of ${tokenId} on ${issuedOn}, ${benefitName(benefit)} of ${membershipId},`;
  return { what, recordedBy: commandId, issued: benefit, entries: entries.filter((entry) => entry !== benefit) };
}

/** Which step is to be taken back before the issue; null: none. */
function lastStep(benefit: Benefit): string | null {
  const { tokenId } = benefit;
  switch (benefit.kind) {
    case 'token': {
      const { activation, replaces, replacedBy } = benefit;
      if (replacedBy !== null) return `${replacedBy} replaced ${tokenId}: take its replacement back first`;
      if (activation !== null) return `${tokenId} was activated on ${activation.on}: take its activation back first`;
      return replaces === null ? null : `${tokenId} replaces ${replaces}: take the replacement of ${replaces} back`;
    }
    case 'mak':
      return benefit.used.length === 0
        ? null
        : `${tokenId} was used (${usesText(benefit)}): take its activations back first`;
    case 'visual-studio': {
      const current = currentAssignment(benefit);
      return current === null ? null : `${tokenId} is assigned to ${current.to}: take its assignment back first`;
    }
  }
}

function reverseActivation(benefits: Benefits, benefit: Benefit, command: ReverseToken): Reversed | string {
  switch (benefit.kind) {
    case 'token':
      return reverseSeats(benefits, benefit);
    case 'mak':
      return reverseUse(benefits, benefit, command);
    case 'visual-studio':
      return reverseSubscription(benefits, benefit);
  }
}

function reverseSeats(benefits: Benefits, token: Token): Reversed | string {
  const { tokenId, activation, replacedBy } = token;
  if (replacedBy !== null) return `${replacedBy} replaced ${tokenId}: take its replacement back first`;
  if (activation === null) return `${tokenId} is not activated`;
  const { on, tenant, commandId } = activation;
  const what = `the activation of ${tokenId} on ${on} for ${tenant}`;
  return { what, recordedBy: commandId, entries: withEntry(benefits, { ...token, activation: null }) };
}

/** The last activation that is meant. Of early ones only a sum is kept: so many of it as the command says. */
function reverseUse(benefits: Benefits, key: MultipleActivationKey, command: ReverseToken): Reversed | string {
  const { tokenId, used } = key;
  const use = used.findLast((each) => isMeant(each, command)) ?? used.find((each) => isPartOf(each, command));
  if (use === undefined) {
    const { activatedOn, count } = command;
    const asked = [count === undefined ? '' : ` of ${count}`, activatedOn === undefined ? '' : ` on ${activatedOn}`];
    return `${tokenId} has no activation${asked.join('')} to take back; it has ${usesText(key)}`;
  }
  const count = command.count ?? use.count;
  const rest = count === use.count ? [] : [{ ...use, count: use.count - count }];
  const left = used.flatMap((each) => (each === use ? rest : [each]));
  const what = `the activation of ${tokenId} on ${command.activatedOn ?? use.on}, ${count} of ${key.activations},`;
  return { what, recordedBy: use.commandId, entries: withEntry(benefits, { ...key, used: left }) };
}

const isMeant = ({ on, count, commandId }: Use, asked: ReverseToken): boolean =>
  commandId !== null && on === (asked.activatedOn ?? on) && count === (asked.count ?? count);

/** A sum says the day of its first activation. */
const isPartOf = ({ on, count, commandId }: Use, asked: ReverseToken): boolean =>
  commandId === null && asked.count !== undefined && asked.count <= count && on <= (asked.activatedOn ?? on);

function usesText({ used }: MultipleActivationKey): string {
  if (used.length === 0) return 'none';
  return used.map(({ on, count, commandId }) => `${count} ${commandId === null ? 'since' : 'on'} ${on}`).join(', ');
}

function reverseSubscription(benefits: Benefits, subscription: VisualStudio): Reversed | string {
  const { tokenId, assignments } = subscription;
  const current = currentAssignment(subscription);
  if (current === null || current.activation === null) return `${tokenId} is not activated`;
  const { on, commandId } = current.activation;
  const entry = { ...subscription, assignments: assignments.with(-1, { ...current, activation: null }) };
  const what = `the activation of ${tokenId} on ${on} by ${current.to}`;
  return { what, recordedBy: commandId, entries: withEntry(benefits, entry) };
}

/** The token that took its place is gone; it may be replaced again (R-LIC-3). */
function reverseReplacement(benefits: Benefits, token: Benefit): Reversed | string {
  const { tokenId } = token;
  if (token.kind !== 'token' || token.replacedBy === null) return `${tokenId} was not replaced`;
  const next = findBenefit(benefits, token.replacedBy);
  const activation = next?.kind === 'token' ? next.activation : null;
  if (activation !== null)
    return `${token.replacedBy} was activated on ${activation.on}: take its activation back first`;
  const what = `the replacement of ${tokenId} by ${token.replacedBy}`;
  const entries = withEntry(benefits, { ...token, replacedBy: null }).filter((entry) => entry !== next);
  return { what, recordedBy: next?.commandId ?? null, entries };
}

/** It is again that of whoever had it before, since the day that it was (R-LIC-5). */
function reverseAssignment(benefits: Benefits, subscription: Benefit): Reversed | string {
  const { tokenId } = subscription;
  const current = subscription.kind === 'visual-studio' ? currentAssignment(subscription) : null;
  if (subscription.kind !== 'visual-studio' || current === null) return `${tokenId} is assigned to nobody`;
  const { to, on, activation, commandId } = current;
  if (activation !== null) return `${to} activated ${tokenId} on ${activation.on}: take its activation back first`;
  const entry = { ...subscription, assignments: subscription.assignments.slice(0, -1) };
  return {
    what: `the assignment of ${tokenId} to ${to} on ${on}`,
    recordedBy: commandId,
    entries: withEntry(benefits, entry),
  };
}

const withEntry = ({ entries }: Benefits, changedEntry: Benefit): Benefit[] =>
  entries.map((entry) => (entry.tokenId === changedEntry.tokenId ? changedEntry : entry));
