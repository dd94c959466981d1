import * as z from 'zod';
import { date, id, line, oneOf } from '../../domain/config/values.ts';
import { LEVELS, OFFERS, type Terms } from '../../domain/offers/terms.ts';
import { booleanCell, optionalCell, wholeNumberCell } from './cells.ts';

/** Renewed anniversaries: the limit keeps every later date inside the calendar. */
const MAX_CYCLES = 200;

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
    for (const { field, allowed } of termsMisfits(row))
      context.addIssue({ code: 'custom', path: [field], message: allowed });
  });

type Misfit = { field: keyof Terms; allowed: string };

/** The terms that do not fit the offer (R-MEM-1). */
export function termsMisfits({ offer, competency, level, learningOption }: Terms): Misfit[] {
  const isPack = offer === 'action-pack' || offer === 'learning-action-pack';
  const problems: (Misfit | false)[] = [
    isPack && competency !== null && { field: 'competency', allowed: `nothing for offer ${offer}` },
    !isPack && competency === null && { field: 'competency', allowed: `the name of a competency for offer ${offer}` },
    offer === 'competency' &&
      level === null && { field: 'level', allowed: `one of ${LEVELS.join(', ')} for offer ${offer}` },
    offer !== 'competency' && level !== null && { field: 'level', allowed: `nothing for offer ${offer}` },
    offer !== 'competency' &&
      learningOption && { field: 'learningOption', allowed: `false or nothing for offer ${offer}` },
  ];
  return problems.filter((misfit) => misfit !== false);
}
