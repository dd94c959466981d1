/** The shapes of stored memberships and their closed cycles. */
import * as z from 'zod';
import {
  type ClosedCycle,
  type Membership,
  type MembershipStatus,
  REVERSAL_CAUSES,
  type Reversal,
  type Standing,
} from '../../domain/memberships/membership.ts';
import type { Origin } from '../../domain/memberships/origin.ts';
import { METRICS } from '../../domain/offers/metric.ts';
import type { Shortfall } from '../../domain/offers/shortfall.ts';
import type { Terms } from '../../domain/offers/terms.ts';
import { LEVELS, OFFERS } from '../../domain/offers/terms.ts';
import { ledgerSchema } from './ledger.ts';
import { date, decimal, history, month, signedDecimal, stamp } from './stored-values.ts';

const termsSchema: z.ZodType<Terms> = z.object({
  offer: z.enum(OFFERS),
  competency: z.string().nullable(),
  level: z.enum(LEVELS).nullable(),
  learningOption: z.boolean(),
});

const statusSchema: z.ZodType<MembershipStatus> = z.discriminatedUnion('name', [
  z.object({ name: z.literal('ordered'), createdOn: date }),
  z.object({ name: z.literal('lapsed'), createdOn: date, on: date }),
  z.object({ name: z.literal('active') }),
  z.object({ name: z.literal('expired'), expiredOn: date }),
  z.object({ name: z.literal('superseded'), on: date, by: z.string(), stamp }),
  z.object({ name: z.literal('moved'), to: z.string(), as: z.string(), on: date, stamp }),
]);

const orderPaymentSchema = z.object({
  paidOn: date,
  recordedOn: date,
  reference: z.string(),
  commandId: z.string(),
  stamp,
});

const originSchema: z.ZodType<Origin> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('import') }),
  z.object({
    kind: z.literal('order'),
    commandId: z.string(),
    orderedOn: date,
    reference: z.string().nullable(),
    fellBackFrom: termsSchema.nullable(),
    commitment: z.object({ by: z.string(), on: date }).nullable().default(null),
    discountPercent: z.int().default(0),
    payment: orderPaymentSchema.nullable(),
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
  ended: z.array(termsSchema),
  stamp,
});

const reversal = {
  cause: z.enum(REVERSAL_CAUSES),
  ticket: z.string(),
  on: date,
  commandId: z.string(),
  stamp,
};
const reversalSchema: z.ZodType<Reversal> = z.discriminatedUnion('paid', [
  z.object({ ...reversal, paid: z.literal('renewal'), payment: renewalSchema }),
  z.object({ ...reversal, paid: z.literal('order'), payment: orderPaymentSchema }),
]);

export const cycleSchema: z.ZodType<ClosedCycle> = z.object({
  partnerId: z.string(),
  membershipId: z.string(),
  cycle: z.int().positive(),
  anniversary: date,
  terms: termsSchema,
  covers: z.array(termsSchema).default([]),
  expiredOn: date.nullable(),
  override: overrideSchema.nullable(),
  openedBy: renewalSchema.nullable().default(null),
  reopened: z.int().nonnegative().default(0),
  renewal: renewalSchema,
  notices: ledgerSchema,
});

const goalShortfalls = [
  z.object({
    code: z.literal('exams'),
    have: z.number(),
    need: z.number(),
    certification: z.string(),
    terms: termsSchema.optional(),
  }),
  z.object({
    code: z.literal('performance'),
    have: decimal,
    need: decimal,
    metric: z.enum(METRICS),
    terms: termsSchema.optional(),
  }),
] as const;

export const shortfallSchema: z.ZodType<Shortfall> = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('kpi'),
    have: signedDecimal,
    need: decimal,
    from: month,
    to: month,
    terms: termsSchema.optional(),
  }),
  z.object({ code: z.literal('mct'), have: z.number(), need: z.number(), terms: termsSchema.optional() }),
  ...goalShortfalls,
  z.object({
    code: z.literal('paths'),
    paths: z.array(z.array(z.discriminatedUnion('code', goalShortfalls))),
    terms: termsSchema.optional(),
  }),
]);

const standingSchema: z.ZodType<Standing> = z.object({
  state: z.enum(['met', 'pending', 'at-risk', 'unknown']),
  since: date,
  shortfalls: z.array(shortfallSchema),
  awaitsKpi: z.boolean(),
});

export const membershipSchema: z.ZodType<Membership> = z.object({
  partnerId: z.string(),
  membershipId: z.string(),
  terms: termsSchema,
  origin: originSchema.default({ kind: 'import' }),
  purchasedOn: date,
  firstPurchasedOn: date.nullable().default(null),
  cycle: z.int().positive(),
  status: statusSchema,
  override: overrideSchema.nullable(),
  declined: z.object({ on: date, ticket: z.string().nullable(), stamp }).nullable().default(null),
  lastRenewal: renewalSchema.nullable(),
  reversals: z.array(reversalSchema).default([]),
  closing: cycleSchema.nullable(),
  successor: z.lazy(() => membershipSchema.nullable()).default(null),
  standing: standingSchema.nullable().default(null),
  evaluateOn: date.nullable().default(null),
  untoldDeliveryLoss: date.optional(),
  notices: ledgerSchema,
  loadedOn: date,
  history,
  consolidation: z.object({ into: z.string(), on: date, anniversary: date }).nullable().default(null),
  covers: z.array(termsSchema).default([]),
  movedFrom: z.object({ partnerId: z.string(), mergeId: z.string(), on: date }).nullable().default(null),
  formerIds: z.array(z.object({ partnerId: z.string(), membershipId: z.string() })).default([]),
  stamp,
});

/**
 * The latest membership that a partner enrolled in. It is written before the membership itself, so that of two
 * enrolments at a time the second sees the first (R-MEM-6).
 */
export type Enrolled = { partnerId: string; membership: Membership };

export const enrolledSchema: z.ZodType<Enrolled> = z
  .object({ partnerId: z.string(), membership: membershipSchema })
  .refine(({ partnerId, membership }) => membership.partnerId === partnerId, { error: "the partner's own membership" });
