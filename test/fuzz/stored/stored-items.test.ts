import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CorruptItem } from '../../../shared/errors.ts';
import type { Item } from '../../../shared/store/table.ts';
import { hostileJson, mutated } from '../inputs/mutation.ts';
import { ITEMS, type Stored } from '../inputs/stored-items.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { expectPrintable, thrownBy } from '../support/refusal.ts';

const fuzz = fuzzing('stored-items');

/**
 * An item that was read belongs to its key and is the same when it is written again; any other is corrupt, and the
 * error names it.
 */
function expectSound({ collection, item }: Stored): void {
  const corrupt = thrownBy(() => {
    const { value, version } = collection.parse(item);
    const { pk, sk } = item;
    expect(collection.key(value)).toEqual({ pk, sk });
    expect(collection.parse({ pk, sk, version, value })).toEqual({ value, version });
  });
  if (corrupt === undefined) return;
  if (!(corrupt instanceof CorruptItem)) throw corrupt;
  expectPrintable(corrupt.message);
  expect(corrupt.message).toMatch(/^stored .+ does not match its schema: ./);
}

const CASES = ITEMS.map(({ collection, item }) => [String(item.sk), collection, item] as const);

describe.each(CASES)('an item %s', (_, collection, item) => {
  it('is read as it was written', () => {
    expect(() => collection.parse(item)).not.toThrow();
  });

  it('is read, or refused as corrupt, if one or two attributes are hostile', () =>
    fuzz.each(mutated(fc.constant(item)), 1_400, (changed) => {
      // A table holds maps alone.
      if (typeof changed === 'object' && changed !== null) expectSound({ collection, item: changed as Item });
    }));

  it('is refused as corrupt if its value is any other JSON', () =>
    fuzz.each(hostileJson, 100, (value) => expectSound({ collection, item: { ...item, value } })));
});

it("a partner's item under the key of another partner is refused as corrupt", () => {
  for (const { collection, item } of ITEMS) {
    const moved = {
      ...item,
      pk: String(item.pk)
        .replace('P-1', 'P-2')
        .replace(/^URL#../, 'URL#zz'),
    };
    expect(thrownBy(() => collection.parse(moved))).toBeInstanceOf(CorruptItem);
  }
});
