/** A program, and every command that operators can give to it, in an order in which most of them are done. */
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import type { Terms } from '../../../shared/domain/offers/terms.ts';
import type { Store } from '../../../shared/store/store.ts';
import { ACTION_PACK, config as configOf, contact, LAP, partner, SILVER_LEARNING } from '../../unit/rules/support.ts';

const requirements = [
  { competency: 'DevOps', level: 'gold', learningOption: true, mct: 4 },
  { competency: 'DevOps', level: 'silver', learningOption: true, mct: 2 },
  { competency: 'Security', level: 'silver', learningOption: false, mct: 1 },
];
export const commandConfig = configOf({ programYears: [{ from: '2026-07-01', to: '2028-06-30', requirements }] });

/**
 * P-1 with an Action Pack and silver of AD 2027-03-01, an invoice line, and a Learning Action Pack whose window has
 * closed.
 */
export async function storeCommandProgram(store: Store): Promise<void> {
  await store.partners.create(partner());
  const bought = (membershipId: string, terms: Terms, on: string) =>
    newMembership(
      terms,
      { partnerId: 'P-1', membershipId, purchasedOn: civilDateOf(on), paidThroughCycle: 0 },
      civilDateOf('2027-01-01'),
    );
  await store.memberships.create(bought('A1', ACTION_PACK, '2026-03-01'));
  await store.memberships.create(bought('S1', SILVER_LEARNING, '2026-03-01'));
  await store.memberships.create(bought('L1', LAP, '2026-01-15'));
  const line = { partnerId: 'P-1', invoiceNumber: 'I-1', line: '1', documentType: 'invoice' as const, omlpType: 'MOC' };
  const values = { invoiceDate: civilDateOf('2026-11-16'), purchaseUnits: 1, kpiValue: '40', revenueValue: '10' };
  await store.invoiceLines.create({ ...line, ...values, currency: 'USD', stamp: null });
}

const TOKEN = { command: 'issue-token', membershipId: 'A1', tokenId: 'T1', product: 'Office', seats: 5 };
const SUBSCRIPTION = { command: 'issue-token', membershipId: 'A1', tokenId: 'V1', kind: 'visual-studio' };
const REVERSAL = { command: 'reverse-token', ticket: '1', reason: 'a mistake' };
const OF_A1 = { membershipId: 'A1' };
const URL_OF_P1 = 'https://contoso.example/learn';
const LISTING = { displayName: 'Contoso', country: 'KR', url: URL_OF_P1 };
const ATTESTED = { aboutPartnerOnly: true, noCompetitors: true, ownedByPartner: true };
const OVERRIDE = { membershipId: 'L1', ticket: '1', grantedBy: 'Chris', reason: 'bank strike' };

const SECURITY = { offer: 'competency', competency: 'Security', level: 'silver' };
const TO_MARCH_2 = { membershipId: 'S1', purchasedOn: '2026-03-02', ticket: '7', reason: 'misread' };

/** What operators do on a day, in this order, and what becomes of it: every command that changes something. */
export const COMMANDS: readonly (readonly [string, object, 'done' | 'refused'])[] = [
  ['2027-03-05', { command: 'record-payment', ...OF_A1, paidOn: '2027-03-05', reference: 'w' }, 'refused'],
  ['2027-03-05', { command: 'record-profile-review', reviewedOn: '2027-03-05', by: 'global-admin' }, 'done'],
  ['2027-03-05', { command: 'record-account-profile', setUpOn: '2027-03-05' }, 'done'],
  ['2027-03-05', { command: 'record-account-profile', setUpOn: '2027-03-06' }, 'refused'],
  ['2027-03-05', { command: 'set-contacts', contacts: [contact({ role: 'mpn-admin' })] }, 'done'],
  ['2027-03-05', { command: 'record-payment', ...OF_A1, paidOn: '2027-03-05', reference: 'w', requestId: 'r' }, 'done'],
  ['2027-03-06', { command: 'resend-notice', ...OF_A1, to: 'kim@contoso.example', ticket: '2' }, 'done'],
  ['2027-03-06', { command: 'reverse-payment', ...OF_A1, reference: 'x', cause: 'error', ticket: '6' }, 'refused'],
  ['2027-03-06', { command: 'reverse-payment', ...OF_A1, reference: 'w', cause: 'error', ticket: '6' }, 'done'],
  ['2027-03-06', { command: 'record-payment', ...OF_A1, paidOn: '2027-03-06', reference: 'w2' }, 'done'],
  ['2027-03-06', { command: 'set-listing', ...LISTING, ...ATTESTED }, 'done'],
  ['2027-03-06', { command: 'grant-override', ...OVERRIDE, until: '2027-03-20' }, 'done'],
  ['2027-03-06', { command: 'decline-renewal', membershipId: 'S1', ticket: '4' }, 'done'],
  ['2027-03-06', { command: 'decline-renewal', membershipId: 'S1', withdraw: true }, 'done'],
  ['2027-03-06', { command: 'decline-renewal', membershipId: 'L1' }, 'refused'],
  ['2027-03-06', { command: 'grant-override', ...OVERRIDE, ...OF_A1, until: '2027-03-20' }, 'refused'],
  ['2027-03-06', { command: 'enrol', membershipId: 'O1', ...SECURITY }, 'done'],
  ['2027-03-06', { command: 'record-payment', membershipId: 'O1', paidOn: '2027-03-06', reference: 'w3' }, 'done'],
  ['2027-03-06', { command: 'correct-invoice-line', invoiceNumber: 'I-1', line: '1', kpiValue: '41' }, 'done'],
  ['2027-03-06', { command: 'retry-set-aside', ticket: '3' }, 'done'],
  ['2027-03-06', { command: 'correct-membership', ...TO_MARCH_2 }, 'done'],
  ['2027-03-06', { command: 'rename-membership', membershipId: 'L1', to: 'L2', ticket: '5' }, 'done'],
  ['2027-03-06', { command: 'associate-employee', employeeId: 'E-1', name: 'Bo' }, 'done'],
  [
    '2027-03-06',
    { command: 'record-achievement', employeeId: 'E-1', certification: 'C', completedOn: '2027-03-01' },
    'done',
  ],
  ['2027-03-07', { command: 'employee-left', employeeId: 'E-1' }, 'done'],
  ['2027-03-07', { command: 'employee-left', employeeId: 'E-2' }, 'refused'],
  ['2027-03-07', { command: 'record-performance', competency: 'DevOps', metric: 'revenue', value: '7' }, 'done'],
  ['2027-03-07', TOKEN, 'done'],
  ['2027-03-07', { command: 'activate-token', tokenId: 'T1', tenant: 'contoso' }, 'done'],
  ['2027-03-07', { command: 'replace-token', tokenId: 'T1', newTokenId: 'T2', cause: 'wrong-tenant' }, 'done'],
  ['2027-03-07', { ...SUBSCRIPTION, edition: 'professional' }, 'done'],
  ['2027-03-07', { command: 'assign-subscription', tokenId: 'V1', to: 'bo@contoso.example' }, 'done'],
  ['2027-03-07', { ...REVERSAL, tokenId: 'V1', step: 'assignment' }, 'done'],
  ['2027-03-07', { ...REVERSAL, tokenId: 'T1', step: 'activation' }, 'refused'],
  ['2027-03-07', { ...REVERSAL, tokenId: 'T1', step: 'replacement' }, 'done'],
  ['2027-03-08', { command: 'erase-person', employeeId: 'E-1', ticket: '8' }, 'done'],
  ['2027-03-08', { command: 'upgrade-to-gold', membershipId: 'S1', paidOn: '2027-03-08', reference: 'w' }, 'done'],
  ['2027-03-09', { command: 'erase-person', email: 'kim@contoso.example', ticket: '9' }, 'done'],
];
