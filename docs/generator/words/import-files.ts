/** What the columns of the import files mean, by file and column. */
import type { Kind } from '../../../shared/import/files.ts';

type Words = Readonly<Record<string, string>>;

const PARTNER = 'the partner; a row of `partners.csv` has it';

export const FILES: Readonly<Record<Kind, { says: string; columns: Words }>> = {
  partners: {
    says: 'One row a partner, each `partner_id` once. Everything else refers to it.',
    columns: {
      partner_id: 'names the partner, here and everywhere',
      name: 'as mails and the report show it',
      country: 'where the partner is',
      verified_domains: 'domains that the landing page of its listing may be on, or below (R-DIR-2); `-`: none',
      profile_reviewed_on: 'when the company profile was last reviewed; no row with it: never (R-ROLE-3)',
      mct_count: 'Microsoft Certified Trainers (R-MEM-2)',
    },
  },
  contacts: {
    says: 'One row a contact. A row adds a contact to its partner, or changes the name and locale of the one with this role and address, whatever its letter case (R-IMP-2); none is removed (that is what `set-contacts` is for). At most 50 a partner (R-IMP-6).',
    columns: {
      partner_id: PARTNER,
      role: 'decides which mails the contact gets (R-ROLE-2, R-ROLE-3)',
      name: 'how mails address the contact; may be empty',
      email:
        'where mails go; one copy per address, whatever its letter case; an international domain is kept as it is sent, `xn--…`',
      locale: 'the language of its mails, for example `ko-KR`; an unknown or empty one reads English (R-ROLE-1)',
    },
  },
  memberships: {
    says: 'One row a membership, each `membership_id` once a partner. Which terms an offer has: R-MEM-1.',
    columns: {
      partner_id: PARTNER,
      membership_id: 'names the membership within its partner',
      offer: 'what was bought',
      competency: 'of a competency or an advanced specialization, whose name it is; empty for Action Packs',
      level: 'of a competency; empty for every other offer',
      learning_option:
        'whether a competency has its Learning option, `false` for every other offer; empty says nothing of a known membership (R-IMP-1), and of a new one that it has none',
      purchased_on: 'the day from which the anniversaries are counted (R-CAL-2)',
      paid_through_cycle: 'how many anniversaries are renewed already',
    },
  },
  invoices: {
    says: 'One row a line of a document. The same line twice counts once; with other values it is in conflict: the first is kept, until `correct-invoice-line` (R-KPI-10).',
    columns: {
      partner_id: PARTNER,
      invoice_number: 'names the document within the partner',
      line: 'the number of the line within the document',
      document_type:
        'invoices count, and credit notes, which take back (R-KPI-13); other documents are kept as evidence (R-KPI-2)',
      invoice_date: 'its month is the month in which the line counts',
      omlp_type: 'the kind of purchase, as the invoice has it',
      purchase_units:
        'how many were bought; like both values 0 or less on a `credit-note`, 0 or more on any other document',
      kpi_value: 'what the line counts towards the KPI (R-KPI-3)',
      revenue_value: 'the amount, in `currency`',
      currency: 'revenue is summed by currency, never across (R-KPI-9)',
    },
  },
  listings: {
    says: 'One row a partner, each `partner_id` once. A listing that is incomplete, or whose URL is not allowed, is imported, and its partner is told (R-DIR-3).',
    columns: {
      partner_id: PARTNER,
      display_name: 'the name in the directory',
      country: 'the country in the directory',
      url: 'the landing page; which pages are allowed: R-DIR-2',
      about_partner_only: 'the partner has attested that the page is about itself alone',
      no_competitors: 'the partner has attested that the page shows no competitors',
      owned_by_partner: 'the partner has attested that the page is its own',
    },
  },
  employees: {
    says: 'One row for each time that somebody belonged to a partner. An employee has one id, whatever the partner: a later association with another partner ends the former one (R-COMP-2).',
    columns: {
      partner_id: PARTNER,
      employee_id: 'names the employee, across all partners',
      name: 'for people; may be empty',
      associated_on: 'the first day, inclusive',
      left_on: 'the first day after it; later than `associated_on`; empty: still there (R-COMP-4)',
    },
  },
  achievements: {
    says: 'One row for each certification or assessment that an employee of the partner has passed. It counts from the day after `completed_on` and after the association (R-COMP-3).',
    columns: {
      partner_id: PARTNER,
      employee_id: 'somebody who belongs or belonged to the partner by `employees.csv`',
      certification: 'its name, as the paths of the program configuration write it',
      completed_on: 'the day on which it was passed',
      expires_on:
        'the first day on which it does not count any more; later than `completed_on`; empty: never (R-COMP-4)',
    },
  },
  performance: {
    says: 'One row for each figure. The latest one at or before a day counts on that day; each metric of a competency once a day.',
    columns: {
      partner_id: PARTNER,
      competency: 'of which competency the figure is',
      metric: 'what was measured',
      value: 'the figure',
      measured_on: 'the day from which it counts',
    },
  },
  tokens: {
    says: 'One row for each benefit that a membership has, each `token_id` once a partner. `kind` says which columns go with it; every other one is empty.',
    columns: {
      partner_id: PARTNER,
      membership_id: 'a membership of the partner; the benefit lasts as long as it (R-LIC-1)',
      token_id: 'names the benefit within its partner',
      kind: 'an activation token, a MAK key, or a Visual Studio subscription',
      product: 'of a `token` and a `mak`: what it is for',
      seats: 'of a `token`: how many it grants',
      activations: 'of a `mak`: how many it grants (R-LIC-4)',
      edition: 'of a `visual-studio` subscription; an Action Pack has no `enterprise` (R-LIC-5)',
      issued_on: 'when it was issued',
      activated_on:
        'when it was activated: of a `token` together with `tenant`, of a subscription together with `assigned_to`',
      tenant: 'of an activated `token`: for which tenant, its domain or id',
      assigned_to: 'of a subscription: whose it is, together with `assigned_on`',
      assigned_on: 'of a subscription: since when, not before `issued_on`',
    },
  },
};
