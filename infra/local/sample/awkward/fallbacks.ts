import type { Fallback } from '../command.ts';
import type { Level } from '../model.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { earnExactly } from '../partner/kpi.ts';
import { type Holding, hold, LEARNING_ACTION_PACK, learningCompetency } from '../partner/memberships.ts';
import { pay, reviewAndPay } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import { requiredKpi, UNCONFIGURED_COMPETENCY } from '../program-config.ts';
import type { AwkwardCase } from './case.ts';

export const fallbackCases: readonly AwkwardCase[] = [
  {
    name: 'gold-falls-back-to-silver',
    rules: ['R-MEM-4', 'R-REN-4'],
    why: 'KPI for silver, not for gold; silver is accepted.',
    build: (partner) => renewShort(partner, 2, 'gold', 'silver'),
  },
  {
    name: 'silver-falls-back-to-learning-action-pack',
    rules: ['R-MEM-4', 'R-REN-4'],
    why: 'No KPI to speak of, but trainers; the pack is accepted.',
    build: (partner) => renewShort(partner, 5, 'silver', 'learning-action-pack'),
  },
  {
    name: 'gold-refused-then-fallback-accepted',
    rules: ['R-REN-4'],
    why: 'The refusal names silver, and the second payment accepts it.',
    build: (partner) => {
      const holding = holdShort(partner, 6, 'gold');
      reviewAndPay(partner, holding, { day: 3 });
      pay(partner, holding, { day: 11, fallback: 'silver' });
    },
  },
  {
    name: 'fallback-accepted-that-is-not-met-either',
    rules: ['R-MEM-4', 'R-REN-4'],
    why: 'Silver is accepted where only the pack is met: refused, then the pack is accepted.',
    build: (partner) => {
      const holding = hold(partner, learningCompetency('Cloud Platform', 'gold'), dayAhead(partner.period, 7, 17));
      reviewAndPay(partner, holding, { day: 4, fallback: 'silver' });
      pay(partner, holding, { day: 13, fallback: 'learning-action-pack' });
    },
  },
  {
    name: 'too-few-trainers-for-gold',
    rules: ['R-MEM-3', 'R-MEM-4'],
    why: 'KPI for gold, three trainers instead of four: falls back for want of a trainer.',
    build: (partner) => {
      partner.mctCount = 3;
      const holding = hold(partner, learningCompetency('DevOps', 'gold'), dayAhead(partner.period, 8, 20));
      earnExactly(partner, holding.anniversary, requiredKpi(partner.period, 'gold', holding.anniversary) + 500);
      reviewAndPay(partner, holding, { day: 9, fallback: 'silver' });
    },
  },
  {
    name: 'nothing-left-to-fall-back-to',
    rules: ['R-MEM-2', 'R-MEM-4'],
    why: 'Neither KPI nor a single trainer: no level is met, whatever is accepted.',
    build: (partner) => {
      partner.mctCount = 0;
      reviewAndPay(partner, hold(partner, learningCompetency('DevOps', 'silver'), dayAhead(partner.period, 9, 21)), {
        day: 9,
        fallback: 'learning-action-pack',
      });
    },
  },
  {
    name: 'learning-action-pack-without-a-trainer',
    rules: ['R-MEM-2'],
    why: 'Asks for no KPI but for one trainer, and has none: refused, expires.',
    build: (partner) => {
      partner.mctCount = 0;
      reviewAndPay(partner, hold(partner, LEARNING_ACTION_PACK, dayAhead(partner.period, 5, 8)));
    },
  },
  {
    name: 'competency-without-configured-requirement',
    rules: ['R-REN-3'],
    why: 'No program year names this competency: undecidable, saying what is missing, never a guess.',
    build: (partner) => {
      const holding = hold(
        partner,
        learningCompetency(UNCONFIGURED_COMPETENCY, 'silver'),
        dayAhead(partner.period, 6, 25),
      );
      earnExactly(partner, holding.anniversary, 4000);
      reviewAndPay(partner, holding);
    },
  },
];

/** KPI halfway to the requirement of gold, which is more than silver asks; or halfway to that of silver. */
function holdShort(partner: PartnerDraft, month: number, level: Level): Holding {
  const holding = hold(partner, learningCompetency('Data Analytics', level), dayAhead(partner.period, month, 17));
  earnExactly(partner, holding.anniversary, requiredKpi(partner.period, level, holding.anniversary) / 2);
  return holding;
}

function renewShort(partner: PartnerDraft, month: number, level: Level, fallback: Fallback): void {
  reviewAndPay(partner, holdShort(partner, month, level), { day: 10, fallback });
}
