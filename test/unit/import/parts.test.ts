/**
 * The parts into which a large file is divided, by samples of its sorted pieces (docs/decisions/0035-large-files.md).
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutParts, type Part, type PieceIndex, stretchesOf } from '../../../shared/workflows/import/parts.ts';
import { isBetweenOwners, sortedRow } from '../../../shared/workflows/import/sorted-rows.ts';

const invoiceKey = (line: number, partnerId: string, invoiceNumber: string): string =>
  sortedRow('invoices', { line, cells: { partnerId, invoiceNumber, line: '1' } }).key;

/** Each row takes a byte; of every `distance` rows the first is in the index. */
function indexOf(keys: readonly string[], distance: number): PieceIndex {
  const samples = keys.flatMap((key, byte) => (byte % distance === 0 ? [{ key, byte }] : []));
  return { samples, last: keys.at(-1) ?? '', bytes: keys.length };
}

const isIn = ({ from, to }: Part, key: string): boolean => (from === null || key >= from) && (to === null || key < to);
const owner = (key: string): string => key.split('\n')[0] ?? '';

/** Pieces of a file: few partners, some of which have most rows. */
const pieces = fc
  .array(
    fc.array(fc.tuple(fc.constantFrom('P-1', 'P-10', 'P-2', 'P-3', ''), fc.nat(5)), { minLength: 1, maxLength: 30 }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((all) => {
    const lines = all.flat().keys();
    return all.map((rows) => rows.map(([id, number]) => invoiceKey(lines.next().value ?? 0, id, `I-${number}`)).sort());
  });

describe('the parts of a large file', () => {
  it('hold each row once, in the order of all rows, and know where it lies in its piece', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 8 }), (all, distance, size) => {
        const parts = cutParts(
          all.map((keys) => indexOf(keys, distance)),
          size,
        );
        const read = parts.map((part) =>
          part.shares
            .flatMap(({ piece, start, end }) => (all[piece] ?? []).slice(start, end).filter((key) => isIn(part, key)))
            .sort(),
        );
        expect(read.flat()).toEqual(all.flat().sort());
      }),
      { numRuns: 500 },
    );
  });

  it('have no more samples than are asked for', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 8 }), (all, size) => {
        for (const part of cutParts(
          all.map((keys) => indexOf(keys, 1)),
          size,
        ))
          expect(all.flat().filter((key) => isIn(part, key)).length).toBeLessThanOrEqual(size);
      }),
      { numRuns: 300 },
    );
  });

  it('are cut between partners, and within a partner only if it alone is larger than a part', () => {
    const keys = [
      ...Array.from({ length: 4 }, (_, line) => invoiceKey(line, 'P-1', `I-${line}`)),
      ...Array.from({ length: 3 }, (_, line) => invoiceKey(line + 4, 'P-2', `I-${line}`)),
      ...Array.from({ length: 12 }, (_, line) => invoiceKey(line + 7, 'P-3', `I-${line > 9 ? 9 : line}`)),
    ];
    const parts = cutParts([indexOf(keys, 1)], 6);
    const inside = parts.map((part) => keys.filter((key) => isIn(part, key)));
    expect(inside.map((rows) => [owner(rows[0] ?? ''), rows.length])).toEqual([
      ['P-1', 4],
      ['P-2', 3],
      ['P-3', 6],
      ['P-3', 6],
    ]);
    expect(parts.map(({ to }) => to !== null && isBetweenOwners(to))).toEqual([true, true, false, false]);
  });

  it('read little of what is not theirs where the file is sorted already', () => {
    const keys = Array.from({ length: 400 }, (_, line) => invoiceKey(line, `P-${100 + (line >> 2)}`, 'I'));
    const all = [0, 100, 200, 300].map((start) => indexOf(keys.slice(start, start + 100), 10));
    const shares = cutParts(all, 10).flatMap((part) => part.shares);
    const bytes = shares.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(bytes).toBeLessThan(400 * 1.25);
    expect(shares.length).toBeLessThan(9);
  });
});

describe('the stretches that are imported at the same time', () => {
  const parts = (...ends: (string | null)[]): Part[] => ends.map((to) => ({ from: null, to, shares: [] }));

  it('are as many as may work at the same time, and end between partners', () => {
    const cut = parts('P-2\n', 'P-3\n', 'P-3\nI-7\n1\n', 'P-3\nI-9\n1\n', 'P-4\n', null);
    expect(stretchesOf('invoices', cut, 3)).toEqual([
      { first: 1, last: 2 },
      { first: 3, last: 5 },
      { first: 6, last: 6 },
    ]);
    expect(stretchesOf('invoices', cut, 1)).toEqual([{ first: 1, last: 6 }]);
    expect(stretchesOf('invoices', cut, 64).length).toBe(4);
  });

  it.each(['listings', 'employees', 'achievements'] as const)('are one in %s.csv, where partners meet', (kind) => {
    expect(stretchesOf(kind, parts('P-2\n', 'P-3\n', null), 8)).toEqual([{ first: 1, last: 3 }]);
  });
});
