/** The confirmation of a renewal (R-REN-2, R-REN-6). */
import { anniversary, CONFIRMATION, type Membership, type Renewal } from '../../memberships/membership.ts';
import type { NoticeDraft } from '../../notices/claim-notices.ts';
import { type Terms, termsName } from '../../offers/terms.ts';
import type { Partner } from '../../partners/partner.ts';
import type { RenewedContent } from '../contents.ts';

/** What else it was renewed for, and what not: only a membership that covers others has something to say (R-MRG-2). */
export function withCovers(of: NoticeDraft, covers: Terms[], dropped: Terms[]): NoticeDraft {
  if (covers.length + dropped.length === 0) return of;
  const kept = covers.length === 0 ? '' : `; it covers ${covers.map(termsName).join(', ')}`;
  const left = dropped.length === 0 ? '' : `; no longer met: ${dropped.map(termsName).join(', ')}`;
  return { ...of, reason: `${of.reason}${kept}${left}`, inputs: { ...of.inputs, covers, dropped } };
}

export function confirmationDraft(membership: Membership, renewal: Renewal): NoticeDraft {
  const next = anniversary({ ...membership, cycle: membership.cycle + 1 });
  const late = renewal.kind === 'reinstated' ? `, recorded on ${renewal.recordedOn} after expiry` : '';
  return {
    partnerId: membership.partnerId,
    subject: membership.membershipId,
    period: String(membership.cycle),
    key: CONFIRMATION,
    stage: null,
    kind: renewal.kind,
    rule: renewal.kind === 'reinstated' ? 'R-REN-6' : 'R-REN-2',
    reason: `paid on ${renewal.paidOn}${late}: the next anniversary is ${next}`,
    inputs: { paidOn: renewal.paidOn, reference: renewal.reference, anniversary: anniversary(membership), next },
  };
}

/** What the confirmation says. @throws if the membership was never renewed. */
export function renewedContent(membership: Membership, partner: Partner): RenewedContent {
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
    nextAnniversary: anniversary({ ...membership, cycle: renewal.cycle + 1 }),
    fellBackFrom: renewal.fellBackFrom,
  };
}
