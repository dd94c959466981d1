import type { CivilDate } from '../civil-date.ts';
import type { Benefit, Grant } from '../model.ts';
import { giveCommand, type PartnerDraft } from './draft.ts';
import type { Holding } from './memberships.ts';

/** Issued with the membership, before the first day. @returns the id */
export function importBenefit(
  partner: PartnerDraft,
  { membership }: Holding,
  grant: Grant,
  given: Partial<Benefit> = {},
): string {
  const id = `T-${partner.id.slice(2)}-${partner.benefits.length + 1}`;
  partner.benefits.push({ id, membershipId: membership.id, grant, issuedOn: membership.purchasedOn, ...given });
  return given.id ?? id;
}

export function issueToken(
  partner: PartnerDraft,
  { membership }: Holding,
  on: CivilDate,
  tokenId: string,
  grant: Grant,
): void {
  giveCommand(partner, on, { command: 'issue-token', tokenId, membershipId: membership.id, ...grant });
}

/** @param seats those to be activated; all of them unless given */
export function activateToken(partner: PartnerDraft, on: CivilDate, tokenId: string, seats?: number): void {
  const part = seats === undefined ? {} : { seats };
  giveCommand(partner, on, { command: 'activate-token', tokenId, tenant: partner.domain, ...part });
}

export function activateKey(partner: PartnerDraft, on: CivilDate, tokenId: string, count: number): void {
  giveCommand(partner, on, { command: 'activate-token', tokenId, count });
}

export function replaceToken(partner: PartnerDraft, on: CivilDate, tokenId: string, newTokenId: string): void {
  giveCommand(partner, on, { command: 'replace-token', tokenId, newTokenId, cause: 'wrong-tenant' });
}

export function assignSubscription(partner: PartnerDraft, on: CivilDate, tokenId: string, mailbox: string): void {
  giveCommand(partner, on, { command: 'assign-subscription', tokenId, to: `${mailbox}@${partner.domain}` });
}
