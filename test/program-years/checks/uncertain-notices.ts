import { parseNoticeId } from '../../../shared/domain/notices/notice-id.ts';
import { partnerPartition } from '../../../shared/store/keys.ts';
import type { Store } from '../../../shared/store/store.ts';
import { readMemberships } from '../../../shared/workflows/reads/memberships.ts';

/**
 * An uncertain notice (R-NOT-2): its kind, stage, partner, membership and address. What was sent before a merge or a
 * renaming has the names of its day.
 */
export type UncertainNotice = readonly [
  kind: string,
  stage: number | null,
  partner: string,
  membership: string,
  to: string,
  noticeId: string,
];

export async function uncertainNotices(store: Store, partnerId: string): Promise<UncertainNotice[]> {
  const ledgers = (await readMemberships(store, partnerId)).map(({ membershipId, notices }) => ({
    membershipId,
    notices,
  }));
  for await (const { value } of store.cycles.list(partnerPartition(partnerId), 'CYCLE#')) ledgers.push(value);
  return ledgers.flatMap(({ membershipId, notices }) =>
    Object.values(notices).flatMap((record) =>
      record.notices
        .filter(({ state }) => state.status === 'uncertain')
        .map(({ kind, to, noticeId }): UncertainNotice => {
          const { partnerId: partner = partnerId, subject = membershipId } = parseNoticeId(noticeId) ?? {};
          return [kind, record.stage, partner, subject, to.toLowerCase(), noticeId];
        }),
    ),
  );
}
