/** Notices that no attempt of many days could send: they end as undeliverable, and the operators are told (R-NOT-2). */

import { claimOperatorAlert, type NoticeDraft } from './claim-notices.ts';
import type { DecisionContext } from './decision-context.ts';
import { findNotice } from './ledger.ts';
import type { Ledger, NoticeEntry, StageRecord } from './notice-state.ts';
import type { OperatorAlertContent } from './operator-alert.ts';

/** The ledger's key of the alert about notices that were given up. */
export const GIVEN_UP = 'given-up';

export type GivenUpNotice = { record: StageRecord; entry: NoticeEntry; reason: string };

/** The notices that `after` gives up and that `before` still wanted to send. */
export function givenUpNotices(before: Ledger, after: Ledger): GivenUpNotice[] {
  return Object.values(after).flatMap((record) =>
    record.notices.flatMap((entry) => {
      const { state } = entry;
      const wasPending = findNotice(before, entry.noticeId)?.state.status === 'pending';
      return wasPending && state.status === 'undeliverable' ? [{ record, entry, reason: state.reason }] : [];
    }),
  );
}

/**
 * The ledger `after` with the operators' alert about what it gives up, under `key`: once a cycle of a membership or month of a
 * listing. None about an alert: whoever does not get that gets no other. The same ledger comes back if there is nothing to tell.
 */
export function withGivenUpAlert(
  before: Ledger,
  after: Ledger,
  key: string,
  of: Pick<NoticeDraft, 'partnerId' | 'subject' | 'period'>,
  context: DecisionContext,
): Ledger {
  const lost = givenUpNotices(before, after).filter(({ entry }) => entry.role !== 'operator');
  if (lost.length === 0 || after[key] !== undefined) return after;
  const notices = lost.map(({ entry, reason }) => ({ noticeId: entry.noticeId, to: entry.to, reason }));
  const reason = 'a notice was not accepted for days and is given up: the operators are told';
  const about = { ...of, key, stage: null, kind: 'operator-alert' as const, rule: 'R-NOT-2', reason: reason };
  return { ...after, [key]: claimOperatorAlert({ ...about, inputs: { notices } }, context) };
}

/** What the alert says: what its record was decided from. */
export function givenUpAlert({ inputs }: StageRecord): OperatorAlertContent['alert'] {
  return { code: 'given-up', notices: inputs.notices as { to: string; reason: string }[] };
}
