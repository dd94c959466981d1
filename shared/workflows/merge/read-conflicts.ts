/** Finds the conflicts that prevent a merge, without writing anything. */

import type { Benefit } from '../../domain/benefits/benefit.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import { isMergeDone } from '../../domain/merge/merge.ts';
import { benefitConflicts, type Conflict, partnerConflicts } from '../../domain/merge/merge-conflicts.ts';
import type { Partner } from '../../domain/partners/partner.ts';
import { CorruptItem } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import { readMemberships } from '../reads/memberships.ts';
import { readEmployees } from '../reads/skills.ts';
import { type DifferingLine, readDifferingLines } from './differing-lines.ts';
import type { StoredPair } from './merge-call.ts';

/** `differingLines`: of both partners, with other values (R-MRG-5). */
export type MergeCheck = {
  conflicts: Conflict[];
  differingLines: DifferingLine[];
  into: Membership[];
  from: Membership[];
};

/**
 * All conflicts, and the memberships of both partners. An item that cannot be read is a conflict: it cannot be moved.
 */
export async function readConflicts(store: Store, pair: StoredPair): Promise<MergeCheck> {
  const [into, from] = [pair.into.value, pair.from.value];
  const conflictsOfPartners = isMergeDone(into, from) ? [] : partnerConflicts(into, from);
  try {
    await readBelongings(store, [into, from]);
    const memberships = {
      into: await readMemberships(store, into.partnerId),
      from: await readMemberships(store, from.partnerId),
    };
    const differingLines = await readDifferingLines(store, into.partnerId, from.partnerId);
    const conflicts = [
      ...conflictsOfPartners,
      ...benefitConflicts(...(await readBenefits(store, into.partnerId, from.partnerId)), from.partnerId),
    ];
    return { conflicts, differingLines, ...memberships };
  } catch (error) {
    if (!(error instanceof CorruptItem)) throw error;
    return { conflicts: [...conflictsOfPartners, unreadableConflict(error)], differingLines: [], into: [], from: [] };
  }
}

/**
 * Reads the items that have no conflicts of their own: one that cannot be read would stop the merge half way.
 *
 * @throws CorruptItem
 */
async function readBelongings(store: Store, partners: Partner[]): Promise<void> {
  const { kpiLedgers, skills, listings } = store;
  await Promise.all([kpiLedgers, skills, listings].map((collection) => collection.getAll(partners)));
  for (const { partnerId } of partners) await readEmployees(store, partnerId);
}

async function readBenefits({ benefits }: Store, into: string, from: string): Promise<[Benefit[], Benefit[]]> {
  const [intoBenefits, fromBenefits] = await Promise.all([
    benefits.get({ partnerId: into }),
    benefits.get({ partnerId: from }),
  ]);
  return [intoBenefits?.value.entries ?? [], fromBenefits?.value.entries ?? []];
}

const unreadableConflict = (error: CorruptItem): Conflict => ({
  code: 'unreadable',
  rule: 'R-MRG-3',
  reason: `something cannot be read, and so cannot be moved: ${error.message}`,
  inputs: { ...error.ids },
});
