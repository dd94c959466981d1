import * as z from 'zod';
import { date, id, line, oneOf } from '../../domain/config/values.ts';
import { LEVELS, OFFERS, termsMisfits } from '../../domain/offers/terms.ts';
import { booleanCell, optionalCell, wholeNumberCell } from './cells.ts';

/** Renewed anniversaries: the limit keeps every later date inside the calendar. */
export const MAX_CYCLES = 200;

/** A line of `memberships.csv`. Which terms an offer has: R-MEM-1. */
export const membershipRow = z
  .object({
    partnerId: id,
    membershipId: id,
    offer: oneOf(OFFERS),
    competency: optionalCell(line(1, 100), null),
    level: optionalCell(oneOf(LEVELS), null),
    learningOption: booleanCell,
    purchasedOn: date,
    paidThroughCycle: optionalCell(wholeNumberCell(0, MAX_CYCLES), 0),
  })
  .superRefine((row, context) => {
    for (const { field, allowed } of termsMisfits({ ...row, learningOption: row.learningOption ?? false }))
      context.addIssue({ code: 'custom', path: [field], message: allowed });
  });
