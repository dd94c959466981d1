/** What of a stored item import files can say, as rows of them. */
import type { Benefit } from '../../../shared/domain/benefits/benefit.ts';
import { currentAssignment } from '../../../shared/domain/benefits/benefit.ts';
import type { Listing } from '../../../shared/domain/directory/listing.ts';
import type { InvoiceLine } from '../../../shared/domain/kpi/invoice-line.ts';
import type { Membership } from '../../../shared/domain/memberships/membership.ts';
import type { Partner } from '../../../shared/domain/partners/partner.ts';
import type { Employee } from '../../../shared/domain/people/employee.ts';
import type { SkillsLedger } from '../../../shared/domain/people/skills.ts';
import type { Kind } from '../../../shared/import/files.ts';
import type { CollectionName } from '../../../shared/store/kind-of-key.ts';

/** By the names of the fields. */
export type ImportRow = { readonly kind: Kind; readonly fields: Readonly<Record<string, unknown>> };

/** Rows of an item; none for what a file cannot say, as an expired membership, a merged partner, a payment. */
export function importRowsOf(name: CollectionName, value: unknown): ImportRow[] {
  switch (name) {
    case 'partners':
      return partnerRows(value as Partner);
    case 'memberships':
      return membershipRows(value as Membership);
    case 'invoiceLines':
      return [{ kind: 'invoices', fields: value as InvoiceLine }];
    case 'listings':
      return [listingRow(value as Listing)];
    case 'employees':
      return employeeRows(value as Employee);
    case 'skills':
      return performanceRows(value as SkillsLedger);
    case 'benefits':
      return benefitRows(value as { partnerId: string; entries: Benefit[] });
    default:
      return [];
  }
}

function partnerRows({ mergedInto, contacts, profileReviews, verifiedDomains, ...partner }: Partner): ImportRow[] {
  if (mergedInto !== null) return [];
  const { partnerId } = partner;
  const fields = {
    ...partner,
    verifiedDomains: verifiedDomains.join(';'),
    profileReviewedOn: profileReviews.at(-1) ?? null,
  };
  return [
    { kind: 'partners', fields },
    ...contacts.map((contact): ImportRow => ({ kind: 'contacts', fields: { partnerId, ...contact } })),
  ];
}

/** An order has no purchase yet, and what has ended is not imported as ended. */
function membershipRows({ status, terms, cycle, ...membership }: Membership): ImportRow[] {
  if (status.name !== 'active') return [];
  return [{ kind: 'memberships', fields: { ...membership, ...terms, paidThroughCycle: cycle > 1 ? cycle - 1 : null } }];
}

const listingRow = ({ partnerId, content }: Listing): ImportRow => ({
  kind: 'listings',
  fields: { partnerId, ...content },
});

function employeeRows({ associations, achievements, employeeId, name }: Employee): ImportRow[] {
  const last = associations.at(-1);
  if (last === undefined) return [];
  const { partnerId } = last;
  return [
    ...associations.map(
      ({ partnerId: with_, from, until }): ImportRow => ({
        kind: 'employees',
        fields: { partnerId: with_, employeeId, name, associatedOn: from, leftOn: until },
      }),
    ),
    ...achievements.map(
      (achievement): ImportRow => ({ kind: 'achievements', fields: { partnerId, employeeId, ...achievement } }),
    ),
  ];
}

const performanceRows = ({ partnerId, figures }: SkillsLedger): ImportRow[] =>
  figures.map((figure) => ({ kind: 'performance', fields: { partnerId, ...figure } }));

/** What was replaced has ended. */
const benefitRows = ({ partnerId, entries }: { partnerId: string; entries: Benefit[] }): ImportRow[] =>
  entries
    .filter((entry) => entry.kind !== 'token' || entry.replacedBy === null)
    .map((entry) => ({ kind: 'tokens', fields: { partnerId, ...entry, ...useOf(entry) } }));

function useOf(entry: Benefit): Record<string, unknown> {
  switch (entry.kind) {
    case 'token':
      return { activatedOn: entry.activation?.on ?? null, tenant: entry.activation?.tenant ?? null };
    case 'mak':
      return {};
    case 'visual-studio': {
      const assignment = currentAssignment(entry);
      return {
        assignedTo: assignment?.to ?? null,
        assignedOn: assignment?.on ?? null,
        activatedOn: assignment?.activation?.on ?? null,
      };
    }
  }
}
