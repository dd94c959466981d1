/** The shapes of stored listings and batches. */
import * as z from 'zod';
import type { CivilDate, CivilMonth } from '../../domain/core/calendar.ts';
import type { BatchEntry } from '../../domain/directory/batch-entry.ts';
import type { Listing } from '../../domain/directory/listing.ts';
import { ledgerSchema } from './ledger.ts';
import { date, history, month } from './stored-values.ts';

const listedFields = { displayName: z.string(), country: z.string(), url: z.string() };

export const listingSchema: z.ZodType<Listing> = z.object({
  partnerId: z.string(),
  content: z.object({
    ...listedFields,
    aboutPartnerOnly: z.boolean(),
    noCompetitors: z.boolean(),
    ownedByPartner: z.boolean(),
  }),
  holdsUrl: z.boolean(),
  submitted: z.object({ ...listedFields, month }).nullable(),
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
  ...listedFields,
  partnerId: z.string(),
  month,
  action: z.enum(['add', 'update', 'remove']),
});

/** Which partner holds a landing page's URL (R-DIR-2). */
export type LandingPage = { url: string; partnerId: string };

export const landingPageSchema: z.ZodType<LandingPage> = z.object({ url: z.string(), partnerId: z.string() });
