import { checkedItemBytes, type Item } from './attribute-value.ts';
import type { Change } from './change.ts';
import { type Expression, holds, keyConditionOf, type SortRange } from './expressions.ts';
import { RequestError, validationError } from './request-error.ts';
import { type Row, SortedRows } from './sorted-rows.ts';
import {
  isAtSamePlace,
  isIn,
  type KeySchema,
  type Keys,
  keysOf,
  keyText,
  MAX_PARTITION_KEY,
  MAX_SORT_KEY,
  MISFIT,
  namesOf,
  refuseIndexKeys,
  textOf,
} from './table-keys.ts';
import type { Write } from './table-log.ts';

type IndexDefinition = {
  readonly IndexName?: string | undefined;
  readonly KeySchema?: KeySchema | undefined;
  readonly Projection?:
    | { readonly ProjectionType?: string | undefined; readonly NonKeyAttributes?: readonly string[] | undefined }
    | undefined;
};
/** A CreateTable request. */
export type TableDefinition = {
  readonly TableName?: string | undefined;
  readonly AttributeDefinitions?:
    | readonly { readonly AttributeName: string | undefined; readonly AttributeType: string | undefined }[]
    | undefined;
  readonly KeySchema?: KeySchema | undefined;
  readonly GlobalSecondaryIndexes?: readonly IndexDefinition[] | undefined;
  readonly LocalSecondaryIndexes?: readonly IndexDefinition[] | undefined;
};

type Index = {
  readonly keys: Keys;
  readonly partitions: Map<string, SortedRows>;
  /** The item as the index has it. */
  readonly project: (item: Item) => Item;
};

export type Query = {
  readonly indexName: string | undefined;
  readonly condition: Expression;
  readonly start: Item | undefined;
  /** Items, at most. */
  readonly limit: number | undefined;
  readonly isForward: boolean;
};
export type QueryPage = { readonly items: Item[]; readonly last: Item | undefined };

/** Bytes of items after which a query's page ends. */
const PAGE_BYTES = 1024 * 1024;

/** What becomes of a write. */
export type WriteListener = {
  /** Called with each write before it is made. */
  readonly onWrite?: ((write: Write) => void) | undefined;
  /** Called with what a write has made of an item. */
  readonly onChange?: ((change: Change) => void) | undefined;
};

/** A table of DynamoDB and its indexes. Keys are text. */
export class MemoryTable {
  readonly #keys: Keys;
  readonly #partitions = new Map<string, SortedRows>();
  readonly #indexes: ReadonlyMap<string, Index>;
  readonly #listener: WriteListener;

  constructor(definition: TableDefinition, listener: WriteListener = {}) {
    const { AttributeDefinitions = [], GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = definition;
    const other = AttributeDefinitions.find(({ AttributeType }) => AttributeType !== 'S');
    if (other !== undefined)
      throw new Error(`the key ${other.AttributeName} is of type ${other.AttributeType}; on one machine keys are S`);
    this.#keys = keysOf(definition.KeySchema);
    const indexes = [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes];
    this.#indexes = new Map(indexes.map((index) => [index.IndexName ?? '', this.#index(index)]));
    this.#listener = listener;
  }

  #index({ KeySchema, Projection }: IndexDefinition): Index {
    const keys = keysOf(KeySchema);
    const { ProjectionType, NonKeyAttributes = [] } = Projection ?? {};
    const names = new Set([...namesOf(this.#keys), ...namesOf(keys), ...NonKeyAttributes]);
    const project = ProjectionType === 'ALL' ? (item: Item): Item => item : (item: Item): Item => pick(item, names);
    return { keys, partitions: new Map(), project };
  }

  /** The item with this key, and its size. */
  get(key: Item): { readonly item: Item; readonly bytes: number } | undefined {
    this.#refuseOtherAttributes(key);
    return this.#find(key);
  }

  /** Makes a write of an earlier process again. */
  restore(write: Write): Change {
    const item = 'delete' in write ? write.delete : write.put;
    const before = this.#find(item)?.item;
    if ('delete' in write) this.#remove(item);
    else this.#replace(item, checkedItemBytes(item), before);
    return this.#changeOf(item, before, 'delete' in write ? undefined : item);
  }

  /** @throws RequestError if the item cannot be stored, or the condition does not hold */
  put(item: Item, condition: Expression): void {
    for (const index of this.#indexes.values()) refuseIndexKeys(index.keys, item);
    const stored = this.#find(item)?.item;
    const bytes = checkedItemBytes(item);
    if (!holds(condition, stored))
      throw new RequestError('ConditionalCheckFailedException', 'The conditional request failed');
    this.#listener.onWrite?.({ put: item });
    this.#replace(item, bytes, stored);
    this.#tell(item, stored, item);
  }

  /** Deletes the item with this key, if there is one. */
  delete(key: Item): void {
    this.#refuseOtherAttributes(key);
    const stored = this.#find(key)?.item;
    if (stored === undefined) return;
    this.#listener.onWrite?.({ delete: key });
    this.#remove(key);
    this.#tell(key, stored, undefined);
  }

  #tell(item: Item, before: Item | undefined, after: Item | undefined): void {
    this.#listener.onChange?.(this.#changeOf(item, before, after));
  }

  #changeOf(item: Item, before: Item | undefined, after: Item | undefined): Change {
    return { key: pick(item, new Set(namesOf(this.#keys))), before, after };
  }

  /**
   * Items in an order that stays the same as long as nothing is written.
   *
   * @param start the key after which it begins
   * @param limit items, at most
   */
  scan(start: Item | undefined, limit = Number.POSITIVE_INFINITY): QueryPage {
    const at = start && this.#rowOf(start, this.#keys);
    const names = [...this.#partitions.keys()];
    const items: Item[] = [];
    let bytes = 0;
    for (const name of names.slice(at ? names.indexOf(at.partition) : 0)) {
      const rows = this.#partitions.get(name) as SortedRows;
      for (let position = at?.partition === name ? rows.firstAfter(at) : 0; position < rows.size; position += 1) {
        const row = rows.at(position) as Row;
        items.push(row.item);
        bytes += row.bytes;
        if (bytes >= PAGE_BYTES || items.length === limit)
          return { items, last: pick(row.item, new Set(namesOf(this.#keys))) };
      }
    }
    return { items, last: undefined };
  }

  /** Every item, in the order of the keys within a partition. */
  *items(partition?: string): Generator<Item> {
    const partitions = partition === undefined ? this.#partitions.values() : [this.#partitions.get(partition)];
    for (const rows of partitions) for (const { item } of rows ?? []) yield item;
  }

  query({ indexName, condition, start, limit, isForward }: Query): QueryPage {
    const index = indexName === undefined ? undefined : this.#indexes.get(indexName);
    if (indexName !== undefined && index === undefined)
      throw validationError(`The table does not have the specified index: ${indexName}`);
    const { keys, partitions } = index ?? { keys: this.#keys, partitions: this.#partitions };
    const { partition, sort } = keyConditionOf(condition, keys);
    const startRow = start && this.#rowOf(start, keys);
    if (start && textOf(start, keys.partition) !== partition)
      throw validationError('The provided starting key is outside query boundaries based on provided conditions');
    const page = isForward
      ? pageForward(partitions.get(partition), sort, startRow, limit)
      : pageBackward(partitions.get(partition), sort, startRow, limit);
    const names = new Set([...namesOf(this.#keys), ...namesOf(keys)]);
    return { items: page.items, last: page.isWhole ? undefined : pick(page.items.at(-1) as Item, names) };
  }

  #find(item: Item): Row | undefined {
    const { partition, sort } = this.#rowOf(item, this.#keys);
    const rows = this.#partitions.get(partition);
    const row = rows?.at(rows.firstFrom({ sort, name: '' }));
    return row?.sort === sort ? row : undefined;
  }

  #replace(item: Item, bytes: number, stored: Item | undefined): void {
    const { partition, sort } = this.#rowOf(item, this.#keys);
    rowsOf(this.#partitions, partition).put({ sort, name: '', item, bytes });
    for (const { keys, partitions, project } of this.#indexes.values()) {
      if (stored && isIn(keys, stored) && !isAtSamePlace(keys, stored, item))
        removeRow(partitions, this.#rowOf(stored, keys));
      if (!isIn(keys, item)) continue;
      const place = this.#rowOf(item, keys);
      const projected = project(item);
      const size = projected === item ? bytes : checkedItemBytes(projected);
      rowsOf(partitions, place.partition).put({ sort: place.sort, name: place.name, item: projected, bytes: size });
    }
  }

  #remove(key: Item): void {
    const stored = this.#find(key)?.item;
    if (stored === undefined) return;
    removeRow(this.#partitions, this.#rowOf(stored, this.#keys));
    for (const { keys, partitions } of this.#indexes.values())
      if (isIn(keys, stored)) removeRow(partitions, this.#rowOf(stored, keys));
  }

  /**
   * Its place in the table or an index; `name`: within an index, its key in the table.
   *
   * @throws RequestError for a key that is not complete
   */
  #rowOf(item: Item, keys: Keys): { partition: string; sort: string; name: string } {
    const partition = keyText(item, keys.partition, MAX_PARTITION_KEY);
    const sort = keys.sort === undefined ? '' : keyText(item, keys.sort, MAX_SORT_KEY);
    if (keys === this.#keys) return { partition, sort, name: '' };
    const own = namesOf(this.#keys).map((name) => textOf(item, name));
    return { partition, sort, name: own.join('\u0000') };
  }

  #refuseOtherAttributes(key: Item): void {
    if (Object.keys(key).length !== namesOf(this.#keys).length) throw validationError(MISFIT);
  }
}

function pageForward(
  rows: SortedRows | undefined,
  { from, contains, isAfter }: SortRange,
  start: Pick<Row, 'sort' | 'name'> | undefined,
  limit: number | undefined,
) {
  const begin = rows?.firstFrom({ sort: from, name: '' }) ?? 0;
  const resumed = start === undefined ? 0 : (rows?.firstAfter(start) ?? 0);
  return pageOf(
    (position) => {
      const row = rows?.at(position);
      return row !== undefined && contains(row.sort) ? row : undefined;
    },
    { begin: skipping(rows, Math.max(begin, resumed), isAfter ? from : undefined), step: 1, limit },
  );
}

function pageBackward(
  rows: SortedRows | undefined,
  { from, contains, isAfter }: SortRange,
  start: Pick<Row, 'sort' | 'name'> | undefined,
  limit: number | undefined,
) {
  const first = skipping(rows, rows?.firstFrom({ sort: from, name: '' }) ?? 0, isAfter ? from : undefined);
  let begin = (start === undefined ? (rows?.size ?? 0) : (rows?.firstFrom(start) ?? 0)) - 1;
  while (begin >= first && !contains(rows?.at(begin)?.sort ?? '')) begin -= 1;
  return pageOf((position) => (position >= first ? rows?.at(position) : undefined), { begin, step: -1, limit });
}

/** The position of the first row from here whose sort key is another one. */
function skipping(rows: SortedRows | undefined, position: number, sort: string | undefined): number {
  let at = position;
  while (sort !== undefined && rows?.at(at)?.sort === sort) at += 1;
  return at;
}

/** Ends after `limit` items or a megabyte of them; then nobody knows whether there are more. */
function pageOf(
  rowAt: (position: number) => Row | undefined,
  { begin, step, limit = Number.POSITIVE_INFINITY }: { begin: number; step: number; limit: number | undefined },
): { items: Item[]; isWhole: boolean } {
  const items: Item[] = [];
  let bytes = 0;
  for (let position = begin; ; position += step) {
    if (items.length >= limit || bytes >= PAGE_BYTES) return { items, isWhole: false };
    const row = rowAt(position);
    if (row === undefined) return { items, isWhole: true };
    items.push(row.item);
    bytes += row.bytes;
  }
}

const pick = (item: Item, names: ReadonlySet<string>): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));

function removeRow(
  partitions: Map<string, SortedRows>,
  place: { partition: string; sort: string; name: string },
): void {
  const rows = rowsOf(partitions, place.partition);
  rows.remove(place);
  if (rows.size === 0) partitions.delete(place.partition);
}

function rowsOf(partitions: Map<string, SortedRows>, partition: string): SortedRows {
  const known = partitions.get(partition);
  if (known !== undefined) return known;
  const rows = new SortedRows();
  partitions.set(partition, rows);
  return rows;
}
