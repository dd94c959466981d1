/** The confirmation of a renewal (R-REN-2, R-REN-6). */
import { windowOf } from '../../core/calendar.ts';
import type { RenewalScope } from '../../eligibility/joint-renewal.ts';
import {
  anniversary,
  CONFIRMATION,
  type Membership,
  type Renewal,
  timesReopened,
  togetherOf,
} from '../../memberships/membership.ts';
import { noticeSubject } from '../../memberships/notice-subject.ts';
import type { NoticeDraft } from '../../notices/claim-notices.ts';
import type { StageRecord } from '../../notices/notice-state.ts';
import { type Terms, termsName } from '../../offers/terms.ts';
import type { Partner } from '../../partners/partner.ts';
import { calendarEntryOf } from '../calendar-entry.ts';
import type { RenewedContent } from '../contents.ts';
import { coursewareLoss } from '../ending/courseware-loss.ts';

/** Adds the terms that a joint renewal covers, and those that end (R-MRG-4, R-REN-4). */
export function withScope(draft: NoticeDraft, { terms, covers, ended }: RenewalScope): NoticeDraft {
  if (covers.length + ended.length === 0) return draft;
  const names = (each: readonly Terms[]) => each.map(termsName).join(', ');
  const coveredText = covers.length === 0 ? '' : `; it covers ${names(covers)}`;
  const endedText = ended.length === 0 ? '' : `; not met, and ended: ${names(ended)}`;
  return {
    ...draft,
    reason: `${draft.reason}${coveredText}${endedText}`,
    inputs: { ...draft.inputs, terms, covers, ended },
  };
}

/**
 * What names the confirmation of a cycle's payment in its notices' ids: a cycle that was paid again after a reversal
 * has more than one (R-REN-9). In the ledger the latest one is `CONFIRMATION`.
 */
export function confirmationKey(membership: Pick<Membership, 'reversals'>, cycle: number): string {
  const before = timesReopened(membership, cycle);
  return before === 0 ? CONFIRMATION : `${CONFIRMATION}-${before + 1}`;
}

export function confirmationDraft(membership: Membership, renewal: Renewal): NoticeDraft {
  const next = anniversary({ ...membership, cycle: membership.cycle + 1 });
  const lateText = renewal.kind === 'reinstated' ? `, recorded on ${renewal.recordedOn} after expiry` : '';
  return {
    ...noticeSubject(membership),
    key: confirmationKey(membership, renewal.cycle),
    stage: null,
    kind: renewal.kind,
    rule: renewal.kind === 'reinstated' ? 'R-REN-6' : 'R-REN-2',
    reason: `paid on ${renewal.paidOn}${lateText}: the next anniversary is ${next}`,
    inputs: { paidOn: renewal.paidOn, reference: renewal.reference, anniversary: anniversary(membership), next },
  };
}

/** The content of the confirmation. @throws Error if the membership was never renewed. */
export function renewedContent(membership: Membership, partner: Partner, record: StageRecord): RenewedContent {
  const renewal = membership.lastRenewal;
  if (renewal === null) throw new Error(`${membership.partnerId}/${membership.membershipId} was never renewed`);
  return {
    kind: renewal.kind,
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: membership.membershipId,
    terms: membership.terms,
    cycle: renewal.cycle,
    paidOn: renewal.paidOn,
    isInTime: renewal.paidOn <= windowOf(anniversary({ ...membership, cycle: renewal.cycle })).closes,
    nextAnniversary: anniversary({ ...membership, cycle: renewal.cycle + 1 }),
    together: togetherOf(membership),
    ended: renewal.ended,
    losses: coursewareLoss(record),
    continuesIn: continuation(membership),
    calendarEntry: calendarEntryOf(membership, true, renewal.cycle),
  };
}

function continuation({ status, consolidation }: Membership): RenewedContent['continuesIn'] {
  if (status.name === 'superseded') return { membershipId: status.by, on: status.on };
  return consolidation === null ? null : { membershipId: consolidation.into, on: consolidation.on };
}
