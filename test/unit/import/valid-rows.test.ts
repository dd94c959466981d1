import { describe, expect, it } from 'vitest';
import { readRows } from '../../../shared/import/csv/read-rows.ts';
import type { Kind } from '../../../shared/import/files.ts';
import { csv } from './good-rows.ts';
import { collect, report, streamOf } from './streams.ts';

const rowOf = async (kind: Kind, cells: Record<string, string> = {}) => {
  const [first] = await collect(readRows(kind, streamOf(csv(kind, cells))));
  return first && 'row' in first ? first.row : first;
};

describe('a valid row', () => {
  it('is read from employees.csv, achievements.csv and performance.csv', async () => {
    expect(await rowOf('employees')).toEqual({
      partnerId: 'P-1',
      employeeId: 'E-1',
      name: 'Ada Byron',
      associatedOn: '2024-02-29',
      leftOn: null,
    });
    expect(await rowOf('achievements')).toMatchObject({ completedOn: '2024-03-01', expiresOn: '2025-03-01' });
    expect(await rowOf('performance')).toMatchObject({ metric: 'active-usage', value: '7.5' });
  });

  it.each<[Kind, Record<string, string>, string]>([
    ['employees', { left_on: '2024-02-29' }, 'a date after 2024-02-29 (associated_on), or nothing'],
    ['achievements', { expires_on: '2024-03-01' }, 'a date after 2024-03-01 (completed_on), or nothing'],
    ['performance', { metric: 'size' }, 'one of revenue, active-usage, deployed-seats, new-customers'],
  ])('is not read from %s with %j', async (kind, cells, allowed) => {
    expect(await rowOf(kind, cells)).toMatchObject({ problem: { field: Object.keys(cells)[0], allowed } });
  });

  it('is read from partners.csv', async () => {
    expect(await rowOf('partners', { verified_domains: 'Contoso.Example; 한국.example;contoso.example;' })).toEqual({
      partnerId: 'P-1',
      name: 'Contoso',
      country: 'KR',
      verifiedDomains: ['contoso.example', 'xn--3e0b707e.example'],
      profileReviewedOn: '2026-10-01',
      mctCount: 4,
    });
  });

  it('is read from partners.csv with every optional cell empty', async () => {
    const empty = { verified_domains: '', profile_reviewed_on: '', mct_count: '' };
    const row = { verifiedDomains: null, profileReviewedOn: null, mctCount: null };
    expect(await rowOf('partners', empty)).toMatchObject(row);
  });

  it.each(['Line one\r\nline two', "=cmd|' /C calc'!A0", '"Q" <b>&', '\u200fאבג\u202e', '\u{20bb7}野家'])(
    'has the partner name %j as it is written',
    async (name) => expect(await rowOf('partners', { name })).toMatchObject({ name }),
  );

  it('is read from contacts.csv with a locale in which no mails are written', async () => {
    expect(await rowOf('contacts', { locale: 'fr-FR', name: '', email: "O'Neill+x@Contoso.EXAMPLE" })).toEqual({
      partnerId: 'P-1',
      role: 'global-admin',
      name: '',
      email: "O'Neill+x@Contoso.EXAMPLE",
      locale: 'fr-FR',
    });
  });

  it('is read from contacts.csv with an international domain as it is sent', async () => {
    expect(await rowOf('contacts', { email: 'Ann@한국.example' })).toMatchObject({
      email: 'Ann@xn--3e0b707e.example',
    });
    const [problem] = await report('contacts', csv('contacts', { email: '안@한국.example' }));
    expect(problem).toContain('only its domain may be international');
  });

  it('is read from memberships.csv', async () => {
    expect(await rowOf('memberships')).toEqual({
      partnerId: 'P-1',
      membershipId: 'M1',
      offer: 'competency',
      competency: 'DevOps',
      level: 'gold',
      learningOption: true,
      purchasedOn: '2024-02-29',
      paidThroughCycle: 2,
    });
  });

  it.each(['action-pack', 'learning-action-pack'])('is read from memberships.csv for a pack: %s', async (offer) => {
    const cells = { offer, competency: '', level: '', learning_option: '', paid_through_cycle: '' };
    const row = { offer, competency: null, level: null, learningOption: null, paidThroughCycle: 0 };
    expect(await rowOf('memberships', cells)).toMatchObject(row);
  });

  it('is read from memberships.csv for an advanced specialization', async () => {
    const cells = { offer: 'advanced-specialization', competency: 'Kubernetes', level: '', learning_option: 'false' };
    expect(await rowOf('memberships', cells)).toMatchObject({ competency: 'Kubernetes', level: null });
  });

  it('R-KPI-13: takes back what an invoice gave as a credit note, in canonical form', async () => {
    const cells = { document_type: 'credit-note', purchase_units: '-14', kpi_value: '-007.500', revenue_value: '-0.0' };
    const row = { documentType: 'credit-note', purchaseUnits: -14, kpiValue: '-7.5', revenueValue: '0' };
    expect(await rowOf('invoices', cells)).toMatchObject(row);
    const nothing = { document_type: 'credit-note', purchase_units: '-0', kpi_value: '0', revenue_value: '0' };
    expect(await rowOf('invoices', nothing)).toMatchObject({ purchaseUnits: 0, kpiValue: '0' });
  });

  it('is read from invoices.csv with decimals in canonical form, never as floats', async () => {
    const cells = { kpi_value: '007.500', revenue_value: '123456789012345.0000000001', line: '010' };
    expect(await rowOf('invoices', cells)).toEqual({
      partnerId: 'P-1',
      invoiceNumber: 'INV-1',
      line: '10',
      documentType: 'invoice',
      invoiceDate: '2026-05-28',
      omlpType: 'MOC',
      purchaseUnits: 14,
      kpiValue: '7.5',
      revenueValue: '123456789012345.0000000001',
      currency: 'TWD',
    });
  });

  it('is read from listings.csv with any URL (R-DIR-3)', async () => {
    expect(
      await rowOf('listings', { url: 'javascript:alert(1)', country: '', display_name: '', no_competitors: '' }),
    ).toEqual({
      partnerId: 'P-1',
      displayName: '',
      country: '',
      url: 'javascript:alert(1)',
      aboutPartnerOnly: true,
      noCompetitors: null,
      ownedByPartner: false,
    });
  });
});
