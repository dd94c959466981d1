/** The shapes of stored items: what is read from the table is parsed by these, and must be what the domain's types say. */
import * as z from 'zod';
import { type CivilDate, type CivilMonth, parseCivilDate } from '../domain/calendar.ts';
import { type BatchEntry, PHASES, type Phase } from '../domain/directory.ts';
import type { Eligibility } from '../domain/eligibility.ts';
import { DOCUMENT_TYPES, type InvoiceLine, type KpiLedger } from '../domain/kpi.ts';
import type { KpiReport } from '../domain/kpi-report.ts';
import type { NoticeState, StageRecord } from '../domain/ledger.ts';
import type { Listing } from '../domain/listing.ts';
import type { ClosedCycle, Membership, MembershipStatus } from '../domain/membership.ts';
import { LEVELS, OFFERS, type Terms } from '../domain/membership-terms.ts';
import type { Origin } from '../domain/origin.ts';
import { LOCALES, type Partner, ROLES } from '../domain/partner.ts';
import type { Shortfall } from '../domain/requirement.ts';
import { METRICS } from '../domain/skills.ts';
import type { Stamp } from '../domain/stamp.ts';
import type { Standing } from '../domain/standing.ts';
import type { Trouble } from '../domain/trouble.ts';
import { WORKFLOWS, type Workflow } from '../domain/workflow.ts';

export const date = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null);
const month = z.custom<CivilMonth>((value) => typeof value === 'string' && /^\d{4}-\d{2}$/.test(value));
export const decimal = z.string().regex(/^\d+(\.\d+)?$/);
const facts = z.record(z.string(), z.unknown());
const at = z.string().nullable().default(null);
export const execution = z.object({ at: z.string(), runId: z.string() });
export const stamp = execution.nullable().default(null);
const change = z.object({ on: date, stamp, what: z.string(), rule: z.string(), reason: z.string(), inputs: facts });
export const history = z
  .object({ changes: z.array(change), forgotten: z.int() })
  .default(() => ({ changes: [], forgotten: 0 }));

/** Partners stored by earlier versions do not say it. */
export const mergeState = {
  merge: z.object({ mergeId: z.string(), into: z.string(), from: z.string(), since: date }).nullable().default(null),
  mergedInto: z.object({ partnerId: z.string(), on: date }).nullable().default(null),
  mergedFrom: z.array(z.string()).default([]),
};

export const partnerSchema: z.ZodType<Partner> = z.object({
  partnerId: z.string(),
  name: z.string(),
  country: z.string(),
  verifiedDomains: z.array(z.string()),
  profileReviews: z.array(date),
  mctCount: z.int().nonnegative(),
  contacts: z.array(z.object({ role: z.enum(ROLES), name: z.string(), email: z.string(), locale: z.string() })),
  unreachable: z.array(
    z.object({ address: z.string(), since: date, cause: z.enum(['bounce', 'complaint']), noticeId: z.string(), stamp }),
  ),
  ...mergeState,
  history,
});

const termsSchema: z.ZodType<Terms> = z.object({
  offer: z.enum(OFFERS),
  competency: z.string().nullable(),
  level: z.enum(LEVELS).nullable(),
  learningOption: z.boolean(),
});

const stateSchema: z.ZodType<NoticeState> = z.discriminatedUnion('status', [
  z.object({ status: z.literal('pending'), unanswered: z.int().nonnegative(), reason: z.string().optional() }),
  z.object({
    status: z.literal('claimed'),
    attempt: z.int(),
    claimedAt: z.string(),
    runId: z.string(),
    on: date,
  }),
  z.object({ status: z.literal('sent'), messageId: z.string(), on: date, subject: z.string() }),
  z.object({ status: z.literal('skipped'), reason: z.enum(['superseded', 'paid', 'no-recipient', 'consolidated']) }),
  z.object({ status: z.literal('undeliverable'), reason: z.string() }),
  z.object({ status: z.literal('uncertain'), reason: z.string() }),
]);

const pastSchema = z.object({ state: stateSchema, left: stamp, times: z.int().optional() });

const recordSchema: z.ZodType<StageRecord> = z.object({
  stage: z.int().nullable(),
  period: z.string(),
  decidedOn: date,
  runId: z.string(),
  at,
  rule: z.string(),
  reason: z.string(),
  inputs: facts,
  notices: z.array(
    z.object({
      noticeId: z.string(),
      kind: z.enum([
        'renewal',
        'expired',
        'renewed',
        'reinstated',
        'renewal-at-risk',
        'listing-incomplete',
        'listing-visible',
        'operator-alert',
      ]),
      to: z.string(),
      name: z.string(),
      role: z.enum([...ROLES, 'operator']),
      locale: z.enum(LOCALES),
      state: stateSchema,
      added: execution.optional(),
      earlier: z.array(pastSchema).optional(),
    }),
  ),
  resentBy: z.array(z.string()).optional(),
});
const ledgerSchema = z.record(z.string(), recordSchema);

const statusSchema: z.ZodType<MembershipStatus> = z.discriminatedUnion('name', [
  z.object({ name: z.literal('ordered'), createdOn: date }),
  z.object({ name: z.literal('lapsed'), createdOn: date, on: date }),
  z.object({ name: z.literal('active') }),
  z.object({ name: z.literal('expired'), expiredOn: date }),
  z.object({ name: z.literal('superseded'), on: date, by: z.string() }),
  z.object({ name: z.literal('moved'), to: z.string(), on: date }),
]);

const originSchema: z.ZodType<Origin> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('import') }),
  z.object({
    kind: z.literal('order'),
    commandId: z.string(),
    orderedOn: date,
    reference: z.string().nullable(),
    fellBackFrom: termsSchema.nullable(),
    payment: z
      .object({ paidOn: date, recordedOn: date, reference: z.string(), commandId: z.string(), stamp })
      .nullable(),
  }),
  z.object({
    kind: z.literal('upgrade'),
    commandId: z.string(),
    from: z.string(),
    reference: z.string(),
    discountPercent: z.int(),
  }),
]);

const overrideSchema = z.object({
  ticket: z.string(),
  until: date,
  grantedBy: z.string(),
  reason: z.string(),
  grantedOn: date,
  stamp,
});

const renewalSchema = z.object({
  cycle: z.int().positive(),
  kind: z.enum(['renewed', 'reinstated']),
  paidOn: date,
  recordedOn: date,
  reference: z.string(),
  commandId: z.string(),
  fellBackFrom: termsSchema.nullable(),
  stamp,
});

export const cycleSchema: z.ZodType<ClosedCycle> = z.object({
  partnerId: z.string(),
  membershipId: z.string(),
  cycle: z.int().positive(),
  anniversary: date,
  terms: termsSchema,
  expiredOn: date.nullable(),
  override: overrideSchema.nullable(),
  renewal: renewalSchema,
  notices: ledgerSchema,
});

const shortfallSchema: z.ZodType<Shortfall> = z.discriminatedUnion('code', [
  z.object({ code: z.literal('kpi'), have: decimal, need: decimal, from: month, to: month }),
  z.object({ code: z.literal('mct'), have: z.number(), need: z.number() }),
  z.object({ code: z.literal('exams'), have: z.number(), need: z.number(), certification: z.string() }),
  z.object({ code: z.literal('performance'), have: decimal, need: decimal, metric: z.enum(METRICS) }),
]);

const standingSchema: z.ZodType<Standing> = z.object({
  state: z.enum(['met', 'pending', 'at-risk', 'unknown']),
  since: date,
  shortfalls: z.array(shortfallSchema),
});

export const membershipSchema: z.ZodType<Membership> = z.object({
  partnerId: z.string(),
  membershipId: z.string(),
  terms: termsSchema,
  origin: originSchema.default({ kind: 'import' }),
  purchasedOn: date,
  cycle: z.int().positive(),
  status: statusSchema,
  override: overrideSchema.nullable(),
  lastRenewal: renewalSchema.nullable(),
  closing: cycleSchema.nullable(),
  successor: z.lazy(() => membershipSchema.nullable()).default(null),
  standing: standingSchema.nullable().default(null),
  evaluateOn: date.nullable().default(null),
  notices: ledgerSchema,
  loadedOn: date,
  history,
  consolidation: z.object({ into: z.string(), on: date, anniversary: date }).nullable().default(null),
  covers: z.array(termsSchema).default([]),
  movedFrom: z.object({ partnerId: z.string(), mergeId: z.string(), on: date }).nullable().default(null),
  stamp,
});

/**
 * The latest membership that a partner enrolled in. It is written before the membership itself, so that of two enrolments at a time the
 * second sees the first (R-MEM-6).
 */
export type Enrolled = { partnerId: string; membership: Membership };

export const enrolledSchema: z.ZodType<Enrolled> = z
  .object({ partnerId: z.string(), membership: membershipSchema })
  .refine(({ partnerId, membership }) => membership.partnerId === partnerId, { error: "the partner's own membership" });

const sumSchema = z.object({ kpi: decimal, revenue: z.record(z.string(), decimal) });

export const kpiLedgerSchema: z.ZodType<KpiLedger> = z.object({
  partnerId: z.string(),
  months: z.record(month, sumSchema),
  publishedThrough: month.nullable(),
  dirty: z.boolean(),
  refreshOn: date.nullable(),
});

const eligibilitySchema: z.ZodType<Eligibility> = z.discriminatedUnion('state', [
  z.object({ state: z.literal('met') }),
  z.object({ state: z.literal('not-met'), shortfalls: z.array(shortfallSchema) }),
  z.object({
    state: z.literal('pending'),
    decidesOn: date,
    shortfalls: z.array(shortfallSchema).default([]),
  }),
  z.object({ state: z.literal('waived'), extension: z.string() }),
  z.object({ state: z.literal('undecidable'), missing: z.string() }),
]);

/** `ledgerVersion`: the version of the KPI ledger that it was made of. */
export type StoredKpiReport = KpiReport & { ledgerVersion: number };

export const kpiReportSchema: z.ZodType<StoredKpiReport> = z.object({
  partnerId: z.string(),
  publishedOn: date,
  runId: z.string(),
  at,
  from: month,
  to: month,
  kpi: decimal,
  revenue: z.record(z.string(), decimal),
  renewals: z.array(
    z.object({
      membershipId: z.string(),
      cycle: z.int().positive(),
      anniversary: date,
      requirement: decimal.nullable(),
      eligibility: eligibilitySchema,
    }),
  ),
  ledgerVersion: z.int().positive(),
});

/** `stamp`: by what it was loaded. */
export type StoredInvoiceLine = InvoiceLine & { stamp: Stamp | null };

export const invoiceLineSchema: z.ZodType<StoredInvoiceLine> = z.object({
  partnerId: z.string(),
  invoiceNumber: z.string(),
  line: z.string(),
  documentType: z.enum(DOCUMENT_TYPES),
  invoiceDate: date,
  omlpType: z.string(),
  purchaseUnits: z.number(),
  kpiValue: decimal,
  revenueValue: decimal,
  currency: z.string(),
  stamp,
});

const shown = { displayName: z.string(), country: z.string(), url: z.string() };

export const listingSchema: z.ZodType<Listing> = z.object({
  partnerId: z.string(),
  content: z.object({
    ...shown,
    aboutPartnerOnly: z.boolean(),
    noCompetitors: z.boolean(),
    ownedByPartner: z.boolean(),
  }),
  holdsUrl: z.boolean(),
  submitted: z.object({ ...shown, month }).nullable(),
  visibleOn: date.nullable(),
  dueOn: date.nullable(),
  notices: ledgerSchema,
  history,
});

/** A month's batch: open until its file is written, then never changed (R-DIR-4). */
export type Batch = { month: CivilMonth; submittedOn: CivilDate; runId: string; entries: number };

export const batchSchema: z.ZodType<Batch> = z.object({
  month,
  submittedOn: date,
  runId: z.string(),
  entries: z.int().nonnegative(),
});

export const batchEntrySchema: z.ZodType<BatchEntry> = z.object({
  ...shown,
  partnerId: z.string(),
  month,
  action: z.enum(['add', 'update', 'remove']),
});

/** Which partner holds a landing page's URL (R-DIR-2). */
export type LandingPage = { url: string; partnerId: string };

export const landingPageSchema: z.ZodType<LandingPage> = z.object({ url: z.string(), partnerId: z.string() });

/** A planned run that was done for all partners without a failure. `startedAt`: instant; `expiresAt`: seconds of the epoch. */
export type CompletedRun = {
  workflow: Workflow;
  asOf: CivilDate;
  phase: Phase | null;
  runId: string;
  startedAt: string;
  expiresAt: number;
};

export const completedRunSchema: z.ZodType<CompletedRun> = z.object({
  workflow: z.enum(WORKFLOWS),
  asOf: date,
  phase: z.enum(PHASES).nullable(),
  runId: z.string(),
  startedAt: z.string(),
  expiresAt: z.int(),
});

export const troubleSchema: z.ZodType<Trouble> = z.object({
  partnerId: z.string(),
  workflow: z.enum(WORKFLOWS),
  subject: z.string(),
  since: date,
  lastOn: date,
  version: z.number().nullable(),
  reason: z.string(),
  setAsideOn: date.nullable(),
  stamp,
  notices: ledgerSchema,
});

/** What became of an operator command each time it was sent; once done, it is done (contract, operator commands). */
export type CommandRecord = {
  partnerId: string;
  commandId: string;
  command: string;
  content: Record<string, unknown>;
  outcomes: {
    outcome: 'done' | 'refused';
    on: CivilDate;
    /** Instant; null: decided before this was kept. */
    at: string | null;
    runId: string;
    membershipId: string | null;
    cycle: number | null;
    rule: string;
    reason: string;
    inputs: Record<string, unknown>;
  }[];
  /** Earlier outcomes, all refusals, that are kept no more. */
  forgotten: number;
};

export const commandSchema: z.ZodType<CommandRecord> = z.object({
  partnerId: z.string(),
  commandId: z.string(),
  command: z.string(),
  content: facts,
  outcomes: z.array(
    z.object({
      outcome: z.enum(['done', 'refused']),
      on: date,
      at,
      runId: z.string(),
      membershipId: z.string().nullable(),
      cycle: z.int().nullable(),
      rule: z.string(),
      reason: z.string(),
      inputs: facts,
    }),
  ),
  forgotten: z.int().default(0),
});
