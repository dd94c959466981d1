/** The table of a dry run: reads what is stored and what the dry run would have written, and never writes (R-OPS-3). */

import { unmarshall } from '@aws-sdk/util-dynamodb';
import { WriteConflict } from '../errors.ts';
import {
  type Condition,
  holds,
  type Item,
  type Key,
  keyOf,
  type Page,
  type RangeQuery,
  storable,
  Table,
} from './table.ts';

const UNREACHABLE = {
  send: (): never => {
    throw new Error('a dry run reads through the table that it was made of, and writes nothing');
  },
};

/**
 * Whoever reads after a write sees what was written, as with the table itself, and a condition that does not hold is
 * the same conflict: so a dry run decides what the real command would. It has no client: nothing can reach the table
 * but through the reads of `table`.
 *
 * @example
 * const store = openStore(new DryRunTable(table), config);
 */
export class DryRunTable extends Table {
  readonly #table: Table;
  readonly #written = new Map<string, Item & Key>();

  constructor(table: Table) {
    super(UNREACHABLE, table.name, table.shards);
    this.#table = table;
  }

  override async get(key: Key): Promise<Item | null> {
    return this.#written.get(nameOf(key)) ?? this.#table.get(key);
  }

  override async getAll(keys: readonly Key[]): Promise<Item[]> {
    const stored = (await this.#table.getAll(keys)) as (Item & Key)[];
    const items = new Map([...stored.map((item) => [nameOf(item), item] as const), ...this.#written]);
    return [...new Set(keys.map(nameOf))].map((name) => items.get(name)).filter((item) => item !== undefined);
  }

  /** @throws Error for an index: what is due is no question of a command */
  override async query(range: RangeQuery): Promise<Page> {
    if (range.index !== undefined) throw new Error(`a dry run does not read the index ${range.index.name}`);
    const written = [...this.#written.values()].filter(({ pk }) => pk === range.partition);
    if (written.length === 0) return this.#table.query(range);
    return pageOf(await this.#merged(range, written), range);
  }

  /** The whole range: what was written may belong between any two items. */
  async #merged({ partition, prefix = '' }: RangeQuery, written: readonly (Item & Key)[]): Promise<(Item & Key)[]> {
    const items = new Map<string, Item & Key>();
    for await (const item of this.#table.all(partition, prefix)) items.set(String(item.sk), item as Item & Key);
    for (const item of written) if (item.sk.startsWith(prefix)) items.set(item.sk, item);
    return [...items.values()].toSorted((a, b) => compareKeys(a.sk, b.sk));
  }

  /** Keeps the item for the reads that follow. @throws WriteConflict; ItemTooLarge */
  override async put(item: Item & Key, condition: Condition): Promise<void> {
    const kept = unmarshall(storable(item)) as Item & Key;
    if (!holds(condition, await this.get(keyOf(item))))
      throw new WriteConflict(`${item.pk} ${item.sk} was changed by somebody else`, { ids: { ...keyOf(item) } });
    this.#written.set(nameOf(item), kept);
  }
}

const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/** As DynamoDB does: by the bytes of UTF-8. */
const compareKeys = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function pageOf(items: readonly (Item & Key)[], { before, limit, cursor }: RangeQuery): Page {
  const after = typeof cursor?.sk === 'string' ? cursor.sk : null;
  const rest = items.filter(
    ({ sk }) => (after === null || compareKeys(sk, after) > 0) && (before === undefined || compareKeys(sk, before) < 0),
  );
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { items: page, cursor: last !== undefined && page.length < rest.length ? keyOf(last) : null };
}
