import type { DatedCommand } from './command.ts';
import { toCsv } from './csv.ts';
import type { InvoiceLine, Listing, Membership, Offer } from './model.ts';
import type { PartnerDraft } from './partner/draft.ts';
import type { Period } from './period.ts';
import { programConfig } from './program-config.ts';
import { achievementCells, benefitCells, employeeCells, figureCells } from './team-cells.ts';

/** Each in the order of the cells below. */
const COLUMNS = {
  partners: 'partner_id name country verified_domains profile_reviewed_on mct_count',
  contacts: 'partner_id role name email locale',
  memberships: 'partner_id membership_id offer competency level learning_option purchased_on paid_through_cycle',
  invoices:
    'partner_id invoice_number line document_type invoice_date omlp_type purchase_units kpi_value revenue_value currency',
  listings: 'partner_id display_name country url about_partner_only no_competitors owned_by_partner',
  employees: 'partner_id employee_id name associated_on left_on',
  achievements: 'partner_id employee_id certification completed_on expires_on',
  performance: 'partner_id competency metric value measured_on',
  tokens:
    'partner_id membership_id token_id kind product seats activations edition issued_on activated_on tenant assigned_to assigned_on',
};

/** The contents of all the files, by name. */
export function toFiles(partners: readonly PartnerDraft[], period: Period): Record<string, string> {
  const csv = (kind: keyof typeof COLUMNS, rowsOf: (partner: PartnerDraft) => readonly (readonly string[])[]): string =>
    toCsv(COLUMNS[kind].split(' '), partners.flatMap(rowsOf));
  return {
    'partners.csv': csv('partners', (partner) => [partnerCells(partner)]),
    'contacts.csv': csv('contacts', ({ id, contacts }) =>
      contacts.map(({ role, name, email, locale }) => [id, role, name, email, locale]),
    ),
    'memberships.csv': csv('memberships', ({ id, memberships }) =>
      memberships.map((held) => [id, ...membershipCells(held)]),
    ),
    'invoices.csv': csv('invoices', ({ id, invoices }) => invoices.map((line) => [id, ...invoiceCells(line)])),
    'listings.csv': csv('listings', ({ id, listing }) => (listing ? [[id, ...listingCells(listing)]] : [])),
    'employees.csv': csv('employees', ({ id, employees }) => employees.map((person) => [id, ...employeeCells(person)])),
    'achievements.csv': csv('achievements', ({ id, achievements }) =>
      achievements.map((achievement) => [id, ...achievementCells(achievement)]),
    ),
    'performance.csv': csv('performance', ({ id, figures }) => figures.map((figure) => [id, ...figureCells(figure)])),
    'tokens.csv': csv('tokens', ({ id, benefits }) => benefits.map((benefit) => [id, ...benefitCells(benefit)])),
    'commands.jsonl': commandsJsonl(partners, period),
    'program.json': `${JSON.stringify(programConfig(period), null, 2)}\n`,
  };
}

function partnerCells(partner: PartnerDraft): readonly string[] {
  const { id, name, region, domains, profileReviewedOn, mctCount } = partner;
  return [id, name, region.country, domains.join(';'), profileReviewedOn, String(mctCount)];
}

function membershipCells({ id, offer, purchasedOn, paidThroughCycle }: Membership): readonly string[] {
  // Empty means 0, as in partners' files.
  const paidThrough = paidThroughCycle === 0 ? '' : String(paidThroughCycle);
  return [id, ...offerCells(offer), purchasedOn, paidThrough];
}

function offerCells(offer: Offer): readonly string[] {
  switch (offer.offer) {
    case 'competency':
      return [offer.offer, offer.competency, offer.level, String(offer.learningOption)];
    case 'advanced-specialization':
      return [offer.offer, offer.competency, '', ''];
    default:
      return [offer.offer, '', '', ''];
  }
}

function invoiceCells(line: InvoiceLine): readonly string[] {
  return [
    line.invoiceNumber,
    String(line.line),
    line.documentType,
    line.invoiceDate,
    line.omlpType,
    String(line.purchaseUnits),
    line.kpiValue,
    line.revenueValue,
    line.currency,
  ];
}

function listingCells(listing: Listing): readonly string[] {
  const attested = [listing.aboutPartnerOnly, listing.noCompetitors, listing.ownedByPartner];
  return [listing.displayName, listing.country, listing.url, ...attested.map(String)];
}

/**
 * In the order of days; within a day in the order in which they were given. Commands after the last day are left out.
 */
function commandsJsonl(partners: readonly PartnerDraft[], period: Period): string {
  const within = partners.flatMap(({ commands }) => commands).filter(({ on }) => on <= period.to);
  return within.sort(byDay).map(commandLine).join('');
}

/** The day and the kind come first, for people who read the file. */
function commandLine({ on, command, partnerId, ...fields }: DatedCommand): string {
  return `${JSON.stringify({ on, command, partnerId, ...fields })}\n`;
}

/** Compares code units: `localeCompare` depends on the machine. The sort is stable. */
function byDay(left: DatedCommand, right: DatedCommand): number {
  if (left.on === right.on) return 0;
  return left.on < right.on ? -1 : 1;
}
