import { giveCommand, type PartnerDraft } from '../partner/draft.ts';
import { upgrade } from '../partner/enrolments.ts';
import { hold, plainCompetency } from '../partner/memberships.ts';
import { employCertified } from '../partner/team.ts';
import { dayAhead } from '../period.ts';
import { COLLABORATION, PEOPLE, TEAMS_ADMINISTRATOR } from '../skill-paths.ts';
import type { AwkwardCase } from './case.ts';

/** From silver to gold. */
export const upgradeCases: readonly AwkwardCase[] = [
  {
    name: 'upgraded-in-the-middle-of-the-year',
    rules: ['R-MEM-5', 'R-MEM-7'],
    why: 'Silver is superseded and gets no more notices; gold has a year of its own. Asked later what it may display.',
    build: (partner) => {
      upgradeOn(partner, -120, PEOPLE.gold);
      giveCommand(partner, dayAhead(partner.period, 4, 2), { command: 'explain' });
    },
  },
  {
    name: 'upgraded-on-the-last-day-of-the-window',
    rules: ['R-MEM-5'],
    why: 'Silver is still active on day 30: upgraded instead of renewed.',
    build: (partner) => upgradeOn(partner, 30, PEOPLE.gold),
  },
  {
    name: 'upgrade-a-day-after-the-window',
    rules: ['R-MEM-5', 'R-EXP-1'],
    why: 'On day 31 there is no silver left to upgrade: refused, expired.',
    build: (partner) => upgradeOn(partner, 31, PEOPLE.gold),
  },
  {
    name: 'upgrade-without-enough-people',
    rules: ['R-MEM-3', 'R-MEM-5'],
    why: 'One person short of gold: refused, and silver stays as it is.',
    build: (partner) => upgradeOn(partner, 12, PEOPLE.gold - 1),
  },
];

/** `day` counts from the anniversary. */
function upgradeOn(partner: PartnerDraft, day: number, people: number): void {
  const holding = hold(partner, plainCompetency(COLLABORATION, 'silver'), dayAhead(partner.period, 6, 18));
  employCertified(partner, TEAMS_ADMINISTRATOR, people);
  upgrade(partner, holding, day);
}
