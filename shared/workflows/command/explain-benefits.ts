/** What `explain` tells of benefits that no command issued, and of the end of all of them. Commands are told by their own items. */

import { endingLicences } from '../../domain/benefits/ending.ts';
import { nameOf } from '../../domain/benefits/issue.ts';
import type { Benefit, Benefits } from '../../domain/benefits.ts';
import type { CivilDate } from '../../domain/calendar.ts';
import type { Membership } from '../../domain/membership.ts';

export type BenefitFact = {
  on: CivilDate;
  what: string;
  membershipId: string;
  rule: string;
  reason: string;
  inputs: Record<string, unknown>;
};

/** Licences that are named when they end: each is told by itself when it begins. */
const NAMED = 20;

/** `memberships`: all of the partner's that can be read. */
export function ofBenefits(benefits: Benefits, memberships: readonly Membership[]): BenefitFact[] {
  const imported = benefits.entries.filter(({ commandId }) => commandId === null).map(ofImported);
  return [...imported, ...memberships.flatMap((membership) => ofEnd(benefits, membership))];
}

function ofImported(benefit: Benefit): BenefitFact {
  const { recordedOn, membershipId, tokenId, issuedOn } = benefit;
  const reason = `${tokenId}, ${nameOf(benefit)}, was imported as issued on ${issuedOn}`;
  return { on: recordedOn, what: 'licence imported', membershipId, rule: 'R-LIC-1', reason, inputs: { ...benefit } };
}

/** The membership is in force no more, and none of its benefits either (R-LIC-6). */
function ofEnd(benefits: Benefits, { membershipId, status }: Membership): BenefitFact[] {
  const licences = endingLicences(benefits, membershipId);
  const on = status.name === 'expired' ? status.expiredOn : status.name === 'superseded' ? status.on : null;
  if (on === null || licences.length === 0) return [];
  const more = licences.length > NAMED ? ` and ${licences.length - NAMED} more` : '';
  const named = licences.slice(0, NAMED).map(({ tokenId }) => tokenId);
  const reason = `${named.join(', ')}${more} ended with ${membershipId}, which is ${status.name}`;
  return [{ on, what: 'licences ended', membershipId, rule: 'R-LIC-6', reason, inputs: { licences: licences.length } }];
}
