import type { CivilDate } from '../civil-date.ts';
import { importBenefit } from '../partner/benefits.ts';
import { type PartnerDraft, partnerIdOf } from '../partner/draft.ts';
import { ACTION_PACK, type Holding, hold, plainCompetency } from '../partner/memberships.ts';
import { reviewAndPay, reviewProfile } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import type { AwkwardCase } from './case.ts';

const SEATS = { kind: 'token', product: 'Microsoft 365', seats: 10 } as const;

/**
 * Partners that become one, in pairs: each case of a merged partner comes after that of the partner it is merged into.
 */
export const mergeCases: readonly AwkwardCase[] = [
  {
    name: 'stays-when-the-next-partner-is-merged-into-it',
    rules: ['R-MRG-1', 'R-MRG-2'],
    why: 'Two Action Packs and two packages are renewed as one each, at the later anniversary; benefits stay as they are.',
    build: (partner) => {
      const { period } = partner;
      reviewAndPay(partner, hold(partner, plainCompetency('Security', 'silver'), dayAhead(period, 6, 20)), { day: 10 });
      const pack = hold(partner, ACTION_PACK, dayAhead(period, 8, 4));
      importBenefit(partner, pack, SEATS);
      // It comes from the other one: see the next case.
      const later: Holding = { membership: { ...pack.membership, id: 'N2' }, anniversary: dayAhead(period, 9, 25) };
      reviewAndPay(partner, later, { day: 4 });
    },
  },
  {
    name: 'merged-in-the-middle-of-its-window',
    rules: ['R-MRG-1', 'R-MRG-2', 'R-MRG-3'],
    why: 'First tried without moving anything, then merged on day 12 of a window; afterwards nothing is its own any more.',
    build: (partner) => {
      const { period } = partner;
      partner.membershipPrefix = 'N';
      hold(partner, plainCompetency('Datacenter', 'gold'), dayAhead(period, 5, 7));
      const pack = hold(partner, ACTION_PACK, dayAhead(period, 9, 25));
      importBenefit(partner, pack, SEATS);
      mergeIntoTheOneBefore(partner, dayAhead(period, 5, 18), true);
      mergeIntoTheOneBefore(partner, dayAhead(period, 5, 19));
      reviewProfile(partner, dayAhead(period, 5, 21));
    },
  },
  {
    name: 'stays-as-it-is-when-a-merge-is-refused',
    rules: ['R-MRG-1', 'R-MRG-3'],
    why: 'Nothing moves when something stands in the way: renewed as if nobody had asked.',
    build: (partner) => reviewAndPay(partner, holdWithToken(partner, 10), { day: 6 }),
  },
  {
    name: 'merge-refused-because-of-conflicts',
    rules: ['R-MRG-1', 'R-MRG-3', 'R-LIC-2'],
    why: 'The same id of a membership and of a token as the partner before: refused with every conflict.',
    build: (partner) => {
      const holding = holdWithToken(partner, 25);
      mergeIntoTheOneBefore(partner, dayAhead(partner.period, 5, 26));
      reviewAndPay(partner, holding, { day: 11 });
    },
  },
];

/** Ids that another partner has, too. */
function holdWithToken(partner: PartnerDraft, seats: number): Holding {
  const holding = hold(partner, plainCompetency('Datacenter', 'silver'), dayAhead(partner.period, 6, 23));
  importBenefit(partner, holding, { ...SEATS, seats }, { id: 'T-SHARED' });
  return holding;
}

/** Given to the partner that stays, whichever of the two it is written for. */
function mergeIntoTheOneBefore({ id: from, number, commands }: PartnerDraft, on: CivilDate, dryRun?: boolean): void {
  const into = partnerIdOf(number - 1);
  const asked = { into, from, ticket: `TICKET-${4700 + number}`, ...(dryRun === undefined ? {} : { dryRun }) };
  commands.push({ on, partnerId: into, command: 'merge-partners', ...asked });
}
