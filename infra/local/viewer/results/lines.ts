/**
 * The lines of a simulation's output files, as the viewer reads them. Unknown fields are ignored, not refused: the
 * output of a newer simulation stays readable. (`infra/local/simulation/results` has the types of the lines that are
 * written.)
 */
import * as z from 'zod';

/** Kinds of mail, in the order in which charts and legends show them. */
export const MAIL_KINDS = [
  'renewal',
  'renewed',
  'reinstated',
  'upgraded',
  'consolidated',
  'benefits-ended',
  'expired',
  'renewal-at-risk',
  'delivery-lost',
  'payment-reversed',
  'listing-incomplete',
  'listing-visible',
  'listing-dropped',
  'operator-alert',
] as const;

/** Final states of a membership, in the order in which they are shown. */
export const STATUSES = ['active', 'in-window', 'expired', 'superseded'] as const;

/** Renewal eligibility (R-REN-3), in the order in which it is shown; memberships that need none have no value. */
export const ELIGIBILITIES = ['met', 'waived', 'pending', 'not-met', 'undecidable'] as const;

const optionalText = z
  .string()
  .nullish()
  .transform((text) => text || null);
const optionalNumber = z
  .number()
  .nullish()
  .transform((number) => number ?? null);

/** One mail to one recipient: a line of emails.jsonl. `asOf` is a civil date, `noticeId` the ledger's id. */
export const emailLine = z.object({
  asOf: z.string(),
  workflow: z.string(),
  kind: z.string(),
  stage: optionalNumber,
  partnerId: z.string(),
  membershipId: optionalText,
  cycle: optionalNumber,
  to: z.string(),
  role: z.string(),
  locale: z.string(),
  subject: z.string(),
  noticeId: z.string(),
});
export type EmailLine = z.infer<typeof emailLine>;

/** An amount as the rules count it: a number of people, or a decimal; a KPI may be below zero (R-KPI-13). */
const amount = z.union([z.string().regex(/^-?\d+(\.\d+)?$/), z.number()]).transform(String);

/** Of a joint renewal: of which of what it renews something is said. */
const ofTerms = z.object({ competency: z.string().nullable(), level: z.string().nullable() }).optional();

/** A requirement of a renewal: what there is, what it takes, and what the next level takes. Depends on `code`. */
const score = z.object({
  code: z.string(),
  have: amount,
  need: amount,
  next: amount.nullable(),
  path: optionalNumber,
  certification: optionalText,
  metric: optionalText,
  from: optionalText,
  to: optionalText,
  terms: ofTerms,
});
export type ScoreLine = z.infer<typeof score>;

/** A membership at the end of the simulation: a line of memberships.jsonl. Dates are civil dates, windows inclusive. */
export const membershipLine = z.object({
  partnerId: z.string(),
  membershipId: z.string(),
  offer: z.string(),
  competency: optionalText,
  level: optionalText,
  status: z.string(),
  cycle: z.number(),
  anniversary: z.string(),
  windowOpens: optionalText,
  windowCloses: optionalText,
  expiredOn: optionalText,
  eligibility: optionalText,
  /** The requirements of its next renewal, reached or not; none in the results of an older simulation. */
  scorecard: z.array(score).default([]),
});
export type MembershipLine = z.infer<typeof membershipLine>;

/** The result of a KPI refresh for one membership: a line of kpi.jsonl. KPI and revenue are decimal strings. */
export const kpiLine = z.object({
  asOf: z.string(),
  partnerId: z.string(),
  membershipId: z.string(),
  from: optionalText,
  to: optionalText,
  kpi: z.string(),
  revenue: z.record(z.string(), z.string()).nullish(),
  requirement: z.unknown(),
  eligibility: optionalText,
});
export type KpiLine = z.infer<typeof kpiLine>;

/** A shortfall from the day of the forecast on; `have` and `need` are decimals. The other fields depend on `code`. */
export const shortfall = z.object({
  code: z.string(),
  have: amount,
  need: amount,
  certification: optionalText,
  metric: optionalText,
  from: optionalText,
  to: optionalText,
  /** Of a joint renewal: what lacks it. */
  terms: ofTerms,
});
export type Shortfall = z.infer<typeof shortfall>;

/** A renewal that is at risk, or will be if nothing happens: a line of forecast.jsonl. Dates are civil dates. */
export const forecastLine = z.object({
  partnerId: z.string(),
  membershipId: z.string(),
  cycle: z.number(),
  anniversary: z.string(),
  windowCloses: z.string(),
  /** Since when, or from when on. */
  riskOn: z.string(),
  because: z.string(),
  lacks: z.array(shortfall),
});
export type ForecastLine = z.infer<typeof forecastLine>;

/** What a benefit was used for: of a token the tenant, of a key how many activations, of a subscription whose it is. */
const benefitUse = z.object({
  on: z.string(),
  tenant: optionalText,
  count: optionalNumber,
  to: optionalText,
  activatedOn: optionalText,
});

/** A benefit, and what is left of it (R-LIC-8). Which fields it has depends on its kind. */
const benefit = z.object({
  tokenId: z.string(),
  membershipId: z.string(),
  kind: z.string(),
  issuedOn: z.string(),
  state: z.string(),
  endsOn: optionalText,
  product: optionalText,
  needsKey: z.boolean().nullish(),
  edition: optionalText,
  seats: optionalNumber,
  seatsLeft: optionalNumber,
  activations: optionalNumber,
  activationsLeft: optionalNumber,
  assignmentsLeft: optionalNumber,
  assignableFrom: optionalText,
  replacedBy: optionalText,
  usedFor: z.array(benefitUse),
});
export type BenefitLine = z.infer<typeof benefit>;

/** How a partner stands on the last day: a line of partners.jsonl. Dates are civil dates. */
export const partnerLine = z.object({
  partnerId: z.string(),
  name: optionalText,
  country: optionalText,
  contacts: z
    .array(
      z.object({
        role: z.string(),
        name: z.string(),
        email: z.string(),
        locale: z.string(),
        unreachable: optionalText,
      }),
    )
    .default([]),
  courseware: z.object({
    purchase: z.string(),
    since: optionalText,
    why: z.string(),
    delivery: z.object({ isAllowed: z.boolean(), since: optionalText, why: z.string() }),
  }),
  benefits: z.array(benefit),
});
export type PartnerLine = z.infer<typeof partnerLine>;

/**
 * One decision of one run: a line of decisions.jsonl. `rule` is a number of the program rules, `reason` is for a
 * person.
 */
export const decisionLine = z.object({
  runId: z.string(),
  workflow: z.string(),
  asOf: z.string(),
  what: z.string(),
  partnerId: optionalText,
  membershipId: optionalText,
  cycle: optionalNumber,
  stage: optionalNumber,
  rule: z.string(),
  reason: z.string(),
  inputs: z.record(z.string(), z.unknown()).nullish(),
  email: z
    .looseObject({ kind: z.string(), to: z.string(), subject: optionalText, noticeId: optionalText })
    .nullish()
    .transform((email) => email ?? null),
});
export type DecisionLine = z.infer<typeof decisionLine>;

/** An event, as it was on the bus (docs/events): a line of events.jsonl. `at`: instant. */
export const eventLine = z.looseObject({
  id: z.string(),
  type: z.string(),
  version: z.number(),
  at: z.string(),
  about: z.string(),
  series: z.string(),
  number: z.number(),
  partnerId: optionalText,
  membershipId: optionalText,
  cycle: optionalNumber,
  noticeId: optionalText,
  commandId: optionalText,
  runId: optionalText,
  rule: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type EventLine = z.infer<typeof eventLine>;
