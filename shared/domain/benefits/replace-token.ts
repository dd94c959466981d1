/** `replace-token`: once per token, ever, soon after its activation (R-LIC-3). */

import { addDays, type CivilDate, daysBetween } from '../core/calendar.ts';
import { type Benefits, findBenefit, type Token } from './benefit.ts';
import type { ReplaceToken } from './benefit-commands.ts';
import { type BenefitCall, type BenefitsOutcome, refuse, replaceEntries, timeRefusal } from './benefits-outcome.ts';
import { newBenefit } from './issue-token.ts';

/** Days after the activation (day 0) within which a replacement can be requested, inclusive. */
export const REPLACEMENT_DAYS = 30;

const RULE = 'R-LIC-3';

export function replaceToken(benefits: Benefits, command: ReplaceToken, call: BenefitCall): BenefitsOutcome {
  const { tokenId, newTokenId, cause } = command;
  const on = command.requestedOn ?? call.asOf;
  const inputs = { tokenId, newTokenId, cause, on };
  const token = findBenefit(benefits, tokenId);
  if (token === null) return refuse(RULE, `${benefits.partnerId} has no ${tokenId}`, inputs);
  if (token.kind !== 'token') return refuse(RULE, `${tokenId} is no token: only tokens are replaced`, inputs);
  const answer = { rule: RULE, reason: `${newTokenId} replaces ${tokenId} (${cause}): ${tokenId} has ended`, inputs };
  const existing = findBenefit(benefits, newTokenId);
  if (token.replacedBy === newTokenId && existing?.commandId === call.commandId)
    return { outcome: 'done', benefits, ...answer };
  const refusal = replacementRefusal(token, on, inputs);
  if (refusal !== null) return refusal;
  if (existing !== null) return refuse(RULE, `there is a ${newTokenId} already: the replacement is a new one`, inputs);
  const dayRefusal = timeRefusal(RULE, on, null, call);
  if (dayRefusal !== null) return dayRefusal;
  return replaceEntries(
    benefits,
    [{ ...token, replacedBy: newTokenId }, replacementOf(token, newTokenId, on, call)],
    answer,
  );
}

/** Why a token cannot be replaced on a day; null: it can. */
function replacementRefusal(
  { tokenId, activation, replaces, replacedBy }: Token,
  on: CivilDate,
  inputs: Record<string, unknown>,
): BenefitsOutcome | null {
  if (replacedBy !== null)
    return refuse(RULE, `${replacedBy} replaced ${tokenId} already: one replacement, ever`, inputs);
  if (replaces !== null)
    return refuse(RULE, `${tokenId} replaces ${replaces} itself: one replacement, ever`, { ...inputs, replaces });
  if (activation === null)
    return refuse(RULE, `${tokenId} is not activated: there is nothing to put right with another one`, inputs);
  const days = daysBetween(activation.on, on);
  const until = addDays(activation.on, REPLACEMENT_DAYS);
  if (days >= 0 && days <= REPLACEMENT_DAYS) return null;
  const when = days < 0 ? `before ${activation.on}, the day of its activation` : `after ${until}`;
  const reason = `${on} lies ${when}: replaced within ${REPLACEMENT_DAYS} days after activation only`;
  return refuse(RULE, reason, { ...inputs, activated: activation.on, days, until });
}

/** The same product and seats, not activated yet. */
function replacementOf(token: Token, tokenId: string, issuedOn: CivilDate, { asOf, commandId }: BenefitCall): Token {
  const { kind, product, seats, membershipId } = token;
  const granted = { tokenId, membershipId, issuedOn, recordedOn: asOf, commandId };
  return { ...(newBenefit({ kind, product, seats }, granted) as Token), replaces: token.tokenId };
}
