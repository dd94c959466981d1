import { anniversaryOf, type CivilDate, civilDate, isLeapYear, nextOccurrence, parts } from '../civil-date.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { earnExactly } from '../partner/kpi.ts';
import {
  ACTION_PACK,
  type Holding,
  hold,
  holdSince,
  LEARNING_ACTION_PACK,
  learningCompetency,
} from '../partner/memberships.ts';
import { reviewAndPay } from '../partner/renewals.ts';
import { requiredKpi } from '../program-config.ts';
import type { AwkwardCase } from './case.ts';

export const anniversaryCases: readonly AwkwardCase[] = [
  {
    name: 'leap-day-paid-on-last-day',
    rules: ['R-CAL-2', 'R-CAL-3'],
    why: 'Bought on 29 February: due on the 28th, day 30 is 30 March; the next leap year it is the 29th again.',
    build: (partner) => reviewAndPay(partner, holdSinceLeapDay(partner, 0), { day: 30 }),
  },
  {
    name: 'leap-day-unpaid',
    rules: ['R-CAL-2', 'R-CAL-4'],
    why: 'Bought on an earlier 29 February, renewed since, now forgotten: expires 31 days after the 28th.',
    build: (partner) => void holdSinceLeapDay(partner, 1),
  },
  {
    name: 'bought-on-28-february-of-a-leap-year',
    rules: ['R-CAL-2'],
    why: 'Looks like the leap day in common years, but stays on the 28th in leap years.',
    build: (partner) => {
      const purchasedOn = `${leapDay(partner, 0).slice(0, 8)}28`;
      reviewAndPay(partner, holdSince(partner, ACTION_PACK, purchasedOn, openCycle(partner, purchasedOn)), { day: 3 });
    },
  },
  {
    name: 'anniversary-on-31-january',
    rules: ['R-CAL-3'],
    why: 'The window spans all of February: adding a month instead of 30 days gives another last day.',
    build: (partner) => reviewAndPay(partner, onDay(partner, 1, 31), { day: 30 }),
  },
  {
    name: 'anniversary-on-31-march',
    rules: ['R-CAL-3'],
    why: 'The window is April to the day; there is no 31 April to end on.',
    build: (partner) => reviewAndPay(partner, onDay(partner, 3, 31), { day: 30 }),
  },
  {
    name: 'anniversary-on-31-august-unpaid',
    rules: ['R-CAL-4'],
    why: 'A month end followed by a month of 30 days: the window ends on 30 September, expiry is 1 October.',
    build: (partner) => void onDay(partner, 8, 31),
  },
  {
    name: 'anniversary-on-31-december',
    rules: ['R-CAL-3'],
    why: 'Notices fall into one year, the window into the next.',
    build: (partner) => reviewAndPay(partner, onDay(partner, 12, 31), { day: 12 }),
  },
  {
    name: 'last-day-of-the-program-year',
    rules: ['R-KPI-6'],
    why: 'Has exactly the KPI of the program year that ends with its anniversary, on 30 June: met.',
    build: (partner) => earnForThirtiethOfJune(partner, onDay(partner, 6, 30, learningCompetency('DevOps', 'gold'))),
  },
  {
    name: 'first-day-of-the-program-year',
    rules: ['R-KPI-6', 'R-REN-4'],
    why: 'Has the same KPI, but its anniversary on 1 July belongs to the next, dearer program year: not met.',
    build: (partner) => earnForThirtiethOfJune(partner, onDay(partner, 7, 1, learningCompetency('DevOps', 'gold'))),
  },
];

function onDay(partner: PartnerDraft, month: number, day: number, offer = LEARNING_ACTION_PACK): Holding {
  return hold(partner, offer, nextOccurrence(partner.period.from, month, day));
}

function earnForThirtiethOfJune(partner: PartnerDraft, holding: Holding): void {
  const endOfYear = civilDate(parts(holding.anniversary).year, 6, 30);
  earnExactly(partner, holding.anniversary, requiredKpi(partner.period, 'gold', endOfYear));
  reviewAndPay(partner, holding);
}

function holdSinceLeapDay(partner: PartnerDraft, leapDaysBack: number): Holding {
  const purchasedOn = leapDay(partner, leapDaysBack);
  return holdSince(partner, ACTION_PACK, purchasedOn, openCycle(partner, purchasedOn));
}

/** The last 29 February before the year of the first simulated day, or one before that. */
function leapDay({ period }: PartnerDraft, back: number): CivilDate {
  let year = parts(period.from).year - 1 - 4 * back;
  while (!isLeapYear(year)) year -= 1;
  return civilDate(year, 2, 29);
}

/** The first anniversary that is not before the first simulated day. */
function openCycle({ period }: PartnerDraft, purchasedOn: CivilDate): number {
  let cycle = 1;
  while (anniversaryOf(purchasedOn, cycle) < period.from) cycle += 1;
  return cycle;
}
