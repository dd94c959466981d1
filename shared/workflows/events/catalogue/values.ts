/** Values that events have in common, as they are described in docs/events. */
import * as z from 'zod';
import { REVERSAL_CAUSES } from '../../../domain/memberships/membership.ts';
import { LEVELS, OFFERS } from '../../../domain/offers/terms.ts';

export const day = z.iso.date().describe('A day in the time zone of the program.');
export const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .describe('A calendar month, e.g. 2027-03.');
export const amount = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .describe('A decimal number as text, exact.');
export const id = z.string().min(1);
export const count = z.int().nonnegative();
export const cycle = z
  .int()
  .positive()
  .describe('The anniversary that comes next, or is being renewed: 1 = the first.');
export const cause = z.enum(REVERSAL_CAUSES);

export const terms = z
  .strictObject({
    offer: z.enum(OFFERS),
    competency: z.string().nullable().describe('Null: the offer has none.'),
    level: z.enum(LEVELS).nullable().describe('Null: the offer has none.'),
    learningOption: z.boolean(),
  })
  .describe('What a membership is of.');

export const MEMBERSHIP_STATUSES = ['ordered', 'lapsed', 'active', 'expired', 'superseded', 'moved'] as const;

/** A membership as it is after a change: all that a consumer has to keep of it. */
export const membershipState = z
  .strictObject({
    ...terms.shape,
    status: z
      .enum(MEMBERSHIP_STATUSES)
      .describe(
        'ordered: enrolled, and not paid. lapsed: an order that was not paid in time. active: in force; from windowOpens on the renewal window is open. expired: not renewed in time. superseded: supersededBy is in its place. moved: it is the membership movedTo now.',
      ),
    since: day
      .nullable()
      .describe('The day of the status: ordered, lapsed, expired, superseded or moved on it. Null while it is active.'),
    purchasedOn: day,
    cycle,
    anniversary: day.describe('The end of the cycle: the day by which it should be renewed.'),
    windowOpens: day.describe('The first day of the renewal window, the day after the anniversary.'),
    windowCloses: day.describe(
      'The last day of the renewal window, inclusive: on the day after it, what is unpaid expires.',
    ),
    overrideUntil: day.nullable().describe('A payment after the window is allowed until this day, inclusive.'),
    declinedOn: day.nullable().describe('The partner has declared on this day that it will not renew the cycle.'),
    isAtRisk: z.boolean().describe('Something that a renewal needs is missing.'),
    together: z.array(terms).describe('What is renewed together with it after a merge.'),
    renewedWith: z
      .strictObject({ membershipId: id, on: day, anniversary: day })
      .nullable()
      .describe('After a merge: the membership that takes its place on the day `on`.'),
    supersededBy: id.nullable(),
    movedTo: z.strictObject({ partnerId: id, membershipId: id }).nullable(),
  })
  .describe('The membership after the change.');
export type MembershipState = z.output<typeof membershipState>;
