import { addDays, addMonths, type CivilDate } from '../civil-date.ts';
import { activateKey, importBenefit } from '../partner/benefits.ts';
import { giveCommand, type PartnerDraft } from '../partner/draft.ts';
import { ACTION_PACK, type Holding, hold, plainCompetency } from '../partner/memberships.ts';
import { pay, reviewAndPay, reviewProfile } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import type { AwkwardCase } from './case.ts';

/** What operators put right. (A credit note is among the cases of KPI.) */
export const correctionCases: readonly AwkwardCase[] = [
  {
    name: 'declined-and-renewed-after-all',
    rules: ['R-REN-8'],
    why: 'Declined before the anniversary, withdrawn in the window: the notice that is due goes out, and it is paid in time.',
    build: (partner) => {
      const holding = holdPack(partner, 3);
      decline(partner, holding, -20);
      decline(partner, holding, 4, true);
      reviewAndPay(partner, holding, { day: 18 });
    },
  },
  {
    name: 'declined-and-left',
    rules: ['R-REN-8', 'R-EXP-1'],
    why: 'Declined and never withdrawn: no further renewal notice, then the expiry notice.',
    build: (partner) => decline(partner, holdPack(partner, 5), -12),
  },
  {
    name: 'payment-charged-back-and-paid-again',
    rules: ['R-REN-9'],
    why: 'The bank fetches the fee back: the cycle is open again, no stage is sent twice, and another payment renews it.',
    build: (partner) => {
      const holding = holdPack(partner, 4);
      const reference = payWith(partner, holding, 3);
      reverse(partner, holding, 10, reference, 'chargeback');
      pay(partner, holding, { day: 21 });
    },
  },
  {
    name: 'payment-recorded-by-mistake',
    rules: ['R-REN-9', 'R-EXP-1'],
    why: 'The payment was that of another partner: taken back after the window, and the membership expires.',
    build: (partner) => {
      const holding = holdPack(partner, 6);
      reverse(partner, holding, 40, payWith(partner, holding, 25), 'error');
    },
  },
  {
    name: 'bought-a-month-later-than-recorded',
    rules: ['R-MEM-9'],
    why: 'Corrected between two notices: the anniversary follows, its notices go out once, and it is paid in the real window.',
    build: (partner) => {
      const holding = holdPack(partner, 7);
      const { membership, anniversary } = holding;
      giveCommand(partner, addDays(anniversary, -20), {
        command: 'correct-membership',
        membershipId: membership.id,
        purchasedOn: addMonths(membership.purchasedOn, 1),
        ...ticketOf(partner),
        reason: 'The contract says the next month.',
      });
      reviewAndPay(partner, { membership, anniversary: addMonths(anniversary, 1) }, { day: 5 });
    },
  },
  {
    name: 'membership-renamed-before-it-is-paid',
    rules: ['R-MEM-9'],
    why: 'Another id between two notices: nothing is sent twice, and the payment names the old one.',
    build: (partner) => {
      const holding = holdPack(partner, 8);
      const { id } = holding.membership;
      const to = `AP-${partner.id.slice(2)}`;
      giveCommand(partner, addDays(holding.anniversary, -18), {
        command: 'rename-membership',
        membershipId: id,
        to,
        ...ticketOf(partner),
      });
      reviewAndPay(partner, holding, { day: 7 });
    },
  },
  {
    name: 'admin-erased-in-the-window',
    rules: ['R-OPS-4', 'R-ROLE-2'],
    why: 'One of two admins asks to be erased: the other one gets what follows, and the history names a pseudonym.',
    build: (partner) => {
      const holding = holdPack(partner, 2);
      const admin = partner.contacts.find(({ role }) => role === 'mpn-admin');
      if (admin === undefined) throw new Error(`${partner.id} has no MPN admin`);
      giveCommand(partner, addDays(holding.anniversary, 2), {
        command: 'erase-person',
        email: admin.email,
        ...ticketOf(partner),
      });
      reviewAndPay(partner, holding, { day: 24 });
    },
  },
  {
    name: 'forty-activations-instead-of-four',
    rules: ['R-OPS-1', 'R-LIC-4'],
    why: 'Forty of fifty activations are recorded by mistake and taken back: after the four that are right, 46 are left.',
    build: (partner) => {
      const holding = hold(partner, plainCompetency('Datacenter', 'silver'), dayAhead(partner.period, 7, 11));
      const key = importBenefit(partner, holding, { kind: 'mak', product: 'Windows Server', activations: 50 });
      const on = dayAhead(partner.period, 3, 9);
      activateKey(partner, on, key, 40);
      const reason = 'Forty was typed instead of four.';
      giveCommand(partner, addDays(on, 1), {
        command: 'reverse-token',
        tokenId: key,
        step: 'activation',
        ...ticketOf(partner),
        reason,
      });
      activateKey(partner, addDays(on, 1), key, 4);
      reviewAndPay(partner, holding, { day: 6 });
    },
  },
];

const ticketOf = (partner: PartnerDraft) => ({ ticket: `TICKET-${5200 + partner.number}` });

const holdPack = (partner: PartnerDraft, month: number): Holding =>
  hold(partner, ACTION_PACK, dayAhead(partner.period, month, 13));

/** `day` counts from the anniversary. */
function decline(partner: PartnerDraft, { membership, anniversary }: Holding, day: number, withdraw = false): void {
  const on: CivilDate = addDays(anniversary, day);
  const given = { membershipId: membership.id, ...ticketOf(partner), ...(withdraw && { withdraw }) };
  giveCommand(partner, on, { command: 'decline-renewal', ...given });
}

/** Reviewed, and paid on a day of the window. @returns the reference of the payment */
function payWith(partner: PartnerDraft, { membership, anniversary }: Holding, day: number): string {
  const reference = `WIRE-${partner.id.slice(2)}-${membership.id}-FIRST`;
  const paidOn = addDays(anniversary, day);
  reviewProfile(partner, addDays(anniversary, -10));
  giveCommand(partner, paidOn, { command: 'record-payment', membershipId: membership.id, paidOn, reference });
  return reference;
}

function reverse(
  partner: PartnerDraft,
  { membership, anniversary }: Holding,
  day: number,
  reference: string,
  cause: 'error' | 'chargeback',
): void {
  const given = { membershipId: membership.id, reference, cause, ...ticketOf(partner) };
  giveCommand(partner, addDays(anniversary, day), { command: 'reverse-payment', ...given });
}
