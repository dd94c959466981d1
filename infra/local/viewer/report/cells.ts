/** How partners and memberships stand in the report's lists. */
import { label, termsName } from '../format.ts';
import { type Content, type Html, html, isolate } from '../html.ts';
import type { MembershipLine } from '../results/lines.ts';
import type { ReportInput } from './data/input.ts';
import type { Column } from './table.ts';

/** A partner: its name, where it is known, above its id. */
export function partnerCell(partnerId: string | null, { partnerNames }: Pick<ReportInput, 'partnerNames'>): Content {
  if (partnerId === null) return null;
  const known = partnerNames.get(partnerId);
  const id = html`<span class="id">${partnerId}</span>`;
  return known ? html`<span class="name">${isolate(known.name)}</span> ${id}` : id;
}

/** A state as a coloured word. */
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

/** What a membership is, where that is known, above its id. */
export function membershipName(membershipId: string, known: MembershipLine | undefined): Html {
  const id = html`<span class="id">${membershipId}</span>`;
  return known ? html`${isolate(termsName(known))} ${id}` : id;
}

/** A civil date that does not break over two lines. */
export function dateCell(day: string | null): Content {
  return day === null ? null : html`<time>${day}</time>`;
}
