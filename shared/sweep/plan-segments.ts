/** How the work of a run is divided among the children of its map. */
import { type CivilDate, civilDateOf, daysBetween } from '../domain/core/calendar.ts';
import { dealShards, shardOf } from '../store/shards.ts';
import type { Segment } from './run.ts';

const EPOCH = civilDateOf('1970-01-01');

/**
 * Every shard in one segment, or only the named partners, spread over the segments as their shards are.
 *
 * Each day begins with another shard: where the daily quota of mails ends a run early day after day, no partner is
 * always the last.
 *
 * @param shards of the table
 * @param segments that work at the same time
 */
export function planSegments(
  { asOf, partnerIds }: { asOf: CivilDate; partnerIds?: readonly string[] | undefined },
  shards: number,
  segments: number,
): Segment[] {
  const dealt = dealShards(shards, segments);
  const day = daysBetween(EPOCH, asOf);
  if (partnerIds === undefined)
    return dealt.map((own, index) => ({ index, shards: rotate(own, day), partnerIds: null }));
  const segmentOf = (partnerId: string) => shardOf(partnerId, shards) % dealt.length;
  const named = Map.groupBy(new Set(partnerIds), segmentOf);
  return [...named].map(([index, ids]) => ({ index, shards: [], partnerIds: ids }));
}

/** @param by whole; negative too */
function rotate(list: readonly number[], by: number): number[] {
  const start = ((by % list.length) + list.length) % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
