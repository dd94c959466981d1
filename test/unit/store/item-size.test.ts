import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { ItemTooLarge } from '../../../shared/errors.ts';
import { itemBytes, MAX_ITEM_BYTES } from '../../../shared/store/item-size.ts';
import { Table } from '../../../shared/store/table.ts';

describe('the size of an item', () => {
  it.each<[string, object, number]>([
    ['text of one byte a letter', { pk: 'P-1' }, 2 + 3],
    ['a Korean name: three bytes a syllable', { name: '김민수' }, 4 + 9],
    ['a name in emoji: four bytes each', { n: '🙂🙂' }, 1 + 8],
    ['the name of an attribute', { 이름: '' }, 6],
    ['a truth value and nothing', { a: true, b: null }, 2 + 2],
    ['a number', { n: 12345 }, 1 + 4],
    ['a negative number', { n: -12345 }, 1 + 5],
    ['a number with zeros at its ends', { n: 0.0001 }, 1 + 2],
    ['an empty list', { l: [] }, 1 + 3],
    ['a list of two', { l: ['ab', 'c'] }, 1 + 3 + 2 + 3],
    ['an empty map', { m: {} }, 1 + 3],
    ['a map in a map', { m: { a: { b: 'c' } } }, 1 + 3 + (1 + 1) + 3 + (1 + 2)],
  ])('counts %s', (_, item, bytes) => {
    expect(itemBytes(marshall(item))).toBe(bytes);
  });
});

describe('a write of an item', () => {
  const sent: unknown[] = [];
  const client = { send: async (command: unknown) => void sent.push(command) };
  const table = new Table(client as never, 'T');
  /** An item of so many bytes; a syllable has three. */
  const item = (bytes: number) => {
    const rest = bytes - 'pkP1skSvalue'.length;
    return { pk: 'P1', sk: 'S', value: '김'.repeat(Math.floor(rest / 3)) + 'x'.repeat(rest % 3) };
  };

  it.each([MAX_ITEM_BYTES - 1, MAX_ITEM_BYTES])('is sent with %i bytes', async (bytes) => {
    sent.length = 0;
    await table.put(item(bytes), { absent: true });
    expect(sent).toHaveLength(1);
  });

  it('is refused with one byte more, though it has far fewer characters, and names item and size', async () => {
    sent.length = 0;
    const tooLarge = item(MAX_ITEM_BYTES + 1);
    expect(tooLarge.value.length).toBeLessThan(150_000);
    const error = await table.put(tooLarge, { absent: true }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ItemTooLarge);
    expect(error).toMatchObject({
      message: 'P1 S would have 409601 bytes; allowed: 409600, counted in UTF-8. What it held before is kept',
      retryable: false,
      ids: { pk: 'P1', sk: 'S', bytes: '409601' },
    });
    expect(sent).toEqual([]);
  });
});
