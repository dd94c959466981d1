/**
 * The objects of `erase-person` (R-OPS-4): the state machine calls this until all are done, twice.
 *
 *   all objects, while the table still knows the names ─► the table ─► objects that were written meanwhile ─► the end
 *
 * A call does what fits into its time, and says after which key to go on. An object in which nothing is found stays as
 * it is: a call that is made again does the rest.
 */
import type { ObjectPage } from '../../lambda/object-list.ts';
import { mapConcurrently } from '../../store/map-concurrently.ts';
import { type ErasedBucket, eraseObject } from './erase-object.ts';
import { type ErasureState, MOST_NAMED, targetOf } from './erasure-state.ts';

/** Objects between two looks at the clock. */
const CHUNK = 64;
/** By how much clocks may differ. */
const SKEW_MS = 5 * 60_000;

/** A bucket, or a part of it. `list`: its objects after a key, in order. */
export type ErasedPlace = ErasedBucket & { list: (after: string | null) => Promise<ObjectPage> };

export type EraseObjectsDeps = {
  places: readonly ErasedPlace[];
  /** Milliseconds of any clock that never goes back. */
  now: () => number;
  /** The instant, in milliseconds since the epoch: compared with that of objects. */
  today: () => number;
  /** For one call; what is under way is finished. */
  milliseconds: number;
};

/** `done`: false: call again. */
export type EraseObjectsResult = { done: boolean; erasure: ErasureState };

export async function eraseObjects(begun: ErasureState, deps: EraseObjectsDeps): Promise<EraseObjectsResult> {
  const until = deps.now() + deps.milliseconds;
  let erasure = begun.since === null ? { ...begun, since: new Date(deps.today() - SKEW_MS).toISOString() } : begun;
  for (;;) {
    const { place: index, after } = erasure.cursor;
    const place = deps.places[index];
    if (place === undefined) return { done: true, erasure: finished(erasure) };
    const { objects, isLast } = await place.list(after);
    for (let start = 0; start < objects.length; start += CHUNK) {
      erasure = await eraseChunk(place, objects.slice(start, start + CHUNK), erasure);
      if (deps.now() >= until) return { done: false, erasure };
    }
    if (isLast) erasure = { ...erasure, cursor: { place: index + 1, after: null } };
  }
}

async function eraseChunk(
  place: ErasedPlace,
  objects: ObjectPage['objects'],
  erasure: ErasureState,
): Promise<ErasureState> {
  const { pass, since, dryRun, cursor } = erasure;
  const wanted = pass === 'before-table' ? objects : objects.filter(({ modifiedAt }) => isSince(modifiedAt, since));
  const target = targetOf(erasure);
  const outcomes = await mapConcurrently(wanted, ({ key }) => eraseObject(place, key, target, dryRun));
  const unsearched = wanted.filter((_, index) => outcomes[index] === 'unsearched').map(({ key }) => key);
  return {
    ...erasure,
    cursor: { ...cursor, after: objects.at(-1)?.key ?? cursor.after },
    searched: erasure.searched + wanted.length,
    rewritten: erasure.rewritten + outcomes.filter((outcome) => outcome === 'rewritten').length,
    unsearched: [...new Set([...erasure.unsearched, ...unsearched])].slice(0, MOST_NAMED),
  };
}

const isSince = (instant: string, since: string | null): boolean =>
  since === null || Date.parse(instant) >= Date.parse(since);

/** The answer of the command, if the table is done, says how many objects were rewritten in all. */
function finished(erasure: ErasureState): ErasureState {
  const { output, rewritten, unsearched } = erasure;
  if (output === null) return erasure;
  const inputs = { ...(output.inputs as object), objects: rewritten, unsearched };
  return { ...erasure, output: { ...output, inputs } };
}
