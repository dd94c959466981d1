import { addDays } from '../civil-date.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { ACTION_PACK, hold } from '../partner/memberships.ts';
import { pay, reviewProfile } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import type { AwkwardCase } from './case.ts';

export const profileReviewCases: readonly AwkwardCase[] = [
  {
    name: 'paid-before-the-profile-review',
    rules: ['R-REN-1', 'R-ROLE-3'],
    why: 'Paid, reviewed, paid again, all inside the window: the first payment is refused, the second renews.',
    build: (partner) => {
      const holding = hold(partner, ACTION_PACK, dayAhead(partner.period, 4, 18));
      pay(partner, holding, { day: 4 });
      reviewProfile(partner, addDays(holding.anniversary, 6));
      pay(partner, holding, { day: 7 });
    },
  },
  {
    name: 'profile-never-reviewed',
    rules: ['R-REN-1', 'R-ROLE-3'],
    why: 'Pays and never reviews: refused, every notice names the review and reaches account admins too; expires.',
    build: (partner) => pay(partner, hold(partner, ACTION_PACK, dayAhead(partner.period, 7, 21)), { day: 10 }),
  },
  {
    name: 'profile-reviewed-90-days-before-payment',
    rules: ['R-REN-1'],
    why: 'The oldest review that still counts.',
    build: (partner) => payAfterReview(partner, 90),
  },
  {
    name: 'profile-reviewed-91-days-before-payment',
    rules: ['R-REN-1'],
    why: 'A day too old: refused although every notice before it said that the review was there.',
    build: (partner) => payAfterReview(partner, 91),
  },
  {
    name: 'profile-reviewed-on-the-day-of-payment',
    rules: ['R-REN-1'],
    why: 'Review and payment on one day, the review first: renewed.',
    build: (partner) => payAfterReview(partner, 0),
  },
];

function payAfterReview(partner: PartnerDraft, reviewAgeInDays: number): void {
  const day = 20;
  const holding = hold(partner, ACTION_PACK, dayAhead(partner.period, 8, 23));
  reviewProfile(partner, addDays(holding.anniversary, day - reviewAgeInDays));
  pay(partner, holding, { day });
}
