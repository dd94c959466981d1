import { addDays } from '../civil-date.ts';
import type { Level } from '../model.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import type { Holding } from '../partner/memberships.ts';
import { certify, employ, measure } from '../partner/team.ts';
import {
  ACTIVE_USAGE,
  COLLABORATION,
  DEVICES,
  ENDPOINT_ADMINISTRATOR,
  MOBILITY,
  NEW_CUSTOMERS,
  OTHER_CERTIFICATIONS,
  PEOPLE,
  SEATS,
  TEAMS_ADMINISTRATOR,
} from '../skill-paths.ts';

/**
 * The employees and figures that the partner's memberships require, mostly; and employees whom no requirement needs.
 */
export function addUsualTeam(partner: PartnerDraft, holdings: readonly Holding[]): void {
  for (const { membership } of holdings) {
    const { offer } = membership;
    if (offer.offer === 'competency') meetRequirement(partner, offer.competency, offer.level);
  }
  const { random } = partner;
  for (let colleagues = random.between(2, 4); colleagues > 0; colleagues -= 1) addColleague(partner);
}

function meetRequirement(partner: PartnerDraft, competency: string, level: Level): void {
  const { random } = partner;
  const byFigures = random.chance(40);
  if (competency === COLLABORATION) addCertified(partner, TEAMS_ADMINISTRATOR, PEOPLE[level]);
  if (competency === DEVICES)
    measure(partner, { competency, metric: 'deployed-seats', value: drawFigure(SEATS[level]) });
  if (competency === MOBILITY && !byFigures) addCertified(partner, ENDPOINT_ADMINISTRATOR, PEOPLE[level]);
  if (competency === MOBILITY && byFigures) {
    measure(partner, { competency, metric: 'active-usage', value: drawFigure(ACTIVE_USAGE[level]) });
    measure(partner, { competency, metric: 'new-customers', value: drawFigure(NEW_CUSTOMERS[level]) });
  }

  /** One in eight is below the goal. */
  function drawFigure(goal: number): string {
    const percent = random.chance(12) ? random.between(60, 95) : random.between(100, 180);
    return String(Math.floor((goal * percent) / 100));
  }
}

/** Sometimes one more than it takes; sometimes one of them loses the certification during the year. */
function addCertified(partner: PartnerDraft, certification: string, people: number): void {
  const { random, period } = partner;
  const spare = random.chance(45) ? 1 : 0;
  for (let person = 0; person < people + spare; person += 1) {
    const expires = random.chance(12) ? addDays(period.from, random.between(40, 380)) : '';
    certify(partner, employ(partner), certification, { expiresOn: expires });
  }
}

function addColleague(partner: PartnerDraft): void {
  const { random, period } = partner;
  const leftOn = random.chance(10) ? addDays(period.from, -random.between(1, 150)) : '';
  const id = employ(partner, { leftOn });
  for (const certification of OTHER_CERTIFICATIONS)
    if (random.chance(60))
      certify(partner, id, certification, { expiresOn: addDays(period.from, random.between(50, 900)) });
}
