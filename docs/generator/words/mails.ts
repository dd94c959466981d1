import type { NoticeKind } from '../../../shared/domain/notices/notice-kind.ts';

/** What the kinds of mail are about, and who gets them. */
export const MAILS: Readonly<Record<NoticeKind, string>> = {
  renewal: 'a renewal that is near or due: one for each stage (R-NOT-1)',
  expired: 'a membership has expired, with what ends with it (R-EXP-1)',
  renewed: 'a membership was renewed (R-REN-2)',
  reinstated: 'an expired membership was renewed after all (R-REN-6)',
  upgraded: 'silver was upgraded to gold: what holds now, and what has ended (R-MEM-5, R-LIC-6)',
  consolidated: 'after a merge, another membership has taken the place of this one (R-MRG-2, R-LIC-6)',
  'benefits-ended': 'a membership and its benefits have ended, not by expiry, and none goes on in its place (R-LIC-6)',
  'renewal-at-risk': 'a change took eligibility away: since when, why, and what is missing (R-COMP-5)',
  'delivery-lost':
    'the last trainer went, and courseware may no longer be delivered to others, unless a notice that a renewal is at risk has said so (R-MEM-10)',
  'listing-incomplete': 'what a listing lacks, a week before the submission (R-DIR-3)',
  'payment-reversed': 'a payment was reversed, and what holds now (R-REN-9)',
  'listing-visible': 'a listing has become visible (R-DIR-5)',
  'listing-dropped':
    'a listing is withdrawn from the directory, and why, unless the mail about the end of a membership has said so (R-LIC-6)',
  'operator-alert': 'to the operators: a partner with nobody to tell, an item set aside, a notice given up',
};
