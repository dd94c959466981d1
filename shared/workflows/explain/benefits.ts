/** Explains imported benefits, and the end of all benefits. Those issued by a command are explained by its record. */

import type { Benefit, Benefits } from '../../domain/benefits/benefit.ts';
import { endingLicences } from '../../domain/benefits/ending-licences.ts';
import { benefitName } from '../../domain/benefits/issue-token.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import { type Entry, type KnownRun, RANK, toEntry } from './entry.ts';
import { expiryRecord } from './memberships.ts';
import type { Partition } from './partition.ts';

export function explainBenefits({ partnerId, benefits, memberships }: Partition): Entry[] {
  return benefits.flatMap((all) => [
    ...[...all.entries, ...takenBack(all)]
      .filter(({ commandId }) => commandId === null)
      .map((benefit) => explainImport(partnerId, benefit)),
    ...memberships.flatMap((membership) => explainEnd(all, membership)),
  ]);
}

/** Whose issue was taken back, by a command with a record of its own (R-OPS-1). */
const takenBack = ({ reversals = [] }: Benefits): Benefit[] =>
  reversals.flatMap(({ issued }) => (issued === undefined ? [] : [issued]));

function explainImport(partnerId: string, benefit: Benefit): Entry {
  const { recordedOn: on, membershipId, tokenId, issuedOn, stamp = null, ...inputs } = benefit;
  const reason = `${tokenId}, ${benefitName(benefit)}, was imported as issued on ${issuedOn}`;
  const fields = { on, what: 'licence imported', membershipId, rule: 'R-LIC-1', reason, workflow: 'import' };
  return toEntry(partnerId, { ...fields, inputs: { tokenId, issuedOn, ...inputs }, rank: RANK.lines }, stamp);
}

/** Benefits that are named when they end. */
const MAX_NAMED = 20;

/** The benefits end with their membership (R-LIC-6), by the run that ended it. */
function explainEnd(benefits: Benefits, membership: Membership): Entry[] {
  const { partnerId, membershipId, cycle, status } = membership;
  const licences = endingLicences(benefits, membershipId, { activatedProducts: [] });
  const on = status.name === 'expired' ? status.expiredOn : status.name === 'superseded' ? status.on : null;
  if (on === null || licences.length === 0) return [];
  const more = licences.length > MAX_NAMED ? ` and ${licences.length - MAX_NAMED} more` : '';
  const named = licences.slice(0, MAX_NAMED).map(({ tokenId }) => tokenId);
  const reason = `${named.join(', ')}${more} ended with ${membershipId}, which is ${status.name}`;
  const inputs = { licences: licences.length };
  const fields = { on, what: 'licences ended', membershipId, cycle, rule: 'R-LIC-6', reason, inputs };
  return [
    toEntry(partnerId, { ...fields, rank: RANK.end + 0.5, usualWorkflow: 'grace-expiry' }, endingRun(membership)),
  ];
}

/** One that had expired before it was imported was ended by the import. */
function endingRun({ status, notices, stamp }: Membership): KnownRun | null {
  if (status.name === 'superseded') return status.stamp;
  return expiryRecord(notices) ?? stamp;
}
