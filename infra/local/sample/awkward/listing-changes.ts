import { addDays, thirdMonday } from '../civil-date.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { handInListing, importListing } from '../partner/listings.ts';
import { ACTION_PACK, hold, LEARNING_ACTION_PACK } from '../partner/memberships.ts';
import { reviewAndPay } from '../partner/renewals.ts';
import { dayAhead, monthAhead } from '../period.ts';
import type { AwkwardCase } from './case.ts';

const SHARED_DOMAIN = 'joint-campus.example';

export const listingChangeCases: readonly AwkwardCase[] = [
  {
    name: 'listing-handed-in-on-the-day-of-submission',
    rules: ['R-DIR-3'],
    why: "Complete when the run starts: in this month's batch.",
    build: (partner) => {
      handInListing(partner, submissionDay(partner, 2));
      renewLearningPack(partner, 6);
    },
  },
  {
    name: 'listing-handed-in-the-day-after-submission',
    rules: ['R-DIR-3'],
    why: 'A day later: waits for the batch of the next month.',
    build: (partner) => {
      handInListing(partner, addDays(submissionDay(partner, 2), 1));
      renewLearningPack(partner, 7);
    },
  },
  {
    name: 'listing-renamed',
    rules: ['R-DIR-4'],
    why: 'Listed, then renamed twice between two batches: one update, with the last name.',
    build: (partner) => {
      importListing(partner);
      handInListing(partner, dayAhead(partner.period, 5, 2), { displayName: `${partner.name} Academy` });
      handInListing(partner, dayAhead(partner.period, 5, 6), { displayName: `${partner.name} Campus` });
      renewLearningPack(partner, 8);
    },
  },
  {
    name: 'listing-moved-to-a-second-domain',
    rules: ['R-DIR-2', 'R-DIR-4'],
    why: 'The partner has verified two domains, and a subdomain of the second one will do.',
    build: (partner) => {
      const second = `campus-${partner.domain}`;
      partner.domains = [...partner.domains, second];
      importListing(partner);
      handInListing(partner, dayAhead(partner.period, 4, 9), { url: `https://learn.${second}/microsoft` });
      renewLearningPack(partner, 9);
    },
  },
  {
    name: 'listing-spoilt-during-the-year',
    rules: ['R-DIR-2', 'R-DIR-3'],
    why: 'Visible, then changed to a URL that is not allowed, then mended.',
    build: (partner) => {
      importListing(partner);
      handInListing(partner, dayAhead(partner.period, 3, 4), { url: 'https://learn.microsoft.com/training' });
      handInListing(partner, dayAhead(partner.period, 6, 4));
      renewLearningPack(partner, 10);
    },
  },
  {
    name: 'listing-withdrawn-on-expiry',
    rules: ['R-DIR-4', 'R-EXP-1'],
    why: 'The fee is not paid: withdrawn with the submission after the expiry.',
    build: (partner) => {
      importListing(partner);
      hold(partner, LEARNING_ACTION_PACK, dayAhead(partner.period, 4, 11));
    },
  },
  {
    name: 'listing-without-a-learning-membership',
    rules: ['R-DIR-1'],
    why: 'A complete listing, but only an Action Pack: not for the directory.',
    build: (partner) => {
      importListing(partner);
      reviewAndPay(partner, hold(partner, ACTION_PACK, dayAhead(partner.period, 5, 13)));
    },
  },
  {
    name: 'listing-with-a-shared-page',
    rules: ['R-DIR-2'],
    why: 'Two partners have verified one domain and name one page: it must be unique. This is the first of them.',
    build: (partner) => listSharedPage(partner, 6),
  },
  {
    name: 'listing-with-the-same-shared-page',
    rules: ['R-DIR-2'],
    why: 'The second of the two; from the middle of the year on it has a page of its own.',
    build: (partner) => {
      listSharedPage(partner, 7);
      handInListing(partner, dayAhead(partner.period, 6, 3));
    },
  },
];

function listSharedPage(partner: PartnerDraft, renewedInMonth: number): void {
  partner.domains = [...partner.domains, SHARED_DOMAIN];
  importListing(partner, { url: `https://${SHARED_DOMAIN}/microsoft` });
  renewLearningPack(partner, renewedInMonth);
}

function renewLearningPack(partner: PartnerDraft, month: number): void {
  reviewAndPay(partner, hold(partner, LEARNING_ACTION_PACK, dayAhead(partner.period, month, 12)));
}

function submissionDay({ period }: PartnerDraft, month: number): string {
  return thirdMonday(monthAhead(period.from, month));
}
