import type { ModelInput, Row } from '../../simulate/model/program.ts';
import { commandsOf } from './command-lines.ts';
import { configOf } from './config.ts';
import { dateIn, dayAfter, monthBefore } from './dates.ts';
import {
  CERTIFICATIONS,
  COMPETENCIES,
  contactOf,
  domainOf,
  employeeId,
  employeeName,
  invoiceNumber,
  METRICS,
  membershipId,
  oneOf,
  partnerId,
} from './ids.ts';
import { DAYS, type Plan, type PlannedPartner } from './plan.ts';

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
    ...peopleRows(plan),
    config: configOf(plan),
  };
}

const partnerRow = ({ mctCount, reviewed }: PlannedPartner, id: string, from: string): Row => ({
  partner_id: id,
  name: `Partner ${id}`,
  country: 'KR',
  verified_domains: domainOf(id),
  profile_reviewed_on: reviewed === null || reviewed < 0 ? '' : dayAfter(from, -reviewed),
  mct_count: String(mctCount),
});

export function membershipRow(planned: PlannedPartner['memberships'], index: number, id: string, from: string): Row {
  const { offer, competency, level, learningOption, year, monthDay, behind } = planned[
    index
  ] as (typeof planned)[number];
  const isCompetency = offer === 'competency';
  const years =
    Number(from.slice(0, 4)) - year - (dateIn(Number(from.slice(0, 4)), monthDay) < dayAfter(from, -20) ? 0 : 1);
  return {
    partner_id: id,
    membership_id: membershipId(indexOf(id), index),
    offer,
    competency: isCompetency || offer === 'advanced-specialization' ? oneOf(COMPETENCIES, competency) : '',
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
    invoice_number: invoiceNumber(indexOf(id), index),
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

const indexOf = (id: string): number => Number(id.slice(2));

/** People and figures of partners that there are; of one day and metric only one figure. */
function peopleRows({
  people,
  figures,
  partners,
  from,
}: Plan): Pick<ModelInput, 'employees' | 'achievements' | 'performance'> {
  const hired = people.flatMap((person, index) =>
    partners[person.partner] === undefined ? [] : [{ ...person, id: employeeId(index), of: partnerId(person.partner) }],
  );
  const measured = figures
    .filter(({ partner }) => partners[partner] !== undefined)
    .map((figure) => ({
      partner_id: partnerId(figure.partner),
      competency: oneOf(COMPETENCIES, figure.competency),
      metric: oneOf(METRICS, figure.metric),
      value: String(figure.value),
      measured_on: dayAfter(from, -figure.before),
    }));
  const keyOf = ({ value: _value, ...key }: Row): string => JSON.stringify(key);
  return {
    employees: hired.map(({ id, of, since }) => ({
      partner_id: of,
      employee_id: id,
      name: employeeName(id),
      associated_on: dayAfter(from, -since),
      left_on: '',
    })),
    achievements: hired.map(({ id, of, certification, completed, expires }) => ({
      partner_id: of,
      employee_id: id,
      certification: oneOf(CERTIFICATIONS, certification),
      completed_on: dayAfter(from, -completed),
      expires_on: expires === null ? '' : dayAfter(from, expires),
    })),
    performance: [...new Map(measured.map((row) => [keyOf(row), row])).values()],
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

export const lastDay = (plan: Plan): string => dayAfter(plan.from, DAYS - 1);
