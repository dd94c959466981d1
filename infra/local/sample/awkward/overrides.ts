import { addDays } from '../civil-date.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { ACTION_PACK, hold } from '../partner/memberships.ts';
import { grantOverride, type Override, pay, reviewProfile } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import type { AwkwardCase } from './case.ts';

export const overrideCases: readonly AwkwardCase[] = [
  {
    name: 'override-granted-then-paid',
    rules: ['R-REN-7'],
    why: 'The window had closed, a support ticket allows the payment: renewed, the anniversary unchanged.',
    build: (partner) => payWithOverride(partner, 2, { grantedOnDay: 40, untilDay: 60 }, 50),
  },
  {
    name: 'override-paid-on-its-last-day',
    rules: ['R-REN-7'],
    why: 'An override holds until its date, inclusive.',
    build: (partner) => payWithOverride(partner, 4, { grantedOnDay: 33, untilDay: 47 }, 47),
  },
  {
    name: 'override-run-out',
    rules: ['R-REN-7'],
    why: 'Paid a day after the override ended: refused.',
    build: (partner) => payWithOverride(partner, 6, { grantedOnDay: 35, untilDay: 45 }, 46),
  },
  {
    name: 'override-asked-too-early',
    rules: ['R-REN-7'],
    why: 'Asked for while the window is open: refused, so the later payment is refused as well.',
    build: (partner) => payWithOverride(partner, 7, { grantedOnDay: 20, untilDay: 70 }, 52),
  },
];

function payWithOverride(partner: PartnerDraft, month: number, override: Override, day: number): void {
  const holding = hold(partner, ACTION_PACK, dayAhead(partner.period, month, 13));
  reviewProfile(partner, addDays(holding.anniversary, -8));
  grantOverride(partner, holding, override);
  pay(partner, holding, { day });
}
