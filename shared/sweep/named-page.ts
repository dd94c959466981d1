/** A page of the items of named partners: for a run that is limited to them. */
import * as z from 'zod';
import type { DuePage } from '../store/due.ts';
import type { Key } from '../store/table.ts';

/** The last item of the page before: the next one begins behind it. */
const cursorSchema = z.object({ partnerId: z.string(), sk: z.string() });

type PageRequest = { limit: number; cursor: unknown };

/**
 * At most `limit` keys, partner by partner in the order of `partnerIds`, each partner's in the order of their sort
 * keys. A page begins behind the last item of the one before, whatever was created or removed meanwhile: no item comes
 * twice, and none that was there all the time is left out. What is created before that place is for the next run.
 *
 * @param partnerIds each once
 * @throws Error if the cursor is none of these partners'
 */
export async function readNamedPage(
  partnerIds: readonly string[],
  keysOf: (partnerId: string) => Promise<Key[]>,
  { limit, cursor }: PageRequest,
): Promise<DuePage> {
  const after = cursor === null ? null : cursorSchema.parse(cursor);
  const found: { partnerId: string; key: Key }[] = [];
  for (const partnerId of partnersFrom(partnerIds, after?.partnerId)) {
    const last = partnerId === after?.partnerId ? after.sk : '';
    const keys = (await keysOf(partnerId)).filter(({ sk }) => sk > last).toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
    found.push(...keys.map((key) => ({ partnerId, key })));
    // One more than the page holds says that there is another page.
    if (found.length > limit) break;
  }
  const page = found.slice(0, limit);
  const cursorAfter = ({ pk, sk }: Key) => {
    const item = page.find(({ key }) => key.pk === pk && key.sk === sk);
    return item === undefined ? null : { partnerId: item.partnerId, sk };
  };
  const last = page.at(-1);
  const hasMore = last !== undefined && found.length > limit;
  return { keys: page.map(({ key }) => key), cursor: hasMore ? cursorAfter(last.key) : null, cursorAfter };
}

function partnersFrom(partnerIds: readonly string[], first: string | undefined): readonly string[] {
  if (first === undefined) return partnerIds;
  const start = partnerIds.indexOf(first);
  if (start < 0) throw new Error(`the page before ended with ${first}, which is none of the named partners`);
  return partnerIds.slice(start);
}
