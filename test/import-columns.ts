import type { Kind } from '../shared/import/files.ts';

/**
 * The columns of the import files, as docs/reference.md promises them: written out, so that a change of one is seen.
 */
export const COLUMNS: Record<Kind, string> = {
  partners: 'partner_id,name,country,verified_domains,profile_reviewed_on,mct_count',
  contacts: 'partner_id,role,name,email,locale',
  memberships: 'partner_id,membership_id,offer,competency,level,learning_option,purchased_on,paid_through_cycle',
  invoices:
    'partner_id,invoice_number,line,document_type,invoice_date,omlp_type,purchase_units,kpi_value,revenue_value,currency',
  listings: 'partner_id,display_name,country,url,about_partner_only,no_competitors,owned_by_partner',
  employees: 'partner_id,employee_id,name,associated_on,left_on',
  achievements: 'partner_id,employee_id,certification,completed_on,expires_on',
  performance: 'partner_id,competency,metric,value,measured_on',
  tokens:
    'partner_id,membership_id,token_id,kind,product,seats,activations,edition,issued_on,activated_on,tenant,assigned_to,assigned_on',
};
