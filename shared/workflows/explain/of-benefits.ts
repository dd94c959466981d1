/** What `explain` tells of benefits that no command issued, and of the end of all of them. Commands are told by their own items. */

import { endingLicences } from '../../domain/benefits/ending.ts';
import { nameOf } from '../../domain/benefits/issue.ts';
import type { Benefit, Benefits } from '../../domain/benefits.ts';
import type { Membership } from '../../domain/membership.ts';
import { type Fact, RANK, type Told, told } from './explained.ts';
import type { Partition } from './partition.ts';

/** Licences that are named when they end: each is told by itself when it begins. */
const NAMED = 20;

export function ofBenefits({ partnerId, benefits, memberships }: Partition): Told[] {
  return benefits.flatMap((granted) => {
    const imported = granted.entries.filter(({ commandId }) => commandId === null);
    const ended = memberships.flatMap((membership) => ofEnd(granted, membership));
    return [...imported.map(ofImported), ...ended].map((fact) => told(partnerId, fact, null));
  });
}

function ofImported(benefit: Benefit): Fact {
  const { recordedOn, membershipId, tokenId, issuedOn } = benefit;
  const reason = `${tokenId}, ${nameOf(benefit)}, was imported as issued on ${issuedOn}`;
  return {
    on: recordedOn,
    what: 'licence imported',
    membershipId,
    rule: 'R-LIC-1',
    reason,
    inputs: { ...benefit },
    rank: RANK.lines,
  };
}

/** The membership is in force no more, and none of its benefits either (R-LIC-6). */
function ofEnd(benefits: Benefits, { membershipId, status }: Membership): Fact[] {
  const licences = endingLicences(benefits, membershipId);
  const on = status.name === 'expired' ? status.expiredOn : status.name === 'superseded' ? status.on : null;
  if (on === null || licences.length === 0) return [];
  const more = licences.length > NAMED ? ` and ${licences.length - NAMED} more` : '';
  const named = licences.slice(0, NAMED).map(({ tokenId }) => tokenId);
  const reason = `${named.join(', ')}${more} ended with ${membershipId}, which is ${status.name}`;
  const inputs = { licences: licences.length };
  return [{ on, what: 'licences ended', membershipId, rule: 'R-LIC-6', reason, inputs, rank: RANK.laterStep }];
}
