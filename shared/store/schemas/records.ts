/** The shapes of stored runs, failures and commands. */
import * as z from 'zod';
import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Workflow } from '../../domain/core/workflow.ts';
import { WORKFLOWS } from '../../domain/core/workflow.ts';
import { PHASES, type Phase } from '../../domain/directory/next-due-date.ts';
import type { FailureRecord } from '../../domain/notices/failure-record.ts';
import { ledgerSchema } from './ledger.ts';
import { at, date, facts, stamp } from './stored-values.ts';

/**
 * A planned run that was done for all partners without a failure. `startedAt`: instant; `expiresAt`: seconds of the
 * epoch.
 */
export type CompletedRun = {
  workflow: Workflow;
  asOf: CivilDate;
  phase: Phase | null;
  runId: string;
  startedAt: string;
  expiresAt: number;
};

const completedRunFields = {
  workflow: z.enum(WORKFLOWS),
  asOf: date,
  phase: z.enum(PHASES).nullable(),
  runId: z.string(),
  startedAt: z.string(),
  expiresAt: z.int(),
};

export const completedRunSchema: z.ZodType<CompletedRun> = z.object(completedRunFields);

/** A run that ended, and in which something failed or was left (R-NOT-4). `failed`: items. Else as above. */
export type IncompleteRun = CompletedRun & { failed: number };

export const incompleteRunSchema: z.ZodType<IncompleteRun> = z.object({
  ...completedRunFields,
  failed: z.int().nonnegative(),
});

/** When the next mail may be sent, and until when none may be: milliseconds of the epoch. */
export type SendSlots = { nextAt: number; closedUntil: number | null };

export const sendSlotsSchema: z.ZodType<SendSlots> = z.object({
  nextAt: z.number().nonnegative(),
  closedUntil: z.number().nullable(),
});

export const failureRecordSchema: z.ZodType<FailureRecord> = z.object({
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

/**
 * What became of an operator command each time it was sent; once done, it is done (docs/reference.md, operator
 * commands).
 */
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
