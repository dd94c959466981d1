import type { NoticeDraft } from '../notices/claim-notices.ts';
import type { Membership } from './membership.ts';

/**
 * What a notice about the current cycle of a membership is about. After a correction of the purchase date, the same
 * cycle has another anniversary, and its notices are others (R-MEM-9).
 */
export function noticeSubject({
  partnerId,
  membershipId,
  cycle,
  purchasedOn,
  firstPurchasedOn,
}: Membership): Pick<NoticeDraft, 'partnerId' | 'subject' | 'period' | 'edition'> {
  const isCorrected = firstPurchasedOn !== null && firstPurchasedOn !== purchasedOn;
  return { partnerId, subject: membershipId, period: String(cycle), ...(isCorrected && { edition: purchasedOn }) };
}
