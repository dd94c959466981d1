import { describe, expect, it } from 'vitest';
import { readRows } from '../../../shared/import/csv/read-rows.ts';
import type { Kind } from '../../../shared/import/files.ts';
import { collect, report, streamOf } from './streams.ts';

const GOOD = {
  partners: {
    partner_id: 'P-1',
    name: 'Contoso',
    country: 'KR',
    verified_domains: 'contoso.example',
    profile_reviewed_on: '2026-10-01',
    mct_count: '4',
  },
  contacts: { partner_id: 'P-1', role: 'global-admin', name: 'Ann', email: 'ann@contoso.example', locale: 'ko-KR' },
  memberships: {
    partner_id: 'P-1',
    membership_id: 'M1',
    offer: 'competency',
    competency: 'DevOps',
    level: 'gold',
    learning_option: 'true',
    purchased_on: '2024-02-29',
    paid_through_cycle: '2',
  },
  invoices: {
    partner_id: 'P-1',
    invoice_number: 'INV-1',
    line: '1',
    document_type: 'invoice',
    invoice_date: '2026-05-28',
    omlp_type: 'MOC',
    purchase_units: '14',
    kpi_value: '3.06',
    revenue_value: '294.23',
    currency: 'TWD',
  },
  listings: {
    partner_id: 'P-1',
    display_name: 'Contoso',
    country: 'KR',
    url: 'https://contoso.example/learn',
    about_partner_only: 'true',
    no_competitors: 'true',
    owned_by_partner: 'false',
  },
  tokens: {
    partner_id: 'P-1',
    membership_id: 'M1',
    token_id: 'T-1',
    kind: '',
    product: 'Microsoft 365 E3',
    seats: '25',
    activations: '',
    edition: '',
    issued_on: '2024-02-29',
    activated_on: '2024-03-01',
    tenant: 'contoso.onmicrosoft.example',
    assigned_to: '',
    assigned_on: '',
  },
  employees: {
    partner_id: 'P-1',
    employee_id: 'E-1',
    name: 'Ada Byron',
    associated_on: '2024-02-29',
    left_on: '',
  },
  achievements: {
    partner_id: 'P-1',
    employee_id: 'E-1',
    certification: 'AZ-400',
    completed_on: '2024-03-01',
    expires_on: '2025-03-01',
  },
  performance: {
    partner_id: 'P-1',
    competency: 'DevOps',
    metric: 'active-usage',
    value: '007.50',
    measured_on: '2024-03-31',
  },
} satisfies Record<Kind, Record<string, string>>;

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const csv = (kind: Kind, cells: Record<string, string>) => {
  const row = { ...GOOD[kind], ...cells };
  return `${Object.keys(row).join(',')}\n${Object.values(row).map(quoted).join(',')}\n`;
};
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
    const row = { offer, competency: null, level: null, learningOption: false, paidThroughCycle: 0 };
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

describe('an invalid cell is one problem with file, line, column, value and what is allowed', () => {
  const DATE = 'a date that exists, written YYYY-MM-DD, from 1900 to 2999';
  const DECIMAL =
    'a decimal number as text, with a point, "-" as its only sign, at most 15 digits before the point and 10 after it';
  const ID = 'an id of 1 to 64 letters, digits, ".", "_" and "-", beginning with a letter or digit';

  it.each<[Kind, Record<string, string>, string]>([
    ['partners', { partner_id: '' }, `partner_id: got nothing; allowed: ${ID}`],
    ['partners', { partner_id: 'P#1' }, `partner_id: got "P#1"; allowed: ${ID}`],
    [
      'partners',
      { country: 'kr' },
      'country: got "kr"; allowed: a country of ISO 3166-1, two capital letters, e.g. KR',
    ],
    [
      'partners',
      { country: 'ZZ' },
      'country: got "ZZ"; allowed: a country of ISO 3166-1, two capital letters, e.g. KR',
    ],
    [
      'partners',
      { profile_reviewed_on: '2027-02-29' },
      `profile_reviewed_on: got "2027-02-29"; allowed: ${DATE}, or nothing`,
    ],
    ['partners', { mct_count: '-1' }, 'mct_count: got "-1"; allowed: a whole number from 0 to 1000000, or nothing'],
    ['partners', { mct_count: '1e3' }, 'mct_count: got "1e3"; allowed: a whole number from 0 to 1000000, or nothing'],
    [
      'partners',
      { verified_domains: 'contoso.example;10.0.0.1' },
      'verified_domains: got "contoso.example;10.0.0.1"; allowed: host names with ";" between them, e.g. contoso.example;contoso.kr, at most 100, or "-" for none, or nothing',
    ],
    [
      'partners',
      { name: 'Con\u0000toso' },
      'name: got "Con\\u{0}toso"; allowed: text of 1 to 500 characters, with no control characters but line breaks and tabs',
    ],
    ['contacts', { role: 'owner' }, 'role: got "owner"; allowed: one of global-admin, mpn-admin, account-admin'],
    ['memberships', { purchased_on: '2027-13-01' }, `purchased_on: got "2027-13-01"; allowed: ${DATE}`],
    ['memberships', { purchased_on: '27/01/2027' }, `purchased_on: got "27/01/2027"; allowed: ${DATE}`],
    ['memberships', { purchased_on: '9999-12-31' }, `purchased_on: got "9999-12-31"; allowed: ${DATE}`],
    [
      'memberships',
      { offer: 'platinum-pack' },
      'offer: got "platinum-pack"; allowed: one of action-pack, learning-action-pack, competency, advanced-specialization',
    ],
    ['memberships', { level: 'Gold' }, 'level: got "Gold"; allowed: one of silver, gold, or nothing'],
    ['memberships', { level: '' }, 'level: got nothing; allowed: one of silver, gold for offer competency'],
    [
      'memberships',
      { competency: '' },
      'competency: got nothing; allowed: the name of a competency for offer competency',
    ],
    ['memberships', { learning_option: 'yes' }, 'learning_option: got "yes"; allowed: true or false, or nothing'],
    [
      'memberships',
      { paid_through_cycle: '1.5' },
      'paid_through_cycle: got "1.5"; allowed: a whole number from 0 to 200, or nothing',
    ],
    ['invoices', { kpi_value: '-3.06' }, 'kpi_value: got "-3.06"; allowed: 0 or more on a document of type invoice'],
    [
      'invoices',
      { document_type: 'credit-note', purchase_units: '-1', kpi_value: '-3.06', revenue_value: '0.01' },
      'revenue_value: got "0.01"; allowed: 0 or less on a credit-note',
    ],
    [
      'invoices',
      { document_type: 'credit-note', purchase_units: '1', kpi_value: '0', revenue_value: '0' },
      'purchase_units: got "1"; allowed: 0 or less on a credit-note',
    ],
    [
      'invoices',
      { document_type: 'order-confirmation', purchase_units: '-1' },
      'purchase_units: got "-1"; allowed: 0 or more on a document of type order-confirmation',
    ],
    ['invoices', { kpi_value: '3,06' }, `kpi_value: got "3,06"; allowed: ${DECIMAL}`],
    ['invoices', { kpi_value: '--3' }, `kpi_value: got "--3"; allowed: ${DECIMAL}`],
    ['invoices', { revenue_value: 'NaN' }, `revenue_value: got "NaN"; allowed: ${DECIMAL}`],
    ['invoices', { revenue_value: '1e9' }, `revenue_value: got "1e9"; allowed: ${DECIMAL}`],
    [
      'invoices',
      { purchase_units: '1.5' },
      'purchase_units: got "1.5"; allowed: a whole number from -1000000000 to 1000000000',
    ],
    [
      'invoices',
      { document_type: 'receipt' },
      'document_type: got "receipt"; allowed: one of invoice, credit-note, order-confirmation, partner-report',
    ],
    [
      'invoices',
      { currency: 'euro' },
      'currency: got "euro"; allowed: a currency of ISO 4217, three capital letters, e.g. EUR',
    ],
    [
      'listings',
      { country: 'Korea' },
      'country: got "Korea"; allowed: a country of ISO 3166-1, two capital letters, e.g. KR, or nothing',
    ],
  ])('%s %j', async (kind, cells, problem) => {
    expect(await report(kind, csv(kind, cells))).toEqual([`${kind}.csv line 2, ${problem}`]);
  });

  it.each([
    'ann',
    'ann@localhost',
    'a@b.example,c@d.example',
    'Ann <ann@contoso.example>',
    'ann@contoso.example\r\nBcc: x@y.example',
    'ann @contoso.example',
    '안@contoso.example',
    `ann@${'contoso.'.repeat(40)}example`,
    'ann@10.0.0.1',
    'ann@한국\u200b.example',
    'ann@한국\u3002example',
    'ann@한국/evil.example',
  ])('the address %j is refused', async (email) => {
    const [problem, ...others] = await report('contacts', csv('contacts', { email }));
    expect(problem).toMatch(/^contacts\.csv line 2, email: got ".+"; allowed: one email address of at most 254 ASCII/);
    expect(problem).not.toMatch(/[\r\n]/);
    expect(others).toEqual([]);
  });

  it('all problems of a row are reported, in the order of the columns', async () => {
    const problems = await report('partners', csv('partners', { country: 'X', mct_count: 'many', partner_id: 'P 1' }));
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'partners.csv line 2, partner_id',
      'partners.csv line 2, country',
      'partners.csv line 2, mct_count',
    ]);
  });

  it.each([
    ['action-pack', ['competency', 'level', 'learning_option']],
    ['advanced-specialization', ['level', 'learning_option']],
  ])('a cell that does not apply to %s must be empty', async (offer, columns) => {
    const problems = await report('memberships', csv('memberships', { offer }));
    expect(problems.map((problem) => /line 2, (\w+): got/.exec(problem)?.[1])).toEqual(columns);
  });
});
