/** `issue-token`: a new benefit of a membership (R-LIC-1, R-LIC-5). */

import { type Benefit, type BenefitKind, type Benefits, type Edition, findBenefit } from './benefit.ts';
import type { IssueToken } from './benefit-commands.ts';
import { type BenefitCall, type BenefitsOutcome, refuse, replaceEntries, timeRefusal } from './benefits-outcome.ts';
import { type Grant, type GrantFields, grantOf } from './grant.ts';

type GrantRecord = Pick<Benefit, 'tokenId' | 'membershipId' | 'issuedOn' | 'recordedOn' | 'commandId'>;

/** @throws RangeError if the command's fields do not fit its kind */
export function issueToken(benefits: Benefits, command: IssueToken, call: BenefitCall): BenefitsOutcome {
  const { membershipId, tokenId } = command;
  const grant = grantOf(fieldsOf(command));
  const issuedOn = command.issuedOn ?? call.asOf;
  const inputs = { tokenId, ...grant, issuedOn };
  const existing = findBenefit(benefits, tokenId);
  if (existing?.commandId === call.commandId)
    return { outcome: 'done', benefits, rule: 'R-LIC-1', reason: `${tokenId} was issued before`, inputs };
  if (existing !== null)
    return refuse(
      'R-LIC-1',
      `there is a ${tokenId} already: ${benefitName(existing)} of ${existing.membershipId}`,
      inputs,
    );
  if (call.membership === null)
    return refuse('R-LIC-1', `${membershipId} is not a membership of ${benefits.partnerId}`, inputs);
  const refusal = timeRefusal('R-LIC-1', issuedOn, null, call);
  if (refusal !== null) return refusal;
  if (isExcluded(grant, call.membership.terms.offer)) return refuse('R-LIC-5', NO_ENTERPRISE, inputs);
  const granted = { tokenId, membershipId, issuedOn, recordedOn: call.asOf, commandId: call.commandId };
  const reason = `issued for ${membershipId}: ${benefitName(grant)}`;
  return replaceEntries(benefits, [newBenefit(grant, granted)], { rule: 'R-LIC-1', reason, inputs });
}

const fieldsOf = ({ kind, product, seats, activations, edition }: IssueToken): GrantFields => ({
  kind,
  product: product ?? null,
  seats: seats ?? null,
  activations: activations ?? null,
  edition: edition ?? null,
});

export const NO_ENTERPRISE = 'the Action Pack includes Visual Studio Professional, not Enterprise';

/** Whether a membership of an offer does not include what is granted (R-LIC-5). */
export function isExcluded(grant: { kind: BenefitKind; edition?: Edition | null }, offer: string | undefined): boolean {
  return grant.kind === 'visual-studio' && grant.edition === 'enterprise' && offer === 'action-pack';
}

/** A new benefit, not used yet. */
export function newBenefit(grant: Grant, granted: GrantRecord): Benefit {
  switch (grant.kind) {
    case 'token':
      return { ...granted, ...grant, activation: null, replaces: null, replacedBy: null };
    case 'mak':
      return { ...granted, ...grant, used: [] };
    case 'visual-studio':
      return { ...granted, ...grant, assignments: [] };
  }
}

/** The benefit in words, for reasons and reports. */
export function benefitName(benefit: Grant | Benefit): string {
  switch (benefit.kind) {
    case 'token':
      return `a token of ${benefit.seats} seats of ${benefit.product}`;
    case 'mak':
      return `a key for ${benefit.activations} activations of ${benefit.product}`;
    case 'visual-studio':
      return `a Visual Studio ${benefit.edition} subscription`;
  }
}

/** The day of issue, before which nothing can happen to a benefit; for `dateRefusal`. */
export const issueBound = ({ issuedOn, tokenId }: Pick<Benefit, 'issuedOn' | 'tokenId'>) => ({
  day: issuedOn,
  what: `${tokenId} was issued`,
});
