import type { Kind } from '../../../shared/import/files.ts';

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

export const csv = (kind: Kind, cells: Record<string, string>) => {
  const row = { ...GOOD[kind], ...cells };
  return `${Object.keys(row).join(',')}\n${Object.values(row).map(quoted).join(',')}\n`;
};
