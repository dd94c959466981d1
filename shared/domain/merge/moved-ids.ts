/** The ids of what a merge moves: ids are each partner's own (R-MRG-5). */
import { MAX_MADE_ID } from '../core/ids.ts';
import { stableHash } from '../core/stable-hash.ts';
import { withSuccessors } from '../enrolment/holding.ts';
import type { Membership } from '../memberships/membership.ts';

/** Hexadecimal digits that stand for what an id is too long for. */
const HASH_DIGITS = 16;
/** Characters that are kept of a longer one: each may be written twice. */
const MAX_CUT_ID = 63;
/** The same with `_` and `.` counted twice, as notice ids write them: the mail service takes 256 characters. */
const MAX_WRITTEN_ID = 143;

/**
 * The id under which something of a merged partner is moved: its own, or `<id>.<partner>` if that is taken; that one
 * with a number if it is taken, too. What would be too long is cut, and ends in a hash of all of it.
 *
 * @param taken ids of the partner that stays
 *
 * @example
 * movedId('M-1', 'P-2', new Set(['M-1'])); // 'M-1.P-2'
 */
export function movedId(id: string, from: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  for (let number = 1; ; number += 1) {
    const candidate = withinLimit(`${id}.${from}${number === 1 ? '' : `.${number}`}`);
    if (!taken.has(candidate)) return candidate;
  }
}

function withinLimit(id: string): string {
  const writtenTwice = id.replace(/[^._]/g, '').length;
  if (id.length <= MAX_MADE_ID && id.length + writtenTwice <= MAX_WRITTEN_ID) return id;
  const hash = stableHash(id).toString(16).padStart(HASH_DIGITS, '0');
  return `${id.slice(0, MAX_CUT_ID)}-${hash}`;
}

/**
 * The id that each id of the merged partner has at the partner that stays. Those that no membership there has stay;
 * what an earlier attempt has moved keeps the id that it got.
 */
export function movedIds(
  ids: readonly string[],
  taken: Iterable<string>,
  from: string,
  moved: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const all = new Set(taken);
  const result = new Map(moved);
  const open = ids.filter((id) => !moved.has(id)).toSorted();
  const free = open.filter((id) => !all.has(id));
  for (const id of [...free, ...open.filter((each) => all.has(each))]) {
    const next = movedId(id, from, all);
    all.add(next);
    result.set(id, next);
  }
  return result;
}

/** The same for the memberships of two partners, successors that have no item of their own yet included. */
export function movedMembershipIds(
  into: readonly Membership[],
  from: readonly Membership[],
  fromId: string,
): Map<string, string> {
  const moved = new Map<string, string>();
  for (const { membershipId, status } of from)
    if (status.name === 'moved' && status.to !== fromId) moved.set(membershipId, status.as);
  for (const copy of into) {
    const before = copy.formerIds.at(-1);
    if (copy.movedFrom?.partnerId === fromId && before?.partnerId === fromId)
      moved.set(before.membershipId, copy.membershipId);
  }
  const own = withSuccessors(from).filter(({ status }) => status.name !== 'moved');
  return movedIds(
    own.map(({ membershipId }) => membershipId),
    withSuccessors(into).map(({ membershipId }) => membershipId),
    fromId,
    moved,
  );
}
