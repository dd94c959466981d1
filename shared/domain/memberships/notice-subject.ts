import type { NoticeDraft } from '../notices/claim-notices.ts';
import type { Membership } from './membership.ts';

/** What a notice about the current cycle of a membership is about. */
export function noticeSubject({
  partnerId,
  membershipId,
  cycle,
}: Membership): Pick<NoticeDraft, 'partnerId' | 'subject' | 'period'> {
  return { partnerId, subject: membershipId, period: String(cycle) };
}
