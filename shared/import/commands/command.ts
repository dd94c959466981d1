/** Operator commands as they come in: from `commands.jsonl` and as the input of `partner-command`. */
import * as z from 'zod';
import { BENEFIT_KINDS, BENEFIT_STEPS, EDITIONS } from '../../domain/benefits/benefit.ts';
import { REPLACEMENT_CAUSES } from '../../domain/benefits/benefit-commands.ts';
import { misfitsOf } from '../../domain/benefits/grant.ts';
import type { OperatorCommand } from '../../domain/commands/command.ts';
import { problemsOf } from '../../domain/config/issues.ts';
import {
  date,
  decimal,
  existingId,
  fields,
  id,
  line,
  lines,
  listOf,
  oneOf,
  textThat,
  wholeNumber,
} from '../../domain/config/values.ts';
import type { Place, Problem } from '../../domain/core/problem.ts';
import { FALLBACKS, RENEWAL_FALLBACKS } from '../../domain/eligibility/fallback.ts';
import { REVERSAL_CAUSES } from '../../domain/memberships/membership.ts';
import { parseNoticeId } from '../../domain/notices/notice-id.ts';
import { METRICS } from '../../domain/offers/metric.ts';
import { completeTerms, LEVELS, OFFERS, termsMisfits } from '../../domain/offers/terms.ts';
import { LOCALES, MAX_CONTACTS, ROLES } from '../../domain/partners/partner.ts';
import { country, email } from '../fields.ts';
import { wholeNumberCell } from '../rows/cells.ts';
import { invoiceLineRow } from '../rows/invoice-line.ts';
import { MAX_CYCLES } from '../rows/membership.ts';
import { MAX_ACTIVATIONS, MAX_SEATS, product, tenant } from '../rows/token.ts';
import { listedInvoiceRow, MAX_ROWS, readPartnerRows } from './partner-rows.ts';

const requestId = textThat(
  '1 to 128 letters, digits, ".", "_", ":" and "-", beginning with a letter or digit',
  (text) => /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/.test(text),
);
const noticeId = textThat('the id of a notice', (text) => parseNoticeId(text) !== null);
const commandId = textThat('the id of a command: "R-" and its requestId, or "C-" and 32 hexadecimal digits', (text) =>
  /^(R-[A-Za-z0-9][A-Za-z0-9._:-]{0,127}|C-[0-9a-f]{32})$/.test(text),
);
const booleanField = z.boolean({ error: 'true or false' });

const OPTIONAL_OF_EVERY_COMMAND = { requestId: requestId.optional(), dryRun: booleanField.optional() };

/** The schema of a command: its name, the common fields and its own fields. */
function command<const Name extends string, Shape extends z.core.$ZodLooseShape>(name: Name, shape: Shape) {
  return fields({ command: z.literal(name), partnerId: id, ...OPTIONAL_OF_EVERY_COMMAND, ...shape });
}

/** A text that may be empty or null, which both mean none. */
function optionalText(schema: z.ZodType<string, string>) {
  return z.preprocess((given) => (given === '' ? null : given), schema.nullable()).transform((text) => text ?? '');
}

/** A number in JSON, or digits as in a cell of a file. */
function numberOrDigits<Out>(schema: z.ZodType<Out, string>) {
  return z.preprocess((given) => (typeof given === 'number' ? String(given) : given), schema);
}

const invoice = invoiceLineRow.shape;

const contact = fields({
  role: oneOf(ROLES),
  name: lines(0, 500).default(''),
  email,
  locale: line(0, 64).default(''),
});

/** `partnerId` may be left out: it is that of `into`. */
const mergePartners = fields({
  command: z.literal('merge-partners'),
  partnerId: id.optional(),
  ...OPTIONAL_OF_EVERY_COMMAND,
  into: id,
  from: id,
  ticket: line(1, 100).optional(),
})
  .refine(({ into, from }) => into !== from, { path: ['from'], error: 'another partner than "into"' })
  .refine(({ into, partnerId }) => partnerId === undefined || partnerId === into, {
    path: ['partnerId'],
    error: 'the same partner as "into", or nothing',
  });

const CORRECTABLE = ['purchasedOn', 'paidThroughCycle', 'offer', 'competency', 'level', 'learningOption'] as const;

const COMMANDS = [
  command('record-payment', {
    membershipId: existingId,
    paidOn: date,
    reference: line(1, 200),
    acceptFallback: oneOf(RENEWAL_FALLBACKS).optional(),
  }),
  command('record-profile-review', { reviewedOn: date, by: line(1, 200) }),
  command('record-account-profile', { setUpOn: date }),
  command('set-contacts', { contacts: listOf(contact, 0, MAX_CONTACTS) }),
  command('set-listing', {
    displayName: optionalText(lines(0, 500)),
    country: optionalText(country),
    url: optionalText(line(0, 2048)),
    aboutPartnerOnly: booleanField,
    noCompetitors: booleanField,
    ownedByPartner: booleanField,
  }),
  command('grant-override', {
    membershipId: existingId,
    ticket: line(1, 100),
    until: date,
    grantedBy: line(1, 200),
    reason: lines(1, 1000),
  }),
  command('decline-renewal', {
    membershipId: existingId,
    withdraw: booleanField.optional(),
    ticket: line(1, 100).optional(),
  }),
  command('reverse-payment', {
    membershipId: existingId,
    reference: line(1, 200),
    cause: oneOf(REVERSAL_CAUSES),
    ticket: line(1, 100),
  }),
  command('resend-notice', { membershipId: existingId, to: email.optional(), ticket: line(1, 100) }),
  command('correct-invoice-line', {
    invoiceNumber: invoice.invoiceNumber,
    line: numberOrDigits(invoice.line),
    cameFrom: id.optional(),
    documentType: invoice.documentType.optional(),
    invoiceDate: invoice.invoiceDate.optional(),
    omlpType: invoice.omlpType.optional(),
    purchaseUnits: numberOrDigits(invoice.purchaseUnits).optional(),
    kpiValue: invoice.kpiValue.optional(),
    revenueValue: invoice.revenueValue.optional(),
    currency: invoice.currency.optional(),
    reason: lines(1, 1000).optional(),
  }),
  command('correct-membership', {
    membershipId: existingId,
    ticket: line(1, 100),
    reason: lines(1, 1000),
    purchasedOn: date.optional(),
    paidThroughCycle: numberOrDigits(wholeNumberCell(0, MAX_CYCLES)).optional(),
    offer: oneOf(OFFERS).optional(),
    competency: line(1, 100).optional(),
    level: oneOf(LEVELS).optional(),
    learningOption: booleanField.optional(),
  }).refine((given) => CORRECTABLE.some((field) => given[field] !== undefined), {
    path: ['purchasedOn'],
    error: `something to correct: ${CORRECTABLE.join(', ')}`,
  }),
  command('erase-person', { email: email.optional(), employeeId: id.optional(), ticket: line(1, 100) }).refine(
    ({ email: address, employeeId }) => (address === undefined) !== (employeeId === undefined),
    { path: ['email'], error: 'either email or employeeId' },
  ),
  command('rename-membership', { membershipId: existingId, to: id, ticket: line(1, 100) }),
  command('retry-set-aside', { membershipId: existingId.optional(), ticket: line(1, 100) }),
  mergePartners,
  command('associate-employee', {
    employeeId: id,
    name: lines(0, 500).optional(),
    associatedOn: date.optional(),
  }),
  command('record-achievement', {
    employeeId: id,
    certification: line(1, 100),
    completedOn: date,
    expiresOn: date.optional(),
  }),
  command('employee-left', { employeeId: id, leftOn: date.optional() }),
  command('record-performance', {
    competency: line(1, 100),
    metric: oneOf(METRICS),
    value: decimal,
    measuredOn: date.optional(),
  }),
  command('issue-token', {
    membershipId: existingId,
    tokenId: id,
    kind: oneOf(BENEFIT_KINDS).default('token'),
    product: product.optional(),
    seats: wholeNumber(1, MAX_SEATS).optional(),
    activations: wholeNumber(1, MAX_ACTIVATIONS).optional(),
    edition: oneOf(EDITIONS).optional(),
    issuedOn: date.optional(),
  }).superRefine(({ kind, product = null, seats = null, activations = null, edition = null }, context) => {
    for (const { field, allowed } of misfitsOf({ kind, product, seats, activations, edition }))
      context.addIssue({ code: 'custom', path: [field], message: allowed });
  }),
  command('activate-token', {
    tokenId: existingId,
    activatedOn: date.optional(),
    tenant: tenant.optional(),
    seats: wholeNumber(1, MAX_SEATS).optional(),
    count: wholeNumber(1, MAX_ACTIVATIONS).optional(),
  }),
  command('replace-token', {
    tokenId: existingId,
    newTokenId: id,
    cause: oneOf(REPLACEMENT_CAUSES),
    requestedOn: date.optional(),
  }),
  command('assign-subscription', { tokenId: existingId, to: email, assignedOn: date.optional() }),
  command('reverse-token', {
    tokenId: existingId,
    step: oneOf(BENEFIT_STEPS),
    activatedOn: date.optional(),
    count: wholeNumber(1, MAX_ACTIVATIONS).optional(),
    ticket: line(1, 100),
    reason: lines(1, 1000),
  }),
  command('enrol', {
    membershipId: id.optional(),
    offer: oneOf(OFFERS),
    competency: line(1, 100).optional(),
    level: oneOf(LEVELS).optional(),
    learningOption: booleanField.optional(),
    paidOn: date.optional(),
    reference: line(1, 200).optional(),
    acceptFallback: oneOf(FALLBACKS).optional(),
    commitment: fields({ by: line(1, 200), on: date }).optional(),
  }).superRefine((given, context) => {
    for (const { field, allowed } of termsMisfits(completeTerms(given)))
      context.addIssue({ code: 'custom', path: [field], message: allowed });
    if (given.paidOn !== undefined && given.reference === undefined)
      context.addIssue({ code: 'custom', path: ['reference'], message: 'the reference of the payment of paidOn' });
  }),
  command('upgrade-to-gold', {
    membershipId: existingId,
    goldMembershipId: id.optional(),
    paidOn: date,
    reference: line(1, 200),
  }),
  command('list-benefits', { membershipId: existingId.optional() }),
  command('explain', {
    membershipId: existingId.optional(),
    noticeId: noticeId.optional(),
    commandId: commandId.optional(),
  }),
  command('explain-kpi-discrepancy', {
    membershipId: existingId.optional(),
    locale: oneOf(LOCALES).optional(),
    rows: listOf(listedInvoiceRow, 0, MAX_ROWS),
  }),
] as const;

const NAMES = COMMANDS.map(({ shape }) => shape.command.value);

/** Exported for its types; `parseCommand` is what to call. */
export const operatorCommand = z.discriminatedUnion('command', COMMANDS, {
  error: ({ code }) => (code === 'invalid_union' ? `one of ${NAMES.join(', ')}` : 'an object with the field command'),
});

/**
 * Parses one command; the program rules are not applied here.
 * @param place the file and line that problems name
 * @example
 * parseCommand({ command: 'record-profile-review', partnerId: 'P-1', reviewedOn: '2021-09-02', by: 'Anna' });
 * // { command: { command: 'record-profile-review', partnerId: 'P-1', reviewedOn: '2021-09-02', by: 'Anna' } }
 */
export function parseCommand(
  json: unknown,
  place: Place = { file: null, line: null },
): { command: OperatorCommand } | { problems: Problem[] } {
  const given = readPartnerRows(json, place);
  if ('problems' in given) return given;
  const result = operatorCommand.safeParse(given.json);
  if (result.success) return { command: withPartner(result.data) };
  return { problems: problemsOf(result.error.issues, given.json, place) };
}

/** Sets the `partnerId` of `merge-partners`: the command is recorded with the partner that stays. */
function withPartner(given: z.output<typeof operatorCommand>): OperatorCommand {
  return given.command === 'merge-partners' ? { ...given, partnerId: given.into } : given;
}
