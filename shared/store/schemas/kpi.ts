/** The shapes of stored KPI ledgers, their reports, and invoice lines. */
import * as z from 'zod';
import type { Stamp } from '../../domain/core/stamp.ts';
import type { Eligibility } from '../../domain/eligibility/eligibility.ts';
import type { KpiReport } from '../../domain/eligibility/kpi-report.ts';
import { DOCUMENT_TYPES, type InvoiceLine } from '../../domain/kpi/invoice-line.ts';
import type { KpiLedger } from '../../domain/kpi/kpi.ts';
import { shortfallSchema } from './membership.ts';
import { at, date, decimal, month, stamp } from './stored-values.ts';

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

/** `stamp`: the import that created it. */
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
