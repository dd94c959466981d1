/** What a change of a partner tells: never a name or an address. */
import { isDeepStrictEqual } from 'node:util';
import { type Partner, ROLES, type Unreachable } from '../../../domain/partners/partner.ts';
import type { UnnumberedEvent } from '../catalogue/program-event.ts';
import type { EventsOf } from './change.ts';

/** What is told, if it is not as before, and the field that says it. */
const TOLD = {
  name: 'name',
  country: 'country',
  verifiedDomains: 'verifiedDomains',
  profileReviews: 'profileReviews',
  mctCount: 'mctCount',
  accountProfile: 'accountProfileOn',
  contacts: 'contacts',
} as const satisfies Record<string, keyof Partner>;

export const partnerEvents: EventsOf<Partner> = ({ before, after }) => {
  const about = { partnerId: after.partnerId };
  if (before === null)
    return [{ type: 'partner.created', ...about, rule: 'R-ROLE-1', data: { country: after.country } }];
  const changed = (Object.keys(TOLD) as (keyof typeof TOLD)[]).filter(
    (name) => !isDeepStrictEqual(before[TOLD[name]], after[TOLD[name]]),
  );
  const roles = ROLES.filter((role) => after.contacts.some((contact) => contact.role === role));
  return [
    ...(changed.length === 0
      ? []
      : [{ type: 'partner.changed' as const, ...about, rule: 'R-ROLE-1', data: { changed, roles } }]),
    ...unreachableEvents(before, after),
    ...(before.mergedInto === null && after.mergedInto !== null
      ? [
          {
            type: 'partner.merged' as const,
            ...about,
            rule: 'R-MRG-1',
            data: { into: after.mergedInto.partnerId, on: after.mergedInto.on },
          },
        ]
      : []),
  ];
};

/** Nothing counts marks that a merge has brought: its partners share them. */
function unreachableEvents(before: Partner, after: Partner): UnnumberedEvent[] {
  if (before.mergedFrom.length !== after.mergedFrom.length) return [];
  // Not by address: that of a person who is erased becomes a pseudonym.
  const nameOf = ({ cause, at, noticeId }: Unreachable): string => `${cause} ${at} ${noticeId}`;
  const known = new Set(before.unreachable.map(nameOf));
  return after.unreachable
    .filter((mark) => !known.has(nameOf(mark)))
    .map(({ cause, since, noticeId, stamp }) => {
      const ids = { noticeId: noticeId === '' ? null : noticeId, runId: stamp?.runId ?? null };
      const rule = cause === 'erased' ? 'R-OPS-4' : 'R-NOT-7';
      return { type: 'partner.unreachable', partnerId: after.partnerId, ...ids, rule, data: { cause, since } };
    });
}
