import { addDays } from '../civil-date.ts';
import type { Grant, Offer } from '../model.ts';
import {
  activateKey,
  activateToken,
  assignSubscription,
  importBenefit,
  issueToken,
  replaceToken,
} from '../partner/benefits.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { ACTION_PACK, type Holding, hold, plainCompetency } from '../partner/memberships.ts';
import { reviewAndPay } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import type { AwkwardCase } from './case.ts';

const SEATS: Grant = { kind: 'token', product: 'Microsoft 365', seats: 25 };
const KEY: Grant = { kind: 'mak', product: 'Windows Server', activations: 10 };
const PROFESSIONAL: Grant = { kind: 'visual-studio', edition: 'professional' };
const ENTERPRISE: Grant = { kind: 'visual-studio', edition: 'enterprise' };

/** Tokens, keys and subscriptions. */
export const licenceCases: readonly AwkwardCase[] = [
  {
    name: 'token-replaced-on-day-30',
    rules: ['R-LIC-2', 'R-LIC-3'],
    why: 'Issued, activated on the wrong tenant, replaced on the last day; the new one is activated, not replaced again.',
    build: (partner) => {
      replaceAfter(partner, 30);
      const on = dayAhead(partner.period, 4, 20);
      activateToken(partner, on, 'T-NEW');
      replaceToken(partner, addDays(on, 1), 'T-NEW', 'T-NEWER');
    },
  },
  {
    name: 'token-replaced-on-day-31',
    rules: ['R-LIC-3'],
    why: 'A day too late: refused.',
    build: (partner) => replaceAfter(partner, 31),
  },
  {
    name: 'token-activated-twice',
    rules: ['R-LIC-2'],
    why: 'A part of its seats is refused, then all of them are activated, and a second time is refused.',
    build: (partner) => {
      const tokenId = importBenefit(partner, holdPaid(partner), SEATS);
      activateToken(partner, dayAhead(partner.period, 2, 8), tokenId, 5);
      activateToken(partner, dayAhead(partner.period, 2, 9), tokenId);
      activateToken(partner, dayAhead(partner.period, 4, 9), tokenId);
    },
  },
  {
    name: 'key-used-up',
    rules: ['R-LIC-4'],
    why: 'Ten activations: six, then five that are one too many, then four; after that none is left.',
    build: (partner) => {
      const tokenId = importBenefit(partner, holdPaid(partner), KEY);
      [6, 5, 4, 1].forEach((count, index) => {
        activateKey(partner, dayAhead(partner.period, 2, 10 + index), tokenId, count);
      });
    },
  },
  {
    name: 'subscription-reassigned-on-day-90',
    rules: ['R-LIC-5'],
    why: 'To another person on day 89: refused; on day 90 it is done.',
    build: (partner) => {
      const on = addDays(partner.period.from, -20);
      const assignment = { on, to: `first@${partner.domain}` };
      const tokenId = importBenefit(partner, holdPaid(partner), PROFESSIONAL, { assignment });
      assignSubscription(partner, addDays(on, 89), tokenId, 'second');
      assignSubscription(partner, addDays(on, 90), tokenId, 'second');
    },
  },
  {
    name: 'action-pack-with-enterprise',
    rules: ['R-LIC-5'],
    why: 'The pack includes Visual Studio Professional, not Enterprise: refused, then issued and assigned.',
    build: (partner) => {
      const holding = holdPaid(partner, ACTION_PACK);
      const on = dayAhead(partner.period, 4, 14);
      issueToken(partner, holding, on, 'VS-1', ENTERPRISE);
      issueToken(partner, holding, addDays(on, 1), 'VS-1', PROFESSIONAL);
      assignSubscription(partner, addDays(on, 1), 'VS-1', 'developer');
    },
  },
  {
    name: 'benefits-end-with-the-membership',
    rules: ['R-LIC-1', 'R-LIC-6', 'R-EXP-1'],
    why: 'Never paid: the expiry notice lists what ends, and a token that is left cannot be activated any more.',
    build: (partner) => {
      const holding = hold(partner, plainCompetency('Security', 'gold'), dayAhead(partner.period, 5, 10));
      const activation = { on: addDays(partner.period.from, -40), tenant: partner.domain };
      importBenefit(partner, holding, SEATS, { activation });
      const unused = importBenefit(partner, holding, SEATS);
      importBenefit(partner, holding, KEY);
      importBenefit(partner, holding, ENTERPRISE, { assignment: { on: activation.on, to: `dev@${partner.domain}` } });
      activateToken(partner, addDays(holding.anniversary, 31), unused);
    },
  },
];

/** A membership that is renewed in the middle of the year. */
function holdPaid(partner: PartnerDraft, offer: Offer = plainCompetency('Datacenter', 'silver')): Holding {
  const holding = hold(partner, offer, dayAhead(partner.period, 7, 11));
  reviewAndPay(partner, holding, { day: 9 });
  return holding;
}

/** Issued and activated in the third month, replaced so many days after the activation. */
function replaceAfter(partner: PartnerDraft, days: number): void {
  const holding = holdPaid(partner);
  const on = dayAhead(partner.period, 2, 12);
  issueToken(partner, holding, addDays(on, -3), 'T-OLD', SEATS);
  activateToken(partner, on, 'T-OLD');
  replaceToken(partner, addDays(on, days), 'T-OLD', 'T-NEW');
}
