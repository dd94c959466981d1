import type { Membership } from '../../../../../shared/domain/memberships/membership.ts';
import { withNoticeState } from '../../../../../shared/domain/notices/ledger.ts';
import type { NoticeState } from '../../../../../shared/domain/notices/notice-state.ts';
import type { RenewalFacts } from '../../../../../shared/domain/renewal/renewal-facts.ts';
import { decideNotices } from '../../../../../shared/domain/renewal/renewal-notices.ts';
import { decideResend } from '../../../../../shared/domain/renewal/resend.ts';
import { contact, dates, facts, on, partner, withAnswers } from '../../support.ts';

export const KIM = contact();
export const BO = contact({ role: 'mpn-admin', name: 'Bo', email: 'bo@contoso.example' });
export const AC = contact({ role: 'account-admin', name: 'Ac', email: 'ac@contoso.example' });
export const admins = partner({ contacts: [KIM, BO, AC], profileReviews: dates('2027-07-30') });

export const withNotice = (day: string, fields: Partial<RenewalFacts> = {}): Membership =>
  withAnswers(decideNotices(facts({ partner: admins, ...fields }), on(day)).membership);
/** Stage -15 was sent to Kim and Bo on 2027-08-17. */
export const told = withNotice('2027-08-17');
export const withStateOf = (before: Membership, key: string, index: number, state: NoticeState): Membership => ({
  ...before,
  notices: withNoticeState(before.notices, before.notices[key]?.notices[index]?.noticeId ?? '', state),
});
export const resend = (
  before: Membership,
  day: string,
  to?: string,
  commandId = 'C-1',
  fields: Partial<RenewalFacts> = {},
) => decideResend(facts({ membership: before, partner: admins, ...fields }), { to, commandId }, on(day));
export const UNDELIVERABLE: NoticeState = { status: 'undeliverable', reason: 'bounce' };
