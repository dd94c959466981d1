/** The shape of a stored notice ledger. */
import * as z from 'zod';
import { NOTICE_KINDS } from '../../domain/notices/notice-kind.ts';
import { LOSSES, type NoticeState, type StageRecord } from '../../domain/notices/notice-state.ts';
import { LOCALES, ROLES } from '../../domain/partners/partner.ts';
import { at, date, execution, facts, stamp } from './stored-values.ts';

const STATUSES = ['claimed', 'pending', 'sent', 'skipped', 'undeliverable', 'uncertain'] as const;

const proof = { at: z.string(), mailedAt: z.string() };

const stateSchema: z.ZodType<NoticeState> = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('pending'),
    unanswered: z.int().nonnegative(),
    reason: z.string().optional(),
    on: date.optional(),
  }),
  z.object({
    status: z.literal('claimed'),
    attempt: z.int(),
    claimedAt: z.string(),
    runId: z.string(),
    on: date,
  }),
  z.object({
    status: z.literal('sent'),
    messageId: z.string(),
    on: date,
    subject: z.string(),
    arrived: z.object(proof).optional(),
  }),
  z.object({
    status: z.literal('skipped'),
    reason: z.enum(['superseded', 'paid', 'no-recipient', 'consolidated', 'declined', 'corrected', 'reversed']),
  }),
  z.object({
    status: z.literal('undeliverable'),
    reason: z.string(),
    lost: z.object({ ...proof, loss: z.enum(LOSSES), on: date }).optional(),
  }),
  z.object({ status: z.literal('uncertain'), reason: z.string() }),
]);

const pastSchema = z.object({
  state: stateSchema,
  left: stamp,
  times: z.int().optional(),
  to: z.string().optional(),
});

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
      kind: z.enum(NOTICE_KINDS),
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
  subjects: z.partialRecord(z.enum(LOCALES), z.string()).optional(),
  folded: z.partialRecord(z.enum(STATUSES), z.int().positive()).optional(),
});
export const ledgerSchema = z.record(z.string(), recordSchema);
