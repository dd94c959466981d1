/**
 * How finely the work in the sparse indexes is stored: the number is fixed with the table
 * (docs/decisions/0034-shards-and-segments.md).
 */
import { stableHash } from '../domain/core/stable-hash.ts';

/**
 * Shards of a table that is deployed: partition keys of a workflow in a sparse index, by calculated suffix (Amazon
 * DynamoDB Developer Guide, "Using write sharding to distribute workloads evenly"). A partner's shard is stored with
 * its items, so that the number holds for the life of the table: 64 take 64,000 index writes a second,
 * and cost 64 queries each time that a workflow asks what is due.
 */
export const SHARDS = 64;

/** The same on one machine, where an empty query costs as much as one that finds something. */
export const SHARDS_ON_ONE_MACHINE = 4;

/** The shard, 0 … shards-1, in which a partner's work lies. */
export function shardOf(partnerId: string, shards: number): number {
  return Number(stableHash(partnerId) % BigInt(shards));
}

/**
 * The shards of each segment of a run: every shard in one of them, evenly. No segment is without a shard.
 *
 * @param segments as many as should work at the same time
 *
 * @example
 * dealShards(8, 3); // [[0, 3, 6], [1, 4, 7], [2, 5]]
 */
export function dealShards(shards: number, segments: number): number[][] {
  const all = Array.from({ length: shards }, (_, shard) => shard);
  return Array.from({ length: Math.min(shards, segments) }, (_, segment) =>
    all.filter((shard) => shard % segments === segment),
  );
}
