import type { ModelInput } from '../../simulate/model.ts';
import { dateIn, dayAfter, monthBefore } from './dates.ts';
import { DAYS, type Plan, type PlannedCommand, type PlannedContact, type PlannedPartner } from './plan.ts';

type Row = Record<string, string>;

const COMPETENCY = 'Data Analytics';

/** A plan as import files, commands and configuration, which both the program and the model read. */
export function inputOf(plan: Plan): ModelInput {
  const { partners, from } = plan;
  const each = (rowsOf: (partner: PlannedPartner, id: string) => Row[]): Row[] =>
    partners.flatMap((partner, index) => rowsOf(partner, partnerId(index)));
  return {
    partners: each((partner, id) => [partnerRow(partner, id, from)]),
    contacts: each(({ contacts }, id) => contacts.map((contact) => ({ partner_id: id, ...contactOf(contact, id) }))),
    memberships: each(({ memberships }, id) =>
      memberships.map((_, index) => membershipRow(memberships, index, id, from)),
    ),
    invoices: each(({ invoices }, id) => invoices.map((_, index) => invoiceRow(invoices, index, id, from))),
    listings: each(({ listing }, id) => (listing === 'none' ? [] : [listingRow(id, listing === 'complete')])),
    commands: commandsOf(plan),
    config: {
      ...(plan.stages && { noticeStages: plan.stages }),
      profileReviewMaxAgeDays: plan.profileReviewMaxAgeDays,
      extensions: [
        {
          id: 'x',
          anniversaryFrom: '2028-03-01',
          anniversaryTo: '2028-04-15',
          offers: ['competency'],
          exceptCompetencies: [],
        },
      ],
      programYears: [
        {
          from: '2026-01-01',
          to: '2028-12-31',
          requirements: [
            { competency: COMPETENCY, level: 'gold', learningOption: true, kpi: '60', mct: 2, paths: [] },
            { competency: COMPETENCY, level: 'silver', learningOption: true, kpi: '20', mct: 1, paths: [] },
            { competency: COMPETENCY, level: 'gold', learningOption: false, mct: 2, paths: [] },
          ],
        },
      ],
    },
  };
}

export const partnerId = (index: number): string => `P-${index}`;
const membershipId = (index: number): string => `M-${index}`;
const domainOf = (id: string): string => `${id.toLowerCase()}.example`;

const partnerRow = ({ mctCount, reviewed }: PlannedPartner, id: string, from: string): Row => ({
  partner_id: id,
  name: `Partner ${id}`,
  country: 'KR',
  verified_domains: domainOf(id),
  profile_reviewed_on: reviewed === null || reviewed < 0 ? '' : dayAfter(from, -reviewed),
  mct_count: String(mctCount),
});

const contactOf = ({ role, address, locale }: PlannedContact, id: string) => ({
  role,
  name: `Contact ${address}`,
  email: `c${address}@${domainOf(id)}`,
  locale,
});

function membershipRow(planned: PlannedPartner['memberships'], index: number, id: string, from: string): Row {
  const { offer, level, learningOption, year, monthDay, behind } = planned[index] as (typeof planned)[number];
  const isCompetency = offer === 'competency';
  const years =
    Number(from.slice(0, 4)) - year - (dateIn(Number(from.slice(0, 4)), monthDay) < dayAfter(from, -20) ? 0 : 1);
  return {
    partner_id: id,
    membership_id: membershipId(index),
    offer,
    competency: isCompetency || offer === 'advanced-specialization' ? COMPETENCY : '',
    level: isCompetency ? level : '',
    learning_option: String(isCompetency && learningOption),
    purchased_on: dateIn(year, monthDay),
    paid_through_cycle: String(Math.max(0, years - behind)),
  };
}

function invoiceRow(planned: PlannedPartner['invoices'], index: number, id: string, from: string): Row {
  const { monthsBefore, kpi, type } = planned[index] as (typeof planned)[number];
  const sign = type === 'credit-note' ? '-' : '';
  return {
    partner_id: id,
    invoice_number: `I-${index}`,
    line: '1',
    document_type: type,
    invoice_date: `${monthBefore(from, monthsBefore)}-10`,
    omlp_type: 'course',
    purchase_units: `${sign}1`,
    kpi_value: `${sign}${kpi}.5`,
    revenue_value: `${sign}10`,
    currency: 'KRW',
  };
}

const listingRow = (id: string, isComplete: boolean): Row => ({
  partner_id: id,
  display_name: isComplete ? `Shown ${id}` : '',
  country: 'KR',
  url: `https://learn.${domainOf(id)}/ms`,
  about_partner_only: 'true',
  no_competitors: 'true',
  owned_by_partner: 'true',
});

function commandsOf(plan: Plan): ModelInput['commands'] {
  const inOrder = plan.commands
    .map((command, index) => ({ command, index }))
    .sort((a, b) => a.command.day - b.command.day);
  return inOrder.flatMap(({ command, index }) => commandOf(command, index, plan));
}

function commandOf(command: PlannedCommand, index: number, { from, partners }: Plan): ModelInput['commands'] {
  const partner = partners[command.partner];
  if (partner === undefined) return [];
  const on = dayAfter(from, command.day);
  const id = partnerId(command.partner);
  const ids = { on, partnerId: id, requestId: `r-${index}` };
  const membership = membershipId(command.membership % partner.memberships.length);
  const pay = (paidOn: string) => {
    const fallback = command.fallback === null ? {} : { acceptFallback: command.fallback };
    return {
      ...ids,
      command: 'record-payment',
      membershipId: membership,
      paidOn,
      reference: `ref-${index}`,
      ...fallback,
    };
  };
  switch (command.what) {
    case 'pay':
      return [pay(on)];
    case 'pay-late':
      return [pay(dayAfter(on, -20))];
    case 'early':
      return [pay(dayAfter(on, 3))];
    case 'review':
      return [{ ...ids, command: 'record-profile-review', reviewedOn: dayAfter(on, -(index % 3)), by: 'global-admin' }];
    case 'contacts':
      return [{ ...ids, command: 'set-contacts', contacts: command.contacts.map((contact) => contactOf(contact, id)) }];
    case 'listing':
      return [listingCommand(ids, id, index % 3 > 0)];
    case 'override': {
      const terms = { ticket: 'T-1', until: dayAfter(on, 30), grantedBy: 'Kim', reason: 'agreed' };
      return [{ ...ids, command: 'grant-override', membershipId: membership, ...terms }];
    }
  }
}

function listingCommand(changes: object, id: string, isComplete: boolean) {
  const shown = {
    displayName: isComplete ? `Anew ${id}` : '',
    country: 'KR',
    url: `https://learn.${domainOf(id)}/new`,
  };
  const attested = { aboutPartnerOnly: true, noCompetitors: true, ownedByPartner: true };
  return { ...changes, command: 'set-listing', ...shown, ...attested };
}

export const lastDay = (plan: Plan): string => dayAfter(plan.from, DAYS - 1);
