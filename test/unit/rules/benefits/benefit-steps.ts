import { activateToken } from '../../../../shared/domain/benefits/activate-token.ts';
import { type Benefits, emptyBenefits } from '../../../../shared/domain/benefits/benefit.ts';
import type {
  ActivateToken,
  AssignSubscription,
  IssueToken,
  ReplaceToken,
} from '../../../../shared/domain/benefits/benefit-commands.ts';
import type { BenefitsOutcome } from '../../../../shared/domain/benefits/benefits-outcome.ts';
import { issueToken } from '../../../../shared/domain/benefits/issue-token.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { date, LAP, membership } from '../support.ts';

/** AD 2027-09-01: in force through 2027-10-01. */
export const LAP_OF_2020 = membership({ terms: LAP });

export const call = (asOf: string, benefitMembership: Membership | null = LAP_OF_2020, commandId = `C-${asOf}`) => ({
  asOf: date(asOf),
  commandId,
  membership: benefitMembership,
});

const T1 = { tokenId: 'T-1', partnerId: 'P-1' };

export const TOKEN: IssueToken = {
  ...{ command: 'issue-token', ...T1, membershipId: 'M1', kind: 'token', product: 'Microsoft 365 E3', seats: 25 },
};

export const KEY: IssueToken = {
  ...{ command: 'issue-token', partnerId: 'P-1', tokenId: 'K-1', membershipId: 'M1' },
  ...{ kind: 'mak', product: 'Windows Server', activations: 10 },
};

export const SUBSCRIPTION: IssueToken = {
  ...{ command: 'issue-token', partnerId: 'P-1', tokenId: 'S-1', membershipId: 'M1' },
  ...{ kind: 'visual-studio', edition: 'enterprise' },
};

export const activation = (fields: Partial<ActivateToken> = {}): ActivateToken => ({
  ...{ command: 'activate-token', ...T1, tenant: 'contoso.example' },
  ...fields,
});

export const use = (count?: number): ActivateToken => ({
  ...{ command: 'activate-token', partnerId: 'P-1', tokenId: 'K-1' },
  ...(count !== undefined && { count }),
});

export const replacement = (fields: Partial<ReplaceToken> = {}): ReplaceToken => ({
  ...{ command: 'replace-token', ...T1, newTokenId: 'T-2', cause: 'wrong-tenant' },
  ...fields,
});

export const assignment = (to: string, fields: Partial<AssignSubscription> = {}): AssignSubscription => ({
  ...{ command: 'assign-subscription', partnerId: 'P-1', tokenId: 'S-1', to },
  ...fields,
});

/** @throws if it was refused */
export function became(outcome: BenefitsOutcome): Benefits {
  if (outcome.outcome === 'done') return outcome.benefits;
  throw new Error(outcome.refusal.reason);
}

export const said = (outcome: BenefitsOutcome): string =>
  outcome.outcome === 'done' ? `done ${outcome.rule}` : `refused ${outcome.refusal.rule}: ${outcome.refusal.reason}`;

export const issued = (command: IssueToken = TOKEN, day = '2027-01-10'): Benefits =>
  became(issueToken(emptyBenefits('P-1'), command, call(day)));
export const activated = (day = '2027-03-01'): Benefits => became(activateToken(issued(), activation(), call(day)));
