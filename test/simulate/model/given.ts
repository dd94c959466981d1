/** What the import files give, as the model keeps it. */
import { type Day, day, monthOf } from './dates.ts';
import { newMembership } from './enrolments.ts';
import { newToken } from './licences.ts';
import { associate } from './people.ts';
import { anniversary, type ModelInput, type Partner, type Program } from './program.ts';
import { millionths } from './requirements.ts';

export function programOf(input: ModelInput, from: Day): Program {
  const config = {
    noticeStages: [-30, -15, -1, 1, 15, 23, 30],
    profileReviewMaxAgeDays: 90,
    extensions: [],
    upgradeDiscountPercent: 25,
    actionPackDiscountPercent: 0,
    activatedProducts: ['Windows Server', 'Windows', 'Office'],
    ...input.config,
  };
  const program: Program = {
    config,
    partners: new Map(),
    memberships: [],
    lines: [],
    employees: new Map(),
    figures: [],
    tokens: [],
    done: new Set(),
    takenBack: new Set(),
    published: -1,
    reports: new Map(),
    kpi: [],
    events: [],
    emails: [],
    atRisk: input.atRisk ?? [],
  };
  readPartners(program, input);
  readLines(program, input);
  readMemberships(program, input, from);
  readPeople(program, input);
  readTokens(program, input);
  return program;
}

export const partnerOf = ({ partners }: Program, id: string | undefined): Partner => {
  const partner = partners.get(id ?? '');
  if (partner === undefined) throw new Error(`no partner ${id}`);
  return partner;
};

function readPartners(program: Program, input: ModelInput): void {
  for (const row of input.partners)
    program.partners.set(row.partner_id!, {
      id: row.partner_id!,
      domains: row.verified_domains!.split(';').filter(Boolean),
      reviews: row.profile_reviewed_on ? [day(row.profile_reviewed_on)] : [],
      mct: Number(row.mct_count || 0),
      goneOn: null,
      profile: null,
      contacts: input.contacts
        .filter((c) => c.partner_id === row.partner_id)
        .map((c) => ({ role: c.role!, email: c.email!, name: c.name! })),
      listing: null,
      submitted: null,
      into: null,
    });
  for (const row of input.listings)
    partnerOf(program, row.partner_id).listing = {
      name: row.display_name!,
      country: row.country!,
      url: row.url!,
      attested: [row.about_partner_only, row.no_competitors, row.owned_by_partner].every((v) => v === 'true'),
    };
}

/** The first of two rows for one line counts (R-KPI-10). */
function readLines(program: Program, input: ModelInput): void {
  for (const row of input.invoices) {
    const partner = partnerOf(program, row.partner_id);
    const isKnown = program.lines.some(
      (each) => each.partner === partner && each.number === row.invoice_number && each.line === row.line,
    );
    if (isKnown) continue;
    program.lines.push({
      partner,
      former: [],
      number: row.invoice_number!,
      line: row.line!,
      type: row.document_type!,
      month: monthOf(day(row.invoice_date!)),
      kpi: millionths(row.kpi_value!),
    });
  }
}

function readMemberships(program: Program, input: ModelInput, from: Day): void {
  for (const row of input.memberships) {
    const terms = {
      offer: row.offer!,
      competency: row.competency!,
      level: row.level!,
      learning: row.learning_option === 'true',
    };
    const m = newMembership(partnerOf(program, row.partner_id), row.membership_id!, terms);
    m.purchased = row.purchased_on!;
    m.cycle = Number(row.paid_through_cycle || 0) + 1;
    m.expired = from > anniversary(m) + 30;
    program.memberships.push(m);
  }
}

function readPeople(program: Program, input: ModelInput): void {
  const inOrder = [...(input.employees ?? [])].sort((a, b) => (a.associated_on! < b.associated_on! ? -1 : 1));
  for (const row of inOrder) {
    const c = { employeeId: row.employee_id, associatedOn: row.associated_on };
    associate(program, partnerOf(program, row.partner_id), c, Number.POSITIVE_INFINITY);
    const last = program.employees.get(row.employee_id!)?.associations.at(-1);
    if (row.left_on && last) last.until = day(row.left_on);
  }
  for (const row of input.achievements ?? [])
    program.employees.get(row.employee_id!)?.achievements.push({
      certification: row.certification!,
      completed: day(row.completed_on!),
      expires: row.expires_on ? day(row.expires_on) : null,
    });
  for (const [number, row] of (input.performance ?? []).entries())
    program.figures.push({
      partner: partnerOf(program, row.partner_id),
      parts: null,
      competency: row.competency!,
      metric: row.metric!,
      value: millionths(row.value!),
      on: day(row.measured_on!),
      number,
    });
}

function readTokens(program: Program, input: ModelInput): void {
  for (const row of input.tokens ?? []) {
    const partner = partnerOf(program, row.partner_id);
    const m = program.memberships.find((each) => each.partner === partner && each.id === row.membership_id);
    if (!m) throw new Error(`no membership ${row.membership_id}`);
    const given = {
      tokenId: row.token_id,
      kind: row.kind || 'token',
      seats: row.seats || 0,
      activations: row.activations || 0,
      product: row.product,
      edition: row.edition,
    };
    const token = newToken(partner, m, given, day(row.issued_on!));
    const activation = row.activated_on ? { on: day(row.activated_on), by: null } : null;
    if (token.kind === 'token') token.activation = activation && { ...activation, tenant: row.tenant ?? '' };
    if (row.assigned_to)
      token.assignments.push({ to: row.assigned_to, on: day(row.assigned_on!), by: null, activation });
    program.tokens.push(token);
  }
}
