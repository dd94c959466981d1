import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Key } from '../../../shared/store/table.ts';
import { readNamedPage } from '../../../shared/sweep/named-page.ts';

/** The memberships of partners, as they are now. */
type Partners = Record<string, string[]>;

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;
const namesOf = (partners: Partners): string[] =>
  Object.entries(partners).flatMap(([pk, sks]) => sks.map((sk) => nameOf({ pk, sk })));

/**
 * All pages one after the other; `between` changes what is stored, and may say that the page stopped after so many
 * items.
 */
async function allPages(partners: Partners, limit: number, between: () => number | null = () => null) {
  const pages: string[][] = [];
  const keysOf = async (pk: string) => (partners[pk] ?? []).map((sk) => ({ pk, sk }));
  let cursor: unknown = null;
  do {
    const page = await readNamedPage(Object.keys(partners), keysOf, {
      limit,
      cursor: JSON.parse(JSON.stringify(cursor)),
    });
    const stoppedAfter = page.keys[(between() ?? Number.POSITIVE_INFINITY) - 1];
    const done = stoppedAfter === undefined ? page.keys : page.keys.slice(0, page.keys.indexOf(stoppedAfter) + 1);
    pages.push(done.map(nameOf));
    cursor = done.length < page.keys.length && stoppedAfter ? page.cursorAfter(stoppedAfter) : page.cursor;
  } while (cursor !== null);
  return pages;
}

describe('the pages of named partners', () => {
  it.each([
    [25, 1, [25]],
    [26, 1, [25, 1]],
    [60, 1, [25, 25, 10]],
    [20, 3, [25, 25, 10]],
    [0, 3, [0]],
  ])('hold 25 of %i items of each of %i partners', async (items, count, sizes) => {
    const sks = Array.from({ length: items }, (_, index) => `M-${100 + index}`);
    const partners = Object.fromEntries(Array.from({ length: count }, (_, index) => [`P-${index}`, sks]));
    const pages = await allPages(partners, 25);
    expect(pages.map(({ length }) => length)).toEqual(sizes);
    expect(pages.flat()).toEqual(namesOf(partners));
  });

  it('hold each item once, wherever a page stops and whatever is created between two pages', async () => {
    const sk = fc.integer({ min: 0, max: 99 }).map((number) => `M-${number}`);
    const ofPartner = fc.uniqueArray(sk, { maxLength: 12 });
    const change = fc.record({ partner: fc.nat(2), sk, stopsAfter: fc.option(fc.integer({ min: 1, max: 5 })) });
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(ofPartner, ofPartner, ofPartner),
        fc.array(change, { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (stored, changes, limit) => {
          const partners: Partners = { 'P-2': [...stored[0]], 'P-10': [...stored[1]], 'P-1': [...stored[2]] };
          const before = namesOf(partners);
          const left = [...changes];
          const pages = await allPages(partners, limit, () => {
            const next = left.shift();
            if (next === undefined) return null;
            const sks = Object.values(partners)[next.partner] ?? [];
            if (!sks.includes(next.sk)) sks.push(next.sk);
            return next.stopsAfter;
          });
          const all = pages.flat();
          expect(new Set(all).size).toBe(all.length);
          expect(all).toEqual(expect.arrayContaining(before));
          expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });

  it('do not go on with a partner that is not named', async () => {
    const request = { limit: 25, cursor: { partnerId: 'P-9', sk: 'M-1' } };
    await expect(readNamedPage(['P-1'], async () => [], request)).rejects.toThrow('ended with P-9');
  });
});
