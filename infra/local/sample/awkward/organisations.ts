import { addDays } from '../civil-date.ts';
import { giveCommand, type PartnerDraft } from '../partner/draft.ts';
import { type Holding, hold, plainCompetency } from '../partner/memberships.ts';
import { reviewAndPay } from '../partner/renewals.ts';
import { associateEmployee, employCertified, employeeIdOf, leave, measure } from '../partner/team.ts';
import { dayAhead } from '../period.ts';
import { ACTIVE_USAGE, DEVICES, ENDPOINT_ADMINISTRATOR, MOBILITY, NEW_CUSTOMERS, SEATS } from '../skill-paths.ts';
import type { AwkwardCase } from './case.ts';

/** People who change their employer, and figures that change. */
export const organisationCases: readonly AwkwardCase[] = [
  {
    name: 'employee-goes-over-to-the-next-partner',
    rules: ['R-COMP-2', 'R-COMP-5'],
    why: 'Says nothing; the other partner does: severed here on that day, and this renewal is at risk.',
    build: (partner) => {
      holdMobility(partner, 7, 13);
      employCertified(partner, ENDPOINT_ADMINISTRATOR, 2);
    },
  },
  {
    name: 'takes-on-an-employee-of-the-partner-before',
    rules: ['R-COMP-2', 'R-COMP-3'],
    why: 'The certification comes with the person and counts here from the next day on: renewed with it.',
    build: (partner) => {
      const holding = holdMobility(partner, 7, 16);
      employCertified(partner, ENDPOINT_ADMINISTRATOR, 1);
      associateEmployee(partner, employeeIdOf(partner.number - 1, 1), dayAhead(partner.period, 5, 6));
      reviewAndPay(partner, holding, { day: 7 });
    },
  },
  {
    name: 'employee-leaves-where-figures-suffice',
    rules: ['R-COMP-1', 'R-COMP-5'],
    why: 'Of two paths one is left: nobody is told anything, and it is renewed.',
    build: (partner) => {
      const holding = holdMobility(partner, 9, 9);
      const [leaver = ''] = employCertified(partner, ENDPOINT_ADMINISTRATOR, 2);
      measureMobility(partner);
      leave(partner, leaver, dayAhead(partner.period, 5, 17));
      reviewAndPay(partner, holding, { day: 11 });
    },
  },
  {
    name: 'figures-just-reach-the-goal',
    rules: ['R-COMP-1', 'R-KPI-7'],
    why: 'As many seats as it takes and not one more: met.',
    build: (partner) => {
      const holding = holdDevices(partner, 6, 12);
      measure(partner, { competency: DEVICES, metric: 'deployed-seats', value: String(SEATS.silver) });
      reviewAndPay(partner, holding, { day: 20 });
    },
  },
  {
    name: 'figures-fall-below-the-goal',
    rules: ['R-COMP-1', 'R-COMP-5', 'R-REN-4'],
    why: 'A new figure, one seat short: told on that day, and the payment is refused until a better one comes.',
    build: (partner) => {
      const holding = holdDevices(partner, 8, 3);
      const { anniversary } = holding;
      measure(partner, { competency: DEVICES, metric: 'deployed-seats', value: String(SEATS.silver + 40) });
      record(partner, addDays(anniversary, -50), SEATS.silver - 1);
      reviewAndPay(partner, holding, { day: 6 });
      record(partner, addDays(anniversary, 14), SEATS.silver + 10);
      reviewAndPay(partner, holding, { day: 14 });
    },
  },
];

function holdMobility(partner: PartnerDraft, month: number, day: number): Holding {
  return hold(partner, plainCompetency(MOBILITY, 'silver'), dayAhead(partner.period, month, day));
}

function measureMobility(partner: PartnerDraft): void {
  measure(partner, { competency: MOBILITY, metric: 'active-usage', value: String(ACTIVE_USAGE.silver + 25) });
  measure(partner, { competency: MOBILITY, metric: 'new-customers', value: String(NEW_CUSTOMERS.silver + 1) });
}

function holdDevices(partner: PartnerDraft, month: number, day: number): Holding {
  return hold(partner, plainCompetency(DEVICES, 'silver'), dayAhead(partner.period, month, day));
}

function record(partner: PartnerDraft, on: string, seats: number): void {
  const figure = { competency: DEVICES, metric: 'deployed-seats', value: String(seats), measuredOn: on } as const;
  giveCommand(partner, on, { command: 'record-performance', ...figure });
}
