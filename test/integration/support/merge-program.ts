/** Two partners to be merged, with something of everything that a merge moves. */
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../shared/domain/core/history.ts';
import { newListing } from '../../../shared/domain/directory/listing.ts';
import { emptyKpiLedger } from '../../../shared/domain/kpi/kpi.ts';
import type { Membership, Renewal } from '../../../shared/domain/memberships/membership.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import type { Terms } from '../../../shared/domain/offers/terms.ts';
import { NEVER_MERGED } from '../../../shared/domain/partners/partner.ts';
import { emptySkills } from '../../../shared/domain/people/skills.ts';
import type { Store } from '../../../shared/store/store.ts';
import { ACTION_PACK, GOLD_LEARNING, SILVER_LEARNING } from '../../unit/rules/support.ts';

const bought = (partnerId: string, membershipId: string, terms: Terms, on: string): Membership =>
  newMembership(
    terms,
    { partnerId, membershipId, purchasedOn: civilDateOf(on), paidThroughCycle: 0 },
    civilDateOf('2027-01-01'),
  );

/**
 * P-1 with an Action Pack; P-2 with one, a renewal and an upgrade that were interrupted, and something of everything
 * else. Of a membership, an invoice line and a token of P-2, P-1 has one of the same id (R-MRG-5).
 */
export async function storeMergeProgram(store: Store, interrupted = true): Promise<void> {
  for (const partnerId of ['P-1', 'P-2']) {
    const contact = { role: 'global-admin', name: 'Kim', email: `kim@${partnerId}.example`, locale: 'en' } as const;
    const lists = { verifiedDomains: [`${partnerId.toLowerCase()}.example`], profileReviews: [], contacts: [contact] };
    const none = { unreachable: [], history: NO_HISTORY, ...NEVER_MERGED };
    await store.partners.create({ partnerId, name: partnerId, country: 'KR', mctCount: 2, ...lists, ...none });
  }
  await store.memberships.create(bought('P-1', 'A-1', ACTION_PACK, '2026-06-01'));
  await store.memberships.create(renewedAndInterrupted());
  const expired = { name: 'expired', expiredOn: civilDateOf('2026-03-04') } as const;
  await store.memberships.create({ ...bought('P-1', 'S-2', ACTION_PACK, '2025-02-01'), status: expired });
  const gold = bought('P-2', 'G-2', GOLD_LEARNING, '2027-02-01');
  const silver = bought('P-2', 'S-2', SILVER_LEARNING, '2026-09-01');
  const status = { name: 'superseded', on: civilDateOf('2027-02-01'), by: 'G-2', stamp: null } as const;
  const origin = { kind: 'upgrade', commandId: 'c', from: 'S-2', reference: 'w', discountPercent: 25 } as const;
  await store.memberships.create({
    ...silver,
    status,
    evaluateOn: null,
    successor: interrupted ? { ...gold, origin } : null,
  });
  const line = { partnerId: 'P-2', invoiceNumber: 'I-2', line: '1', documentType: 'invoice' as const, omlpType: 'MOC' };
  const values = { invoiceDate: civilDateOf('2026-11-16'), purchaseUnits: 1, kpiValue: '40', revenueValue: '10' };
  await store.invoiceLines.create({ ...line, ...values, currency: 'USD', stamp: null });
  await store.invoiceLines.create({ ...line, ...values, partnerId: 'P-1', currency: 'KRW', stamp: null });
  await store.kpiLedgers.create({ ...emptyKpiLedger('P-2'), dirty: true, refreshOn: civilDateOf('2027-03-15') });
  const shown = { displayName: 'Two', country: 'KR', url: 'https://p-2.example/learn' };
  const content = { ...shown, aboutPartnerOnly: true, noCompetitors: true, ownedByPartner: true };
  await store.landingPages.create({ url: 'https://p-2.example/learn', partnerId: 'P-2' });
  await store.listings.create(newListing('P-2', content, true, civilDateOf('2027-01-01')));
  const association = { partnerId: 'P-2', from: civilDateOf('2027-01-02'), until: null, began: null, ended: null };
  await store.employees.create({ employeeId: 'E-1', name: 'Bo', associations: [association], achievements: [] });
  await store.associatedEmployees.create({ partnerId: 'P-2', employeeId: 'E-1' });
  await store.skills.create({ ...emptySkills('P-2'), dirty: true });
  const granted = { tokenId: 'T-1', membershipId: 'A-2', issuedOn: civilDateOf('2027-01-02') };
  const token = { ...granted, recordedOn: civilDateOf('2027-01-02'), commandId: null, kind: 'token' as const };
  const unused = { product: 'Office', seats: 25, activation: null, replaces: null, replacedBy: null };
  await store.benefits.create({ partnerId: 'P-2', entries: [{ ...token, ...unused }] });
  await store.benefits.create({ partnerId: 'P-1', entries: [{ ...token, ...unused, membershipId: 'A-1' }] });
}
/** Paid, and its closed cycle has no item of its own yet. */
function renewedAndInterrupted(): Membership {
  const pack = bought('P-2', 'A-2', ACTION_PACK, '2026-01-15');
  const paid = {
    paidOn: civilDateOf('2027-01-20'),
    recordedOn: civilDateOf('2027-01-20'),
    reference: 'w',
    commandId: 'c',
  };
  const renewal = { cycle: 1, kind: 'renewed', ...paid, ended: [], stamp: null } satisfies Renewal;
  const closing = {
    partnerId: 'P-2',
    membershipId: 'A-2',
    cycle: 1,
    anniversary: civilDateOf('2027-01-15'),
    terms: ACTION_PACK,
    covers: [],
    openedBy: null,
    reopened: 0,
    expiredOn: null,
    override: null,
    renewal,
    notices: {},
  };
  return { ...pack, cycle: 2, lastRenewal: renewal, closing };
}
