import { describe, expect, it } from 'vitest';
import { mapConcurrently } from '../../shared/store/map-concurrently.ts';

describe('mapWithConcurrency', () => {
  it('returns results in the order of the items, whichever ends first', async () => {
    const work = async (item: number): Promise<number> => {
      for (let turn = item; turn < 40; turn += 1) await Promise.resolve();
      return item * 2;
    };
    expect(await mapConcurrently([...Array(40).keys()], work)).toEqual([...Array(40).keys()].map((item) => item * 2));
  });

  it('has at most 16 calls under way', async () => {
    let running = 0;
    let most = 0;
    await mapConcurrently([...Array(100).keys()], async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
    });
    expect(most).toBe(16);
  });

  it('starts nothing new after an error, and waits for what it has started before it throws', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      await Promise.resolve();
      if (item === 3) throw new Error('3 fails');
      await Promise.resolve();
      ended.push(item);
    };
    await expect(mapConcurrently([...Array(100).keys()], work)).rejects.toThrow('3 fails');
    expect(begun.length).toBeLessThan(40);
    expect(ended).toEqual(begun.filter((item) => item !== 3));
  });
});
