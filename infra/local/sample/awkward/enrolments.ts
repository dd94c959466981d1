import type { Level } from '../model.ts';
import { giveCommand, type PartnerDraft } from '../partner/draft.ts';
import { buy, order, type Purchase, payOrder } from '../partner/enrolments.ts';
import { earnSteadily } from '../partner/kpi.ts';
import {
  ACTION_PACK,
  advancedSpecialization,
  hold,
  LEARNING_ACTION_PACK,
  learningCompetency,
  plainCompetency,
} from '../partner/memberships.ts';
import { dayAhead } from '../period.ts';
import { requiredKpi } from '../program-config.ts';
import type { AwkwardCase } from './case.ts';

/** What partners buy during the year. */
export const enrolmentCases: readonly AwkwardCase[] = [
  {
    name: 'buys-one-of-each-offer',
    rules: ['R-MEM-1', 'R-MEM-2', 'R-MEM-3', 'R-MEM-10', 'R-KPI-5'],
    why: 'Packs and competencies begin at once, offers of courseware with the account profile; of the specialization nothing is configured: undecidable, refused.',
    build: (partner) => {
      const { period } = partner;
      earnSteadily(partner, requiredKpi(period, 'gold', period.to) * 2);
      buy(partner, { offer: ACTION_PACK, id: 'B1', on: dayAhead(period, 2, 3) });
      buy(partner, { offer: LEARNING_ACTION_PACK, id: 'B2', on: dayAhead(period, 2, 4) });
      const setUpOn = dayAhead(period, 2, 12);
      giveCommand(partner, setUpOn, { command: 'record-account-profile', setUpOn });
      buy(partner, { offer: plainCompetency('Security', 'gold'), id: 'B3', on: dayAhead(period, 2, 5) });
      buy(partner, { offer: learningCompetency('DevOps', 'gold'), id: 'B4', on: dayAhead(period, 2, 20) });
      buy(partner, { offer: advancedSpecialization('Modern Work'), id: 'B5', on: dayAhead(period, 2, 21) });
    },
  },
  {
    name: 'gold-refused-silver-bought',
    rules: ['R-MEM-3', 'R-MEM-4'],
    why: 'KPI for silver only: gold is refused naming silver, and silver is accepted in its place.',
    build: (partner) => {
      const offer = enrolShort(partner, 'gold');
      buy(partner, { offer, id: 'B1', on: dayAhead(partner.period, 4, 20) });
      buy(partner, { offer, id: 'B2', on: dayAhead(partner.period, 4, 22), fallback: 'silver' });
    },
  },
  {
    name: 'silver-refused-learning-action-pack-bought',
    rules: ['R-MEM-2', 'R-MEM-4'],
    why: 'Too little KPI for silver, but trainers: the pack is accepted.',
    build: (partner) => {
      const offer = enrolShort(partner, 'silver');
      buy(partner, { offer, id: 'B1', on: dayAhead(partner.period, 5, 20), fallback: 'learning-action-pack' });
    },
  },
  {
    name: 'learning-action-pack-ordered-without-a-trainer',
    rules: ['R-MEM-2'],
    why: 'It takes one trainer, and there is none: refused.',
    build: (partner) => {
      partner.mctCount = 0;
      order(partner, { offer: LEARNING_ACTION_PACK, id: 'B1', on: dayAhead(partner.period, 3, 8) });
    },
  },
  {
    name: 'second-action-pack-refused',
    rules: ['R-MEM-6'],
    why: 'One per partner, while the first is in force.',
    build: (partner) => {
      hold(partner, ACTION_PACK, dayAhead(partner.period, 6, 9));
      buy(partner, { offer: ACTION_PACK, id: 'B1', on: dayAhead(partner.period, 4, 8) });
    },
  },
  {
    name: 'bought-anew-after-expiry',
    rules: ['R-EXP-3', 'R-MEM-6'],
    why: 'The first pack expired: the second is a new membership with an anniversary of its own.',
    build: (partner) => {
      hold(partner, ACTION_PACK, dayAhead(partner.period, 1, 16));
      buy(partner, { offer: ACTION_PACK, id: 'B1', on: dayAhead(partner.period, 4, 12) });
    },
  },
  {
    name: 'order-paid-on-day-30',
    rules: ['R-MEM-8'],
    why: 'The last day on which an order can be paid: the membership begins on the day of payment.',
    build: (partner) => payAfter(partner, 30),
  },
  {
    name: 'order-paid-on-day-31',
    rules: ['R-MEM-8'],
    why: 'Lapsed on that day: refused, and nothing was ever in force.',
    build: (partner) => payAfter(partner, 31),
  },
];

/** Business that is not enough for the level. */
function enrolShort(partner: PartnerDraft, level: Level) {
  earnSteadily(partner, requiredKpi(partner.period, level, partner.period.from) / 2);
  return learningCompetency('Data Analytics', level);
}

function payAfter(partner: PartnerDraft, day: number): void {
  const purchase: Purchase = { offer: ACTION_PACK, id: 'B1', on: dayAhead(partner.period, 5, 5) };
  order(partner, purchase);
  payOrder(partner, purchase, day);
}
