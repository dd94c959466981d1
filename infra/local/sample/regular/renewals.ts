import { addDays } from '../civil-date.ts';
import type { Fallback } from '../command.ts';
import type { Offer } from '../model.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { type Holding, nextYear } from '../partner/memberships.ts';
import { drawPaymentDay, type Payment, reviewAndPay, reviewProfile } from '../partner/renewals.ts';

type Course = 'in-time' | 'recorded-late' | 'too-late' | 'unpaid' | 'fallback-accepted' | 'fallback-not-accepted';

const USUAL: readonly (readonly [weight: number, course: Course])[] = [
  [82, 'in-time'],
  [3, 'recorded-late'],
  [3, 'too-late'],
  [12, 'unpaid'],
];

const WITH_TOO_LITTLE_KPI: readonly (readonly [weight: number, course: Course])[] = [
  [60, 'fallback-accepted'],
  [25, 'fallback-not-accepted'],
  [15, 'unpaid'],
];

const MISSED: readonly Course[] = ['too-late', 'unpaid', 'fallback-not-accepted'];

/** Plans each renewal of the simulated period, up to the first that is missed. */
export function planRenewals(partner: PartnerDraft, first: Holding, tooLittleKpi: boolean): void {
  let holding = first;
  while (holding.anniversary <= partner.period.to) {
    const course = partner.random.weighted(tooLittleKpi ? WITH_TOO_LITTLE_KPI : USUAL);
    followCourse(partner, holding, course);
    if (MISSED.includes(course)) return;
    holding = nextYear(holding);
  }
}

function followCourse(partner: PartnerDraft, holding: Holding, course: Course): void {
  const { random } = partner;
  const payment = drawPayment(partner, holding, course);
  if (payment !== undefined) reviewAndPay(partner, holding, payment);
  // Some remember the review and forget the fee.
  else if (random.chance(30)) reviewProfile(partner, addDays(holding.anniversary, -random.between(1, 20)));
}

function drawPayment(partner: PartnerDraft, holding: Holding, course: Course): Payment | undefined {
  const { random } = partner;
  switch (course) {
    case 'in-time':
    case 'fallback-not-accepted':
      return { day: drawPaymentDay(partner, holding) };
    case 'fallback-accepted':
      return { day: drawPaymentDay(partner, holding), fallback: levelBelow(holding.membership.offer) };
    case 'recorded-late':
      return { day: random.between(22, 30), recordedOnDay: random.between(32, 40) };
    case 'too-late':
      return { day: random.between(31, 50) };
    case 'unpaid':
      return undefined;
  }
}

/** The highest level below (R-MEM-4); a business that is short for gold is not short for silver. */
function levelBelow(offer: Offer): Fallback {
  return offer.offer === 'competency' && offer.level === 'gold' ? 'silver' : 'learning-action-pack';
}
