/** The shape of a stored partner. */
import * as z from 'zod';
import type { Partner } from '../../domain/partners/partner.ts';
import { ROLES, UNREACHABLE_CAUSES } from '../../domain/partners/partner.ts';
import { date, history, stamp } from './stored-values.ts';

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
  accountProfileOn: date.optional(),
  erasing: z.array(z.object({ pseudonym: z.string(), names: z.array(z.string()) })).optional(),
  contacts: z.array(z.object({ role: z.enum(ROLES), name: z.string(), email: z.string(), locale: z.string() })),
  unreachable: z.array(
    z.object({
      address: z.string(),
      since: date,
      cause: z.enum(UNREACHABLE_CAUSES),
      at: z.string(),
      noticeId: z.string(),
      stamp,
    }),
  ),
  notSpam: z.array(z.object({ address: z.string(), at: z.string() })).optional(),
  vouchedAt: z.string().optional(),
  ...mergeState,
  history,
});
