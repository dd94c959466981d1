/** The cells of the report's tables: partners, memberships, states and dates. */
import { label, termsName } from '../format.ts';
import { type Content, type Html, html, isolate } from '../html.ts';
import type { MembershipLine } from '../results/lines.ts';
import type { ReportInput } from './data/input.ts';
import type { Column } from './table.ts';

/** A partner: its name, if it is known, and its id. */
export function partnerCell(partnerId: string | null, { partnerNames }: Pick<ReportInput, 'partnerNames'>): Content {
  if (partnerId === null) return null;
  const partner = partnerNames.get(partnerId);
  const id = html`<span class="id">${partnerId}</span>`;
  return partner ? html`<span class="name">${isolate(partner.name)}</span> ${id}` : id;
}

/** A status or eligibility as a coloured word. */
export function badge(code: string | null): Content {
  return code === null
    ? html`<span class="quiet">none needed</span>`
    : html`<span class="badge ${code}">${label(code)}</span>`;
}

/** The columns that every list of memberships begins with. */
export function membershipColumns(input: Pick<ReportInput, 'partnerNames'>): Column<MembershipLine>[] {
  return [
    { head: 'Partner', cell: (membership) => partnerCell(membership.partnerId, input) },
    { head: 'Membership', cell: membershipCell },
    { head: 'Anniversary', cell: ({ anniversary }) => dateCell(anniversary) },
  ];
}

const membershipCell = (membership: MembershipLine): Html => membershipName(membership.membershipId, membership);

/** A membership: its terms, if they are known, and its id. */
export function membershipName(membershipId: string, known: MembershipLine | undefined): Html {
  const id = html`<span class="id">${membershipId}</span>`;
  return known ? html`${isolate(termsName(known))} ${id}` : id;
}

/** A civil date that does not break over two lines. */
export function dateCell(day: string | null): Content {
  return day === null ? null : html`<time>${day}</time>`;
}
