import { expect } from 'vitest';
import { decidePayment } from '../../../../../shared/domain/renewal/payment/decide-payment.ts';
import type { Payment } from '../../../../../shared/domain/renewal/payment/payment.ts';
import type { RenewalFacts } from '../../../../../shared/domain/renewal/renewal-facts.ts';
import { date, dates, facts, on, partner } from '../../support.ts';

export const KIM = { to: 'kim@contoso.example', name: 'Kim', role: 'global-admin', locale: 'en' };

export const claimedOn = (day: string) => ({
  status: 'claimed',
  attempt: 1,
  claimedAt: `${day}T08:00:00Z`,
  runId: `run-${day}`,
  on: day,
});

export const idOf = (stage: string, key = 'P-1__M1__7') =>
  expect.stringMatching(new RegExp(`^${key}__${stage}__[0-9a-f]{16}$`));
export const about = { partnerId: 'P-1', membershipId: 'M1', cycle: 7 };
export const reviewed = partner({ profileReviews: dates('2027-08-20') });

export const payment = (paidOn: string, more: Partial<Payment> = {}): Payment => ({
  paidOn: date(paidOn),
  reference: 'wire 815',
  commandId: 'C-1',
  ...more,
});

export const decided = (
  given: Partial<RenewalFacts>,
  paidOn: string,
  recordedOn = paidOn,
  more: Partial<Payment> = {},
) => decidePayment(facts({ partner: reviewed, ...given }), payment(paidOn, more), on(recordedOn));
export const window = { windowOpens: '2027-09-02', windowCloses: '2027-10-01' };
