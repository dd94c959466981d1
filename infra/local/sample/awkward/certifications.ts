import { addDays, type CivilDate, isLeapYear, monthEnd, parts } from '../civil-date.ts';
import { giveCommand, type PartnerDraft } from '../partner/draft.ts';
import { type Holding, hold, plainCompetency } from '../partner/memberships.ts';
import { pay, reviewAndPay, reviewProfile } from '../partner/renewals.ts';
import { certify, employ, employCertified, leave, passExam } from '../partner/team.ts';
import { dayAhead, monthAhead, type Period } from '../period.ts';
import { COLLABORATION, TEAMS_ADMINISTRATOR } from '../skill-paths.ts';
import type { AwkwardCase } from './case.ts';

/** Employees whose certifications count, and cease to. */
export const certificationCases: readonly AwkwardCase[] = [
  {
    name: 'certification-expires-in-the-middle-of-the-year',
    rules: ['R-COMP-4', 'R-COMP-5', 'R-MEM-3'],
    why: 'Asked before, the forecast names the day; on that day the admins are told, not again; the payment is refused.',
    build: (partner) => {
      const holding = holdSilver(partner, 10, 14);
      addExpiring(partner, dayAhead(partner.period, 5, 12));
      giveCommand(partner, dayAhead(partner.period, 4, 1), { command: 'explain' });
      reviewAndPay(partner, holding, { day: 8 });
    },
  },
  {
    name: 'certification-expires-on-the-leap-day',
    rules: ['R-CAL-1', 'R-COMP-4', 'R-COMP-5'],
    why: 'Valid through 28 February, expired on the 29th where there is one: told on that day.',
    build: (partner) => {
      const holding = holdSilver(partner, 9, 6);
      addExpiring(partner, lastDayOfFebruary(partner.period));
      reviewAndPay(partner, holding, { day: 12 });
    },
  },
  {
    name: 'employee-leaves',
    rules: ['R-COMP-4', 'R-COMP-5'],
    why: 'One of two leaves: told on that day. Nobody fills the place, and nobody pays: it expires.',
    build: (partner) => {
      holdSilver(partner, 8, 22);
      const [leaver = ''] = employCertified(partner, TEAMS_ADMINISTRATOR, 2);
      leave(partner, leaver, dayAhead(partner.period, 4, 9));
    },
  },
  {
    name: 'employee-leaves-who-was-one-too-many',
    rules: ['R-COMP-4', 'R-COMP-5'],
    why: 'Two of three are enough: nobody is told anything, and it is renewed.',
    build: (partner) => {
      const holding = holdSilver(partner, 8, 24);
      const [leaver = ''] = employCertified(partner, TEAMS_ADMINISTRATOR, 3);
      leave(partner, leaver, dayAhead(partner.period, 4, 10));
      reviewAndPay(partner, holding, { day: 16 });
    },
  },
  {
    name: 'at-risk-recovered-and-at-risk-again',
    rules: ['R-COMP-3', 'R-COMP-5'],
    why: 'A colleague passes the exam, which counts a day later; then the next one leaves: told twice, once per change.',
    build: (partner) => {
      holdSilver(partner, 9, 27);
      const [first = '', second = ''] = employCertified(partner, TEAMS_ADMINISTRATOR, 2);
      const colleague = employ(partner);
      leave(partner, first, dayAhead(partner.period, 4, 11));
      passExam(partner, colleague, TEAMS_ADMINISTRATOR, dayAhead(partner.period, 5, 20));
      leave(partner, second, dayAhead(partner.period, 7, 3));
    },
  },
  {
    name: 'paid-on-the-day-of-the-exam-and-the-day-after',
    rules: ['R-COMP-3', 'R-REN-4'],
    why: 'The exam counts 24 hours later: the payment of its day is refused, that of the next day renews.',
    build: (partner) => {
      const holding = holdSilver(partner, 6, 4);
      employCertified(partner, TEAMS_ADMINISTRATOR, 1);
      const colleague = employ(partner);
      reviewProfile(partner, addDays(holding.anniversary, -4));
      passExam(partner, colleague, TEAMS_ADMINISTRATOR, addDays(holding.anniversary, 18));
      pay(partner, holding, { day: 18 });
      pay(partner, holding, { day: 19 });
    },
  },
  {
    name: 'gold-falls-back-for-want-of-people',
    rules: ['R-COMP-4', 'R-MEM-4', 'R-REN-4'],
    why: 'One of four leaves before the renewal: gold is refused naming silver, and silver is accepted.',
    build: (partner) => {
      const holding = hold(partner, plainCompetency(COLLABORATION, 'gold'), dayAhead(partner.period, 7, 8));
      const [leaver = ''] = employCertified(partner, TEAMS_ADMINISTRATOR, 4);
      leave(partner, leaver, dayAhead(partner.period, 6, 19));
      reviewAndPay(partner, holding, { day: 5 });
      pay(partner, holding, { day: 9, fallback: 'silver' });
    },
  },
];

function holdSilver(partner: PartnerDraft, month: number, day: number): Holding {
  return hold(partner, plainCompetency(COLLABORATION, 'silver'), dayAhead(partner.period, month, day));
}

/** Two people, one of whose certifications ends on that day. */
function addExpiring(partner: PartnerDraft, expiresOn: CivilDate): void {
  employCertified(partner, TEAMS_ADMINISTRATOR, 1);
  certify(partner, employ(partner), TEAMS_ADMINISTRATOR, { expiresOn });
}

/** A leap day if the period has one. */
function lastDayOfFebruary({ from, to }: Period): CivilDate {
  const months = Array.from({ length: 14 }, (_, month) => monthAhead(from, month));
  const ends = months.filter((month) => parts(month).month === 2).map(monthEnd);
  const within = ends.filter((day) => day >= from && day <= to);
  return within.find((day) => isLeapYear(parts(day).year)) ?? within.at(-1) ?? to;
}
