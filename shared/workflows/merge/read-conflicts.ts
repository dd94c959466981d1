/** Finds the conflicts that prevent a merge, without writing anything. */

import type { Benefit } from '../../domain/benefits/benefit.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import { isMergeDone } from '../../domain/merge/merge.ts';
import {
  benefitConflicts,
  type Conflict,
  lineConflict,
  membershipConflicts,
  partnerConflicts,
} from '../../domain/merge/merge-conflicts.ts';
import type { Partner } from '../../domain/partners/partner.ts';
import { CorruptItem } from '../../errors.ts';
import { partnerPartition } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { readMemberships } from '../reads/memberships.ts';
import { readEmployees } from '../reads/skills.ts';
import type { StoredPair } from './merge-call.ts';

export type MergeCheck = { conflicts: Conflict[]; into: Membership[]; from: Membership[] };

/** All conflicts, and the memberships of both partners. An item that cannot be read is a conflict: it cannot be moved. */
export async function readConflicts(store: Store, pair: StoredPair): Promise<MergeCheck> {
  const [into, from] = [pair.into.value, pair.from.value];
  const conflictsOfPartners = isMergeDone(into, from) ? [] : partnerConflicts(into, from);
  try {
    await readBelongings(store, [into, from]);
    const memberships = {
      into: await readMemberships(store, into.partnerId),
      from: await readMemberships(store, from.partnerId),
    };
    const conflicts = [
      ...conflictsOfPartners,
      ...membershipConflicts(memberships.into, memberships.from),
      ...(await readLineConflicts(store, into.partnerId, from.partnerId)),
      ...benefitConflicts(...(await readBenefits(store, into.partnerId, from.partnerId))),
    ];
    return { conflicts, ...memberships };
  } catch (error) {
    if (!(error instanceof CorruptItem)) throw error;
    return { conflicts: [...conflictsOfPartners, unreadableConflict(error)], into: [], from: [] };
  }
}

/** Reads the items that have no conflicts of their own: one that cannot be read would stop the merge half way. @throws CorruptItem */
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

/** Lines that are compared at a time: they fit into one batch of reads. */
const BATCH_SIZE = 100;

async function readLineConflicts(store: Store, into: string, from: string): Promise<Conflict[]> {
  const conflicts: Conflict[] = [];
  let lines: Line[] = [];
  for await (const { value } of store.invoiceLines.list(partnerPartition(from), 'INVOICE#')) {
    lines.push(value);
    if (lines.length < BATCH_SIZE) continue;
    conflicts.push(...(await compareLines(store, into, lines)));
    lines = [];
  }
  return [...conflicts, ...(await compareLines(store, into, lines))];
}

type Line = NonNullable<Awaited<ReturnType<Store['invoiceLines']['get']>>>['value'];

async function compareLines(store: Store, into: string, lines: readonly Line[]): Promise<Conflict[]> {
  const others = await store.invoiceLines.getAll(lines.map((line) => ({ ...line, partnerId: into })));
  const lineByName = new Map(others.map(({ value }) => [nameOf(value), value]));
  return lines.flatMap((line) => {
    const other = lineByName.get(nameOf(line));
    const conflict = other && lineConflict(other, line);
    return conflict ? [conflict] : [];
  });
}

const nameOf = ({ invoiceNumber, line }: Line): string => JSON.stringify([invoiceNumber, line]);

const unreadableConflict = (error: CorruptItem): Conflict => ({
  code: 'unreadable',
  rule: 'R-MRG-3',
  reason: `something cannot be read, and so cannot be moved: ${error.message}`,
  inputs: { ...error.ids },
});
