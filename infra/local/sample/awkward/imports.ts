import { addDays } from '../civil-date.ts';
import { earnSteadily } from '../partner/kpi.ts';
import { importListing } from '../partner/listings.ts';
import {
  ACTION_PACK,
  hold,
  LEARNING_ACTION_PACK,
  learningCompetency,
  nextYear,
  plainCompetency,
} from '../partner/memberships.ts';
import { pay, reviewAndPay } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import type { AwkwardCase } from './case.ts';

/** Imported data of the first day, and partners with several memberships or changes. */
export const importCases: readonly AwkwardCase[] = [
  {
    name: 'imported-late-in-its-window',
    rules: ['R-NOT-3'],
    why: 'Day 24 on the first day: several stages are due, the latest is sent, the others are superseded.',
    build: (partner) => {
      reviewAndPay(partner, hold(partner, ACTION_PACK, addDays(partner.period.from, -24)), { day: 28 });
    },
  },
  {
    name: 'imported-on-the-last-day-of-its-window',
    rules: ['R-NOT-3', 'R-EXP-1'],
    why: 'Day 30 on the first day, never paid: one notice, and expiry the next morning.',
    build: (partner) => void hold(partner, ACTION_PACK, addDays(partner.period.from, -30)),
  },
  {
    name: 'window-closed-the-day-before-the-import',
    rules: ['R-CAL-4'],
    why: 'Day 31 on the first day: loaded as expired, without any notice.',
    build: (partner) => void hold(partner, plainCompetency('Security', 'silver'), addDays(partner.period.from, -31)),
  },
  {
    name: 'window-closed-long-before-the-import',
    rules: ['R-CAL-4', 'R-REN-7'],
    why: 'Expired for half a year: no notice, and a payment today is refused.',
    build: (partner) => {
      const holding = hold(partner, ACTION_PACK, addDays(partner.period.from, -200), 2);
      pay(partner, holding, { day: 260 });
    },
  },
  {
    name: 'first-notice-due-on-the-first-day',
    rules: ['R-NOT-1'],
    why: 'Thirty days before the anniversary: the first stage is due on the day of the import, alone.',
    build: (partner) =>
      reviewAndPay(partner, hold(partner, ACTION_PACK, addDays(partner.period.from, 30)), { day: 14 }),
  },
  {
    name: 'bought-shortly-before-the-import',
    rules: ['R-CAL-2', 'R-NOT-1'],
    why: 'No anniversary yet: silence for most of a year, then the first cycle.',
    build: (partner) => {
      const holding = hold(partner, LEARNING_ACTION_PACK, addDays(partner.period.from, 320), 1);
      reviewAndPay(partner, holding, { day: 7 });
    },
  },
  {
    name: 'two-anniversaries-in-one-simulation',
    rules: ['R-REN-2', 'R-NOT-2'],
    why: 'Due in the second week and again a year later: both cycles have all of their notices.',
    build: (partner) => {
      const holding = hold(partner, ACTION_PACK, addDays(partner.period.from, 11));
      reviewAndPay(partner, holding, { day: 5 });
      reviewAndPay(partner, nextYear(holding), { day: 25 });
    },
  },
  {
    name: 'four-memberships-of-one-partner',
    rules: ['R-NOT-2', 'R-MEM-6'],
    why: 'Two of them due on one day, one forgotten: each has notices of its own; one KPI serves both competencies.',
    build: (partner) => {
      importListing(partner);
      earnSteadily(partner, 14000);
      const together = dayAhead(partner.period, 7, 19);
      reviewAndPay(partner, hold(partner, ACTION_PACK, together));
      reviewAndPay(partner, hold(partner, learningCompetency('Data Analytics', 'gold'), together));
      reviewAndPay(partner, hold(partner, learningCompetency('DevOps', 'silver'), dayAhead(partner.period, 9, 2)));
      hold(partner, plainCompetency('Security', 'gold'), dayAhead(partner.period, 5, 27));
    },
  },
  {
    name: 'expired-next-to-renewed',
    rules: ['R-DIR-1', 'R-EXP-1'],
    why: 'Loses its pack and keeps its competency: stays in the directory.',
    build: (partner) => {
      importListing(partner);
      earnSteadily(partner, 4500);
      hold(partner, LEARNING_ACTION_PACK, dayAhead(partner.period, 4, 21));
      reviewAndPay(
        partner,
        hold(partner, learningCompetency('Cloud Platform', 'silver'), dayAhead(partner.period, 8, 6)),
      );
    },
  },
];
