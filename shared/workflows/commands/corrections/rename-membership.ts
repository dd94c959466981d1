/**
 * `rename-membership` (R-MEM-9).
 *
 *   the new id is kept free by a stub that leads to the old one ─► stub of the old id, with the membership inside ─►
 *   own item
 *
 * Stopped anywhere, the membership has one of the two ids, and both lead to it; the next command, event or daily run
 * does the rest.
 */
import type { RenameMembership } from '../../../domain/commands/command.ts';
import type { Refusal } from '../../../domain/core/decision.ts';
import { stampOf } from '../../../domain/core/stamp.ts';
import type { Membership } from '../../../domain/memberships/membership.ts';
import { stubOf } from '../../../domain/memberships/names.ts';
import { renamed } from '../../../domain/memberships/rename.ts';
import { WriteConflict } from '../../../errors.ts';
import type { Stored } from '../../../store/collection.ts';
import { keys } from '../../../store/keys.ts';
import type { Store } from '../../../store/store.ts';
import { retryOnConflict } from '../../../store/write-conflicts.ts';
import { recordDeliveries } from '../../deliveries/record-deliveries.ts';
import { readLineage } from '../../reads/merged/lineage.ts';
import { readPresentName } from '../../reads/merged/present-name.ts';
import {
  type CommandCall,
  type CommandDeps,
  type CommandResult,
  done,
  refused,
  unknownMembership,
} from '../command-call.ts';

export async function renameMembership(
  command: RenameMembership,
  call: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  const { to, ticket } = command;
  return retryOnConflict(async () => {
    await completeRenamings(store, command);
    const { partnerId, membershipId } = await readPresentName(store, command);
    const stored = await store.memberships.get({ partnerId, membershipId });
    if (stored === null)
      return refused({ ...unknownMembership(partnerId, membershipId), rule: 'R-MEM-9' }, membershipId);
    const { cycle, status } = stored.value;
    if (status.name === 'moved') throw new WriteConflict(`${membershipId} was renamed meanwhile`);
    const inputs = { before: membershipId, after: to, ticket };
    if (membershipId === to) return done('R-MEM-9', `its id is ${to}`, { membershipId, cycle, inputs });
    const refusal = (await readTaken(stored.value, to, store)) ?? (await reserve(stored.value, to, call, store));
    if (refusal !== null) {
      await refuseOnlyWhatIs(stored, store);
      return refused({ ...refusal, inputs }, membershipId, cycle);
    }
    // A cycle or an upgrade that an interrupted command left inside it gets its own item under the old id.
    const complete = await recordDeliveries(store, stored, []);
    const saved = await store.memberships.replace(complete, renamed(complete.value, to, ticket, call));
    await recordDeliveries(store, saved, []);
    const reason = `${membershipId} is ${to} from now on; the old id goes on working`;
    return done('R-MEM-9', reason, { membershipId: to, cycle, inputs });
  });
}

/**
 * The same command at the same moment takes the id: for this one it is not taken by another membership.
 *
 * @throws WriteConflict
 */
async function refuseOnlyWhatIs({ value, version }: Stored<Membership>, store: Store): Promise<void> {
  const now = await store.memberships.get(value);
  if (now?.version !== version) throw new WriteConflict(`${value.membershipId} was renamed meanwhile`);
}

type Taken = Pick<Refusal, 'rule' | 'reason'>;

const takenBy = (to: string, partnerId: string, membershipId: string): Taken => ({
  rule: 'R-MEM-9',
  reason: `${to} is taken: it is an id of the membership ${membershipId} of ${partnerId}`,
});

/**
 * Whether another membership has the id, or had it: here, or at a partner that was merged into this one; null: it is
 * free.
 */
async function readTaken(
  { partnerId, membershipId, successor }: Membership,
  to: string,
  store: Store,
): Promise<Taken | null> {
  if (successor?.membershipId === to) return takenBy(to, partnerId, to);
  const lineage = await readLineage(store, partnerId);
  const items = await store.table.getAll(lineage.map((each) => keys.membership({ partnerId: each, membershipId: to })));
  for (const { pk } of items) {
    const holder = String(pk).replace(/^PARTNER#/, '');
    const present = await readPresentName(store, { partnerId: holder, membershipId: to });
    if (present.partnerId !== partnerId || present.membershipId !== membershipId)
      return takenBy(to, present.partnerId, present.membershipId);
  }
  const enrolled = await store.enrolments.get({ partnerId });
  return enrolled?.value.membership.membershipId === to && items.length === 0 ? takenBy(to, partnerId, to) : null;
}

/** Keeps the new id free from now on, unless it leads to the membership already; who was first otherwise has it. */
async function reserve(membership: Membership, to: string, call: CommandCall, store: Store): Promise<Taken | null> {
  const { partnerId, membershipId } = membership;
  const stub: Membership = {
    ...stubOf(membership, { partnerId, membershipId }, call.asOf, stampOf(call)),
    membershipId: to,
    closing: null,
    successor: null,
  };
  const conflict = await store.memberships.createIfAbsent(stub);
  return conflict === null ? null : readTaken(membership, to, store);
}

/** Does the rest of a renaming that was stopped, of the membership with this name. */
export async function completeRenamings(
  store: Store,
  name: { partnerId: string; membershipId: string },
): Promise<void> {
  const seen = new Set<string>();
  let next: { partnerId: string; membershipId: string } | null = name;
  while (next !== null && !seen.has(JSON.stringify(next))) {
    seen.add(JSON.stringify(next));
    const item = await store.table.get(keys.membership(next));
    const stub = item && movedItem(store, item);
    if (!stub) return;
    if (stub.value.successor !== null) await recordDeliveries(store, stub, []);
    const { status } = stub.value;
    next = status.name === 'moved' ? { partnerId: status.to, membershipId: status.as } : null;
  }
}

/** Null: it is no stub, or cannot be read, which its own command reports. */
function movedItem(store: Store, item: Parameters<Store['memberships']['parse']>[0]): Stored<Membership> | null {
  try {
    const stored = store.memberships.parse(item);
    return stored.value.status.name === 'moved' ? stored : null;
  } catch {
    return null;
  }
}
