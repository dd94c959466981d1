/** The shape of a partner's benefits as they are stored. */
import * as z from 'zod';
import { BENEFIT_STEPS, type Benefits, EDITIONS } from '../../domain/benefits/benefit.ts';
import { date, execution } from './stored-values.ts';

const by = z.string().nullable();
const amount = z.int().positive();

const grantFields = {
  tokenId: z.string(),
  membershipId: z.string(),
  issuedOn: date,
  recordedOn: date,
  commandId: by,
  stamp: execution.optional(),
  formerIds: z.array(z.object({ partnerId: z.string(), tokenId: z.string() })).optional(),
};

const benefit = z.discriminatedUnion('kind', [
  z.object({
    ...grantFields,
    kind: z.literal('token'),
    product: z.string(),
    seats: amount,
    activation: z.object({ on: date, tenant: z.string(), commandId: by }).nullable(),
    replaces: z.string().nullable(),
    replacedBy: z.string().nullable(),
  }),
  z.object({
    ...grantFields,
    kind: z.literal('mak'),
    product: z.string(),
    activations: amount,
    used: z.array(z.object({ on: date, count: amount, commandId: by })),
  }),
  z.object({
    ...grantFields,
    kind: z.literal('visual-studio'),
    edition: z.enum(EDITIONS),
    assignments: z.array(
      z.object({
        to: z.string(),
        on: date,
        commandId: by,
        activation: z.object({ on: date, commandId: by }).nullable(),
      }),
    ),
  }),
]);

const reversal = z.object({
  tokenId: z.string(),
  membershipId: z.string(),
  step: z.enum(BENEFIT_STEPS),
  what: z.string(),
  on: date,
  commandId: z.string(),
  ticket: z.string(),
  recordedBy: by,
  issued: benefit.optional(),
});

export const benefitsSchema: z.ZodType<Benefits> = z.object({
  partnerId: z.string(),
  entries: z.array(benefit),
  reversals: z.array(reversal).optional(),
});
