/**
 * `issue-token`, `activate-token`, `replace-token`, `assign-subscription` (R-LIC), and `reverse-token`, which takes
 * them back (R-OPS-1).
 */

import { activateToken } from '../../domain/benefits/activate-token.ts';
import { assignSubscription } from '../../domain/benefits/assign-subscription.ts';
import { type Benefits, emptyBenefits, findBenefit } from '../../domain/benefits/benefit.ts';
import type {
  ActivateToken,
  AssignSubscription,
  IssueToken,
  ReplaceToken,
  ReverseToken,
} from '../../domain/benefits/benefit-commands.ts';
import type { BenefitCall, BenefitsOutcome } from '../../domain/benefits/benefits-outcome.ts';
import { issueToken } from '../../domain/benefits/issue-token.ts';
import { replaceToken } from '../../domain/benefits/replace-token.ts';
import { reverseToken, takenBackRefusal } from '../../domain/benefits/reverse-token.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { type CommandCall, type CommandDeps, type CommandResult, done, refused } from './command-call.ts';

type BenefitCommand = IssueToken | ActivateToken | ReplaceToken | AssignSubscription | ReverseToken;

/**
 * One conditional write of the partner's benefits, which records the command's id: a command sent again is recognized.
 * If the membership expires at the same time, its benefits have ended with it, whatever is written here (R-LIC-6).
 */
export async function changeBenefits(
  command: BenefitCommand,
  { asOf, commandId }: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  const { partnerId } = command;
  return retryOnConflict(async () => {
    const stored = await store.benefits.get({ partnerId });
    const benefits = stored?.value ?? emptyBenefits(partnerId);
    const membershipId = membershipIdOf(command, benefits);
    const membership = membershipId === null ? null : await store.memberships.get({ partnerId, membershipId });
    const call = { asOf, commandId, membership: membership?.value ?? null };
    const outcome = decide(benefits, command, call);
    const cycle = call.membership?.cycle ?? null;
    if (outcome.outcome === 'refused') return refused(outcome.refusal, membershipId, cycle);
    if (outcome.benefits !== benefits) await store.benefits.write(stored, outcome.benefits);
    const { rule, reason, inputs } = outcome;
    return done(rule, reason, { membershipId, cycle, inputs });
  });
}

/** Null: the benefit does not exist, and did not. */
function membershipIdOf(command: BenefitCommand, { reversals = [], ...benefits }: Benefits): string | null {
  if (command.command === 'issue-token') return command.membershipId;
  const { tokenId } = command;
  const named = findBenefit(benefits, tokenId) ?? reversals.findLast((reversal) => reversal.tokenId === tokenId);
  return named?.membershipId ?? null;
}

function decide(benefits: Benefits, command: BenefitCommand, call: BenefitCall): BenefitsOutcome {
  const refusal = takenBackRefusal(benefits, call.commandId);
  if (refusal !== null) return { outcome: 'refused', refusal };
  switch (command.command) {
    case 'issue-token':
      return issueToken(benefits, command, call);
    case 'activate-token':
      return activateToken(benefits, command, call);
    case 'replace-token':
      return replaceToken(benefits, command, call);
    case 'assign-subscription':
      return assignSubscription(benefits, command, call);
    case 'reverse-token':
      return reverseToken(benefits, command, call);
  }
}
