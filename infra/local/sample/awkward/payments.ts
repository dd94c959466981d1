import { addDays } from '../civil-date.ts';
import { importListing } from '../partner/listings.ts';
import { ACTION_PACK, hold, LEARNING_ACTION_PACK, plainCompetency } from '../partner/memberships.ts';
import { pay, reviewAndPay, reviewProfile } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import type { AwkwardCase } from './case.ts';

export const paymentCases: readonly AwkwardCase[] = [
  {
    name: 'paid-on-day-1',
    rules: ['R-CAL-3', 'R-REN-2'],
    why: 'The first day of the window counts; the new anniversary does not depend on the day of payment.',
    build: (partner) => reviewAndPay(partner, hold(partner, ACTION_PACK, dayAhead(partner.period, 1, 9)), { day: 1 }),
  },
  {
    name: 'paid-on-day-30',
    rules: ['R-CAL-3'],
    why: 'The last day of the window counts; the notice of day 30 must not follow the payment.',
    build: (partner) => {
      const offer = plainCompetency('Security', 'gold');
      reviewAndPay(partner, hold(partner, offer, dayAhead(partner.period, 2, 11)), { day: 30 });
    },
  },
  {
    name: 'paid-on-day-30-recorded-on-day-31',
    rules: ['R-REN-6', 'R-EXP-2'],
    why: 'Recorded on the morning of the very day on which it would expire: renewed, and no expiry notice.',
    build: (partner) => {
      const holding = hold(partner, ACTION_PACK, dayAhead(partner.period, 4, 14));
      reviewAndPay(partner, holding, { day: 30, recordedOnDay: 31 });
    },
  },
  {
    name: 'paid-too-early-then-again',
    rules: ['R-REN-1'],
    why: 'Refused with the day on which the window opens; the second payment is in time.',
    build: (partner) => {
      const holding = hold(partner, ACTION_PACK, dayAhead(partner.period, 2, 24));
      reviewProfile(partner, addDays(holding.anniversary, -12));
      pay(partner, holding, { day: -5 });
      pay(partner, holding, { day: 8 });
    },
  },
  {
    name: 'paid-on-the-anniversary-only',
    rules: ['R-REN-1', 'R-CAL-3'],
    why: 'The anniversary itself is a day too early: refused, and without another payment it expires.',
    build: (partner) => reviewAndPay(partner, hold(partner, ACTION_PACK, dayAhead(partner.period, 4, 6)), { day: 0 }),
  },
  {
    name: 'paid-on-day-31',
    rules: ['R-CAL-4', 'R-REN-7'],
    why: 'One day too late is too late: refused.',
    build: (partner) => reviewAndPay(partner, hold(partner, ACTION_PACK, dayAhead(partner.period, 5, 3)), { day: 31 }),
  },
  {
    name: 'paid-on-day-45-without-override',
    rules: ['R-REN-7'],
    why: 'Far too late, and nobody granted an override: refused.',
    build: (partner) => {
      const offer = plainCompetency('Datacenter', 'silver');
      reviewAndPay(partner, hold(partner, offer, dayAhead(partner.period, 6, 17)), { day: 45 });
    },
  },
  {
    name: 'paid-in-time-recorded-after-expiry',
    rules: ['R-REN-6', 'R-NOT-1'],
    why: 'The bank was slow: expired on day 31, reinstated on day 36 as if it had been recorded in time.',
    build: (partner) => {
      const holding = hold(partner, plainCompetency('Security', 'silver'), dayAhead(partner.period, 7, 2));
      reviewAndPay(partner, holding, { day: 28, recordedOnDay: 36 });
    },
  },
  {
    name: 'paid-in-time-recorded-months-later',
    rules: ['R-REN-6', 'R-DIR-4'],
    why: 'Reinstated after its directory listing was withdrawn: the listing comes back with the next batch.',
    build: (partner) => {
      importListing(partner);
      const holding = hold(partner, LEARNING_ACTION_PACK, dayAhead(partner.period, 2, 5));
      reviewAndPay(partner, holding, { day: 12, recordedOnDay: 150 });
    },
  },
  {
    name: 'never-heard-of-again',
    rules: ['R-NOT-1', 'R-EXP-1'],
    why: 'No review, no payment, no answer: every stage is sent, then it expires.',
    build: (partner) =>
      void hold(partner, plainCompetency('Cloud Productivity', 'gold'), dayAhead(partner.period, 5, 20)),
  },
  {
    name: 'same-payment-sent-twice',
    rules: ['R-REN-1'],
    why: 'The operator presses the button twice: one payment, one confirmation.',
    build: (partner) => {
      reviewAndPay(partner, hold(partner, ACTION_PACK, dayAhead(partner.period, 6, 8)), { day: 9 });
      partner.commands.push(...partner.commands.slice(-1));
    },
  },
  {
    name: 'fee-paid-a-second-time',
    rules: ['R-REN-1', 'R-REN-2'],
    why: 'A second transfer in the same window is not the fee of the year after: refused as too early.',
    build: (partner) => {
      const holding = hold(partner, ACTION_PACK, dayAhead(partner.period, 8, 12));
      reviewAndPay(partner, holding, { day: 6 });
      pay(partner, holding, { day: 19 });
    },
  },
];
