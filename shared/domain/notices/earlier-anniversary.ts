/**
 * A ledger after a correction of the anniversary (R-MEM-9): the records of each anniversary are kept, so that none is
 * sent twice.
 */
import type { CivilDate } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';
import { closeOpenNotices } from './ledger.ts';
import type { Ledger } from './notice-state.ts';

const SEPARATOR = '@';

/** Whether a record is of an anniversary that the membership had before a correction, and not of its present one. */
export const isOfEarlierAnniversary = (key: string): boolean => key.includes(SEPARATOR);

/** The key without the anniversary that it may be of. */
export const stageKeyOf = (key: string): string => key.split(SEPARATOR)[0] ?? key;

/**
 * The ledger for the anniversary `to`: the stages of `from` are put aside, those of an earlier time with the
 * anniversary `to` come back. What was not sent is not sent any more; records without a stage stay.
 */
export function ledgerOfAnniversary(ledger: Ledger, from: CivilDate, to: CivilDate, by: Stamp): Ledger {
  const entries = Object.entries(ledger);
  const present = entries.filter(([key, { stage }]) => stage !== null && !isOfEarlierAnniversary(key));
  const closed = closeOpenNotices(Object.fromEntries(present), 'the anniversary was corrected', by, 'corrected');
  const others = entries.filter(([key]) => !(key in closed));
  const suffix = `${SEPARATOR}${to}`;
  return {
    ...Object.fromEntries(others.map(([key, record]) => [key.endsWith(suffix) ? stageKeyOf(key) : key, record])),
    ...Object.fromEntries(Object.entries(closed).map(([key, record]) => [`${key}${SEPARATOR}${from}`, record])),
  };
}
