/** Going by the numbers: events come more than once, and in any order (docs/events, "Follow a partner"). */
import { afterEvent, type Licences, NOTHING, type ProgramEvent } from './seats.ts';

/** What is known of a partner. */
export type Following = {
  /** The last number that was taken, of each series. */
  readonly last: Readonly<Record<string, number>>;
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
  const last = known.last[series];
  if (last !== undefined && number <= last) return 'repeated';
  const isNext = last === undefined ? number === 1 || waitedMs >= BEGINNING_MS : number === last + 1;
  if (!isNext) return 'early';
  return { last: { ...known.last, [series]: number }, licences: afterEvent(known.licences, event) };
}

export const UNKNOWN: Following = { last: {}, licences: NOTHING };
