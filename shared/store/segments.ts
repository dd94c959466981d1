/** How the work of a workflow is divided among the children of its distributed map. */
import { stableHash } from '../domain/core/stable-hash.ts';

/**
 * Segments of the sparse indexes. A partner's segment is stored with its items, so that the number holds for the life of a
 * table: four write 4,000 index entries a second and cost four empty queries on a day on which nothing is due.
 */
export const SEGMENTS = 4;

/** The segment, 0 … SEGMENTS-1, in which a partner's work lies. */
export function segmentOf(partnerId: string): number {
  return Number(stableHash(partnerId) % BigInt(SEGMENTS));
}
