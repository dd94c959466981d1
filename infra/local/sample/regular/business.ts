import type { PartnerDraft } from '../partner/draft.ts';
import { earnSteadily } from '../partner/kpi.ts';
import { type Holding, hasLearningOption } from '../partner/memberships.ts';
import { requiredKpi } from '../program-config.ts';

/**
 * Trainers and invoices that fit what the partner holds.
 *
 * @returns the membership for which the partner sells too little, if there is one: enough for the level below, not for
 * its own (R-MEM-4).
 */
export function addUsualBusiness(partner: PartnerDraft, holdings: readonly Holding[]): Holding | undefined {
  const { random } = partner;
  // The main membership comes first; KPI that is enough for it is enough for a lower one.
  const judged = holdings.find(({ membership }) => hasLearningOption(membership.offer));
  const learningPack = holdings.some(({ membership }) => membership.offer.offer === 'learning-action-pack');
  partner.mctCount = judged ? random.between(4, 9) : random.between(learningPack ? 1 : 0, 4);
  if (judged !== undefined) return earnFor(partner, judged) === 'short' ? judged : undefined;
  // No KPI is required of these; some sell courseware all the same.
  if (learningPack || random.chance(10)) earnSteadily(partner, random.between(300, 1500));
  return undefined;
}

/** Requirements rise from year to year, so the last simulated day asks for the most. */
function earnFor(partner: PartnerDraft, { membership: { offer } }: Holding): 'sufficient' | 'short' {
  const { random, period } = partner;
  const silver = requiredKpi(period, 'silver', period.to);
  const gold = requiredKpi(period, 'gold', period.to);
  const isGold = offer.offer === 'competency' && offer.level === 'gold';
  if (random.chance(12)) {
    earnSteadily(partner, isGold ? Math.round((silver + gold) / 2) : Math.round(silver / 2));
    return 'short';
  }
  const percent = random.between(145, 220);
  earnSteadily(partner, Math.round(((isGold ? gold : silver) * percent) / 100));
  return 'sufficient';
}
