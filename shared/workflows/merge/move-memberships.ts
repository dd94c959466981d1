/**
 * Moves the memberships of a partner to the one that stays.
 *
 *   closed cycles and successors stored inside it get their own items ─► copy ─► the old item becomes a stub that names
 *   the copy
 *
 * Stopped in between, the copy is made again from what is stored then: until a membership is a stub, mail events find
 * it at its old partner.
 */

import { stampOf } from '../../domain/core/stamp.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import { isBeingSent } from '../../domain/merge/merge.ts';
import { movedMembership, movedStub } from '../../domain/merge/merge-records.ts';
import { movedMembershipIds } from '../../domain/merge/moved-ids.ts';
import type { OngoingMerge } from '../../domain/partners/partner.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import type { DecisionLine } from '../../sweep/report.ts';
import { recordDeliveries } from '../deliveries/record-deliveries.ts';
import { readMemberships } from '../reads/memberships.ts';
import type { MergeCall, MergeDeps, StepResult } from './merge-call.ts';

export async function moveMemberships(
  merging: OngoingMerge,
  call: MergeCall,
  { store }: MergeDeps,
): Promise<StepResult> {
  for (const partnerId of [merging.into, merging.from]) await completeMemberships(partnerId, store);
  const stored = await readMemberships(store, merging.from);
  const ids = movedMembershipIds(await readMemberships(store, merging.into), stored, merging.from);
  const all = stored.filter(({ status }) => status.name !== 'moved');
  const lines: DecisionLine[] = [];
  let mustWait = false;
  for (const [index, membership] of all.entries()) {
    if (call.isLate() && index > 0) return { next: 'memberships', wait: mustWait, ...progressOf(lines) };
    const outcome = await moveMembership(membership, ids, merging, call, store);
    if (outcome === 'waits') mustWait = true;
    if (outcome === 'moved') lines.push(lineOf(membership, ids, merging));
  }
  return { next: mustWait ? 'memberships' : 'invoice-lines', wait: mustWait, ...progressOf(lines) };
}

/**
 * Creates the items of closed cycles and gold memberships that an interrupted command left inside a membership
 * (R-REN-2, R-MEM-5).
 */
async function completeMemberships(partnerId: string, store: Store): Promise<void> {
  const all = await readMemberships(store, partnerId);
  const ids = all.filter(({ closing, successor }) => closing !== null || successor !== null);
  for (const stored of await store.memberships.getAll(ids)) await recordDeliveries(store, stored, []);
}

const progressOf = (lines: DecisionLine[]) => ({ moved: { memberships: lines.length }, lines });

type MovedIds = ReturnType<typeof movedMembershipIds>;

/** `waits`: a notice of the membership may be on its way. */
function moveMembership(
  membership: Membership,
  ids: MovedIds,
  merging: OngoingMerge,
  call: MergeCall,
  store: Store,
): Promise<'moved' | 'waits' | 'gone'> {
  return retryOnConflict(async () => {
    const source = await store.memberships.get(membership);
    if (source === null || source.value.status.name === 'moved') return 'gone';
    const { value } = source;
    if (isBeingSent(value.notices, call.now)) return 'waits';
    const copy = movedMembership(value, ids, merging);
    const target = await store.memberships.get(copy);
    if (target !== null && target.value.movedFrom?.mergeId !== merging.mergeId)
      throw new Error(`${merging.into} has a membership ${copy.membershipId} of its own`);
    await store.memberships.write(target, copy);
    await store.memberships.replace(source, movedStub(value, ids, merging, stampOf(call)));
    return 'moved';
  });
}

function lineOf(
  { membershipId: before, cycle }: Membership,
  ids: MovedIds,
  { into, from, since, mergeId }: OngoingMerge,
): DecisionLine {
  const membershipId = ids.get(before) ?? before;
  const isSame = membershipId === before;
  const about = { what: 'membership-moved', partnerId: into, membershipId, cycle, stage: null };
  return {
    ...about,
    rule: isSame ? 'R-MRG-1' : 'R-MRG-5',
    reason: isSame
      ? `moved from ${from}, as it is`
      : `moved from ${from}, where it was ${before}: ${into} has one of this id`,
    inputs: { from, into, since, mergeId, ...(!isSame && { formerId: before }) },
  };
}
