/** The name that a membership has now: merges and renamings leave its former names in use (R-MRG-5, R-MEM-9). */
import * as z from 'zod';
import type { MembershipName } from '../../../domain/memberships/membership.ts';
import { keys } from '../../../store/keys.ts';
import type { Store } from '../../../store/store.ts';
import { readLineage } from './lineage.ts';

/** Every name of a membership, the present one first. */
export async function readNames(store: Store, name: MembershipName): Promise<MembershipName[]> {
  const present = await readPresentName(store, name);
  const item = named.safeParse(await store.table.get(keys.membership(present)));
  return [present, ...(item.success ? item.data.value.formerIds : [])];
}

const named = z.object({
  value: z.object({ formerIds: z.array(z.object({ partnerId: z.string(), membershipId: z.string() })).default([]) }),
});

/** Of what is stored under a name: only whether it is a stub. */
const stub = z.object({
  value: z.object({ status: z.object({ name: z.literal('moved'), to: z.string(), as: z.string() }) }),
});

/**
 * Follows a name to the membership that it names, even if that cannot be read. A partner's own ids come first; an id
 * that it does not have may be one of a partner that was merged into it, if it is that of only one of them. A name of
 * nothing comes back as it is.
 *
 * @param seen names that were followed
 */
export async function readPresentName(
  store: Store,
  name: MembershipName,
  seen: readonly string[] = [],
): Promise<MembershipName> {
  const { partnerId, membershipId } = name;
  const key = JSON.stringify([partnerId, membershipId]);
  // A renaming that was stopped: its two names lead to each other, until whoever writes next completes it.
  if (seen.includes(key)) return { partnerId, membershipId };
  const item = await store.table.get(keys.membership(name));
  if (item !== null) {
    const moved = stub.safeParse(item);
    if (!moved.success) return { partnerId, membershipId };
    const { to, as } = moved.data.value.status;
    return readPresentName(store, { partnerId: to, membershipId: as }, [...seen, key]);
  }
  const [, ...merged] = await readLineage(store, partnerId);
  const found = await store.table.getAll(merged.map((each) => keys.membership({ partnerId: each, membershipId })));
  const [first, ...others] = found.flatMap((each) => {
    const moved = stub.safeParse(each);
    return moved.success ? [moved.data.value.status] : [];
  });
  if (first === undefined || others.length > 0) return { partnerId, membershipId };
  return readPresentName(store, { partnerId: first.to, membershipId: first.as });
}
