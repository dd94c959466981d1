/**
 * Notices that are given up after days of failed attempts: they are undeliverable, and the operators are alerted
 * (R-NOT-2).
 */

import { claimOperatorAlert, type NoticeDraft } from './claim-notices.ts';
import type { DecisionContext } from './decision-context.ts';
import { findNotice } from './ledger.ts';
import type { Ledger, NoticeEntry, StageRecord } from './notice-state.ts';
import type { OperatorAlertContent } from './operator-alert.ts';

/** The ledger's key of the alert about notices that were given up. */
export const GIVEN_UP = 'given-up';

export type GivenUpNotice = { record: StageRecord; entry: NoticeEntry; reason: string };

/** The notices that are given up in `after` and were pending in `before`. */
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
 * The ledger `after` with the operators' alert about the notices that it gives up, under `key`: once a cycle of a
 * membership or month of a listing. A given-up alert causes no other alert, which would not arrive either. The same
 * ledger comes back if no alert is needed.
 */
export function withGivenUpAlert(
  before: Ledger,
  after: Ledger,
  key: string,
  subject: Pick<NoticeDraft, 'partnerId' | 'subject' | 'period'>,
  context: DecisionContext,
): Ledger {
  const givenUp = givenUpNotices(before, after).filter(({ entry }) => entry.role !== 'operator');
  if (givenUp.length === 0 || after[key] !== undefined) return after;
  const notices = givenUp.map(({ entry, reason }) => ({ noticeId: entry.noticeId, to: entry.to, reason }));
  const reason = 'a notice was not accepted for days and is given up: the operators are told';
  const draft = { ...subject, key, stage: null, kind: 'operator-alert' as const, rule: 'R-NOT-2', reason };
  return { ...after, [key]: claimOperatorAlert({ ...draft, inputs: { notices } }, context) };
}

/** The content of the alert, from the inputs of its record. */
export function givenUpAlert({ inputs }: StageRecord): OperatorAlertContent['alert'] {
  return { code: 'given-up', notices: inputs.notices as { to: string; reason: string }[] };
}
