/** Going by the numbers: events come more than once, and in any order (docs/events, "Follow a partner"). */
import { afterEvent, type Licences, NOTHING, type ProgramEvent } from './seats.ts';

/** What is known of a partner. */
export type Following = {
  /** The last number that was taken, of each series. */
  readonly last: Readonly<Record<string, number>>;
  /** The least number that has come early, of each series: one that is new here begins with it. */
  readonly least: Readonly<Record<string, number>>;
  readonly licences: Licences;
};

/**
 * How long an event of a series that is new here waits for those before it, in milliseconds: after that this server
 * has come later than they, and begins with it.
 */
export const BEGINNING_MS = 10 * 60_000;

/**
 * Takes an event if it is the next one.
 *
 * @param waitedMs for how long it has been in the queue
 * @returns `repeated`: leave it out; `early`: those before it have not come, so that it has to come again
 */
export function follow(known: Following, event: ProgramEvent, waitedMs: number): Following | 'repeated' | 'early' {
  const { series, number } = event;
  const { [series]: last } = known.last;
  const { [series]: least = number } = known.least;
  if (last !== undefined && number <= last) return 'repeated';
  const isNext =
    last === undefined ? number === 1 || (waitedMs >= BEGINNING_MS && number <= least) : number === last + 1;
  if (!isNext) return 'early';
  return { ...known, last: { ...known.last, [series]: number }, licences: afterEvent(known.licences, event) };
}

/** Those that wait come again in any order: which of them is the first has to be known before any is taken. */
export function withEarly(known: Following, { series, number }: ProgramEvent): Following {
  const { [series]: least = Number.POSITIVE_INFINITY } = known.least;
  return known.last[series] !== undefined || number >= least
    ? known
    : { ...known, least: { ...known.least, [series]: number } };
}

export const UNKNOWN: Following = { last: {}, least: {}, licences: NOTHING };
