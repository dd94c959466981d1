import { addDays } from '../civil-date.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { earnExactly } from '../partner/kpi.ts';
import { hold, learningCompetency } from '../partner/memberships.ts';
import { pay, reviewProfile } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import { requiredKpi } from '../program-config.ts';
import type { AwkwardCase } from './case.ts';

export const pendingCases: readonly AwkwardCase[] = [
  {
    name: 'paid-while-eligibility-is-pending',
    rules: ['R-KPI-8', 'R-REN-3'],
    why: 'The window opens on the 4th, KPI is decided on the 15th: paid between, and again after.',
    build: (partner) => payAroundDecision(partner, 3, 2),
  },
  {
    name: 'paid-on-the-day-of-the-decision',
    rules: ['R-KPI-8', 'R-REN-3'],
    why: 'Commands come before the schedules of a day: on the 15th itself eligibility is still pending.',
    build: (partner) => payAroundDecision(partner, 10, 5),
  },
];

/** The first payment comes `day` days after the anniversary, while pending; the second is safely after the decision. */
function payAroundDecision(partner: PartnerDraft, dayOfMonth: number, day: number): void {
  const offer = learningCompetency('Application Development', 'silver');
  const holding = hold(partner, offer, dayAhead(partner.period, 4, dayOfMonth));
  earnExactly(partner, holding.anniversary, requiredKpi(partner.period, 'silver', holding.anniversary) + 300);
  reviewProfile(partner, addDays(holding.anniversary, -10));
  pay(partner, holding, { day });
  pay(partner, holding, { day: 18 });
}
