import { addDays, type CivilDate, daysBetween } from '../civil-date.ts';
import type { Level } from '../model.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import {
  ACTION_PACK,
  advancedSpecialization,
  type Holding,
  hold,
  LEARNING_ACTION_PACK,
  learningCompetency,
  plainCompetency,
} from '../partner/memberships.ts';
import { EXCEPTED_COMPETENCY, LEARNING_COMPETENCIES, PLAIN_COMPETENCIES } from '../program-config.ts';
import { SKILLED_COMPETENCIES } from '../skill-paths.ts';

const ADVANCED_SPECIALIZATIONS = ['Kubernetes on Microsoft Azure', 'Adoption and Change Management'] as const;

const WITHOUT_LEARNING = [...PLAIN_COMPETENCIES, ...SKILLED_COMPETENCIES];

type Kind = 'gold-learning' | 'silver-learning' | 'learning-action-pack' | 'plain-competency' | 'action-pack';

const KINDS: readonly (readonly [weight: number, kind: Kind])[] = [
  [24, 'gold-learning'],
  [20, 'silver-learning'],
  [18, 'learning-action-pack'],
  [20, 'plain-competency'],
  [18, 'action-pack'],
];

/** One or two memberships, now and then three or four, no offer twice. */
export function drawMemberships(partner: PartnerDraft): readonly Holding[] {
  const { random } = partner;
  const main = random.weighted(KINDS);
  const holdings = [holdKind(partner, main)];
  if (main === 'gold-learning' && random.chance(20)) holdings.push(holdSecondCompetency(partner));
  if (main !== 'action-pack' && random.chance(38)) holdings.push(holdKind(partner, 'action-pack'));
  if (main !== 'plain-competency' && random.chance(22)) holdings.push(holdKind(partner, 'plain-competency'));
  if (main === 'plain-competency' && random.chance(15)) holdings.push(holdSpecialization(partner));
  return holdings;
}

function holdKind(partner: PartnerDraft, kind: Kind): Holding {
  const { random } = partner;
  const level: Level = random.chance(40) ? 'gold' : 'silver';
  const years = random.between(1, 7);
  const learning = random.pick([...LEARNING_COMPETENCIES, EXCEPTED_COMPETENCY]);
  switch (kind) {
    case 'gold-learning':
      return hold(partner, learningCompetency(learning, 'gold'), drawAnniversary(partner), years);
    case 'silver-learning':
      return hold(partner, learningCompetency(learning, 'silver'), drawAnniversary(partner), years);
    case 'plain-competency':
      return hold(partner, plainCompetency(random.pick(WITHOUT_LEARNING), level), drawAnniversary(partner), years);
    case 'learning-action-pack':
      return hold(partner, LEARNING_ACTION_PACK, drawAnniversaryOrOpenWindow(partner), years);
    case 'action-pack':
      return hold(partner, ACTION_PACK, drawAnniversaryOrOpenWindow(partner), years);
  }
}

/** A silver one beside the gold one, of another competency. */
function holdSecondCompetency(partner: PartnerDraft): Holding {
  const held = partner.memberships.map(({ offer }) => ('competency' in offer ? offer.competency : ''));
  const others = LEARNING_COMPETENCIES.filter((competency) => !held.includes(competency));
  const offer = learningCompetency(partner.random.pick(others), 'silver');
  return hold(partner, offer, drawAnniversary(partner), partner.random.between(1, 4));
}

/** The sample configures no requirement of an advanced specialization: it can only be renewed inside the extension. */
function holdSpecialization(partner: PartnerDraft): Holding {
  const { random, period } = partner;
  const lastDay = daysBetween(period.extension.from, period.extension.to);
  const anniversary = addDays(period.extension.from, random.between(0, lastDay));
  return hold(partner, advancedSpecialization(random.pick(ADVANCED_SPECIALIZATIONS)), anniversary, 2);
}

/** Any day of the first simulated year. */
function drawAnniversary({ random, period }: PartnerDraft): CivilDate {
  return addDays(period.from, random.between(0, 364));
}

/** Some windows stand open on the first day. Not those judged by KPI: their refresh ran before the simulation began. */
function drawAnniversaryOrOpenWindow(partner: PartnerDraft): CivilDate {
  const { random, period } = partner;
  return random.chance(6) ? addDays(period.from, -random.between(3, 20)) : drawAnniversary(partner);
}
