/**
 * Parts of a large file: rows that follow each other in the order of all rows, as many as a piece has. What belongs to
 * a part lies in one stretch of each piece, which the piece's index finds.
 */
import type { Kind } from '../../import/files.ts';
import { isBetweenOwners, ONE_AFTER_THE_OTHER, placesBefore } from './sorted-rows.ts';

/** Rows of a full piece, evenly spaced, that are in its index; fewer if it has fewer rows. */
export const SAMPLES = 400;

/** A row of a piece: its key, and where it begins, in bytes. */
export type Sample = { key: string; byte: number };

/** `samples`: its first row, and others of the same distance. `last`: the key of its last row. `bytes`: its size. */
export type PieceIndex = { samples: Sample[]; last: string; bytes: number };

/** Bytes of a piece, `end` exclusive, in which the part's rows are, and few others. */
export type Share = { piece: number; start: number; end: number };

/** The rows whose keys are not below `from` and below `to`; null: no such limit. */
export type Part = { from: string | null; to: string | null; shares: Share[] };

/**
 * The parts in their order; together they are all rows. A part is cut where a partner or an employee begins if it can
 * be, and within a group only if that alone is larger than a part. The same pieces give the same parts.
 *
 * @param size - samples of a part
 */
export function cutParts(pieces: readonly PieceIndex[], size: number): Part[] {
  const keys = pieces.flatMap(({ samples }) => samples.map(({ key }) => key)).sort(compare);
  const places: (string | null)[] = [null];
  for (let start = 0; start + size < keys.length; ) {
    const place = placeBefore(keys[start + size] as string, places.at(-1) ?? '');
    places.push(place);
    while (start < keys.length && (keys[start] as string) < place) start += 1;
  }
  return places.map((from, index) => {
    const to = places[index + 1] ?? null;
    return { from, to, shares: pieces.flatMap((piece, number) => shareOf(piece, number, from, to)) };
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : 1);

const placeBefore = (key: string, previous: string): string =>
  placesBefore(key).find((place) => place > previous) ?? key;

function shareOf({ samples, last, bytes }: PieceIndex, piece: number, from: string | null, to: string | null): Share[] {
  const isOutside = samples[0] === undefined || (from !== null && last < from) || (to !== null && samples[0].key >= to);
  if (isOutside) return [];
  const start = from === null ? 0 : (samples.findLast(({ key }) => key <= from)?.byte ?? 0);
  const end = to === null ? bytes : (samples.find(({ key }) => key >= to)?.byte ?? bytes);
  return [{ piece, start, end }];
}

/** Numbers of parts, from 1, both inclusive, that are imported one after the other. */
export type Stretch = { first: number; last: number };

/**
 * At most `count` stretches that may be imported at the same time: no partner has rows in two of them.
 */
export function stretchesOf(kind: Kind, parts: readonly Part[], count: number): Stretch[] {
  const size = Math.ceil(parts.length / (ONE_AFTER_THE_OTHER.has(kind) ? 1 : count));
  const stretches: Stretch[] = [];
  let first = 1;
  for (const [index, { to }] of parts.entries()) {
    const last = index + 1;
    if (to !== null && (last - first + 1 < size || !isBetweenOwners(to))) continue;
    stretches.push({ first, last });
    first = last + 1;
  }
  return stretches;
}
