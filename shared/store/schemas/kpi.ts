/** The shapes of stored KPI ledgers, their reports, and invoice lines. */
import * as z from 'zod';
import type { Stamp } from '../../domain/core/stamp.ts';
import type { Eligibility } from '../../domain/eligibility/eligibility.ts';
import type { KpiRenewal, KpiReport } from '../../domain/eligibility/kpi-report.ts';
import type { KpiRevision, Revisions } from '../../domain/eligibility/kpi-revision.ts';
import { type CameFrom, DOCUMENT_TYPES, type InvoiceLine } from '../../domain/kpi/invoice-line.ts';
import type { KpiLedger } from '../../domain/kpi/kpi.ts';
import { shortfallSchema } from './membership.ts';
import { at, date, decimal, month, signedDecimal, stamp } from './stored-values.ts';

const sumSchema = z.object({ kpi: signedDecimal, revenue: z.record(z.string(), signedDecimal) });

export const kpiLedgerSchema: z.ZodType<KpiLedger> = z.object({
  partnerId: z.string(),
  months: z.record(month, sumSchema),
  publishedThrough: month.nullable(),
  dirty: z.boolean(),
  refreshOn: date.nullable(),
});

export const eligibilitySchema: z.ZodType<Eligibility> = z.discriminatedUnion('state', [
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

const renewalsSchema: z.ZodType<KpiRenewal[]> = z.array(
  z.object({
    membershipId: z.string(),
    cycle: z.int().positive(),
    anniversary: date,
    requirement: decimal.nullable(),
    eligibility: eligibilitySchema,
  }),
);

const revisionSchema: z.ZodType<KpiRevision> = z.object({
  on: date,
  runId: z.string(),
  at: z.string(),
  months: z.array(z.object({ month, before: signedDecimal, after: signedDecimal })),
  how: z.enum(['recorded', 'corrected']),
  lines: z.array(z.object({ name: z.string(), documentType: z.enum(DOCUMENT_TYPES) })),
  more: z.int(),
  kpi: signedDecimal,
  revenue: z.record(z.string(), signedDecimal),
  renewals: renewalsSchema,
});

const revisionsSchema: z.ZodType<Revisions> = z.object({ kept: z.array(revisionSchema), forgotten: z.int() });

/** `ledgerVersion`: the version of the KPI ledger that it was made of. `revisions`: published anew since (R-KPI-12). */
export type StoredKpiReport = KpiReport & { ledgerVersion: number; revisions: Revisions };

export const NO_REVISIONS: Revisions = { kept: [], forgotten: 0 };

export const kpiReportSchema: z.ZodType<StoredKpiReport> = z.object({
  partnerId: z.string(),
  publishedOn: date,
  runId: z.string(),
  at,
  from: month,
  to: month,
  kpi: signedDecimal,
  revenue: z.record(z.string(), signedDecimal),
  renewals: renewalsSchema,
  revisions: revisionsSchema.default(() => NO_REVISIONS),
  ledgerVersion: z.int().positive(),
});

/** `stamp`: the import that created it. `cameFrom`: none if no merge brought it (R-MRG-5). */
export type StoredInvoiceLine = InvoiceLine & { stamp: Stamp | null; cameFrom?: CameFrom | undefined };

export const invoiceLineSchema: z.ZodType<StoredInvoiceLine> = z.object({
  partnerId: z.string(),
  invoiceNumber: z.string(),
  line: z.string(),
  documentType: z.enum(DOCUMENT_TYPES),
  invoiceDate: date,
  omlpType: z.string(),
  purchaseUnits: z.number(),
  kpiValue: signedDecimal,
  revenueValue: signedDecimal,
  currency: z.string(),
  stamp,
  cameFrom: z.object({ partnerId: z.string(), differs: z.boolean() }).optional(),
});
