import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { dealShards, SHARDS, shardOf } from '../../../shared/store/shards.ts';
import { planSegments } from '../../../shared/sweep/plan-segments.ts';

const asOf = civilDateOf('2027-03-01');
const sorted = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);
const countBy = (ids: readonly string[], groupOf: (id: string) => number): number[] =>
  [...Map.groupBy(ids, groupOf)].map(([, group]) => group.length);

describe('the shards of a table', () => {
  it.each(['P-', 'P-0000', 'partner ', '협력사-'])('hold the same share of partners with ids like %s1', (prefix) => {
    const ids = Array.from({ length: 64_000 }, (_, number) => `${prefix}${number}`);
    const sizes = countBy(ids, (id) => shardOf(id, SHARDS));
    expect(sizes).toHaveLength(64);
    expect(Math.min(...sizes)).toBeGreaterThan(850);
    expect(Math.max(...sizes)).toBeLessThan(1_150);
  });

  it('are dealt to segments evenly, each to one', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), (segments) => {
        const dealt = dealShards(64, segments);
        expect(dealt).toHaveLength(Math.min(64, segments));
        expect(sorted(dealt.flat())).toEqual(Array.from({ length: 64 }, (_, shard) => shard));
        const sizes = dealt.map((own) => own.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    ));
});

describe('the segments of a run', () => {
  it('begin each day with another shard, so that no shard is the last day after day', () => {
    const days = Array.from({ length: 16 }, (_, day) => addDays(asOf, day));
    const plans = days.map((day) => planSegments({ asOf: day }, 64, 4));
    for (const segment of [0, 1, 2, 3]) {
      const own = plans.map((plan) => plan[segment]?.shards ?? []);
      expect(new Set(own.map((shards) => shards[0])).size).toBe(16);
      for (const shards of own) expect(sorted(shards)).toEqual(dealShards(64, 4)[segment]);
    }
    expect(planSegments({ asOf: civilDateOf('1969-12-30') }, 64, 4)[1]?.shards[0]).toBe(57);
  });

  it('hold every named partner once, and nobody else', () => {
    const partnerIds = ['P-1', 'P-2', 'P-3', 'P-1', 'Contoso'];
    const segments = planSegments({ asOf, partnerIds }, 64, 4);
    expect(segments.flatMap((segment) => segment.partnerIds ?? []).toSorted()).toEqual([
      'Contoso',
      'P-1',
      'P-2',
      'P-3',
    ]);
    expect(segments.map(({ index }) => index).toSorted()).toEqual(
      [...new Set(segments.map(({ index }) => index))].toSorted(),
    );
    for (const { index, shards, partnerIds: ids } of segments) {
      expect(shards).toEqual([]);
      for (const id of ids ?? []) expect(shardOf(id, 64) % 4).toBe(index);
    }
  });

  it('are never more than there are shards', () => {
    expect(planSegments({ asOf }, 4, 64).map(({ shards }) => shards)).toEqual([[0], [1], [2], [3]]);
  });
});
