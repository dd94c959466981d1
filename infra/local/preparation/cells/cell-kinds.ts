/** What the cells of each column hold: by it they are read. */
import { BENEFIT_KINDS, EDITIONS } from '../../../../shared/domain/benefits/benefit.ts';
import { DOCUMENT_TYPES } from '../../../../shared/domain/kpi/invoice-line.ts';
import { METRICS } from '../../../../shared/domain/offers/metric.ts';
import { LEVELS, OFFERS } from '../../../../shared/domain/offers/terms.ts';
import { ROLES } from '../../../../shared/domain/partners/partner.ts';
import type { Kind } from '../../../../shared/import/files.ts';

export type CellKind =
  | 'id'
  | 'name'
  | 'term'
  | 'country'
  | 'domains'
  | 'date'
  | 'whole'
  | 'decimal'
  | 'amount'
  | 'currency'
  | 'yes-or-no'
  | 'address'
  | 'locale'
  | 'url'
  | { readonly words: readonly string[] };

const KINDS_OF: Readonly<Record<Kind, Readonly<Record<string, CellKind>>>> = {
  partners: {
    partner_id: 'id',
    name: 'name',
    country: 'country',
    verified_domains: 'domains',
    profile_reviewed_on: 'date',
    mct_count: 'whole',
  },
  contacts: { partner_id: 'id', role: { words: ROLES }, name: 'name', email: 'address', locale: 'locale' },
  memberships: {
    partner_id: 'id',
    membership_id: 'id',
    offer: { words: OFFERS },
    competency: 'term',
    level: { words: LEVELS },
    learning_option: 'yes-or-no',
    purchased_on: 'date',
    paid_through_cycle: 'whole',
  },
  invoices: {
    partner_id: 'id',
    invoice_number: 'term',
    line: 'whole',
    document_type: { words: DOCUMENT_TYPES },
    invoice_date: 'date',
    omlp_type: 'term',
    purchase_units: 'whole',
    kpi_value: 'decimal',
    revenue_value: 'amount',
    currency: 'currency',
  },
  listings: {
    partner_id: 'id',
    display_name: 'name',
    country: 'country',
    url: 'url',
    about_partner_only: 'yes-or-no',
    no_competitors: 'yes-or-no',
    owned_by_partner: 'yes-or-no',
  },
  employees: { partner_id: 'id', employee_id: 'id', name: 'name', associated_on: 'date', left_on: 'date' },
  achievements: {
    partner_id: 'id',
    employee_id: 'id',
    certification: 'term',
    completed_on: 'date',
    expires_on: 'date',
  },
  performance: {
    partner_id: 'id',
    competency: 'term',
    metric: { words: METRICS },
    value: 'decimal',
    measured_on: 'date',
  },
  tokens: {
    partner_id: 'id',
    membership_id: 'id',
    token_id: 'id',
    kind: { words: BENEFIT_KINDS },
    product: 'term',
    seats: 'whole',
    activations: 'whole',
    edition: { words: EDITIONS },
    issued_on: 'date',
    activated_on: 'date',
    tenant: 'term',
    assigned_to: 'address',
    assigned_on: 'date',
  },
};

/** @throws Error for a column that has none: it was added to a file and not here */
export function cellKindOf(kind: Kind, column: string): CellKind {
  const found = KINDS_OF[kind][column];
  if (found === undefined) throw new Error(`no kind of cells for ${column} of ${kind}`);
  return found;
}
