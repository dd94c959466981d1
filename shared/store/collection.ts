/** Items of one kind: parsed by their schema whenever they are read, written whole and conditionally. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { escapeInvisible } from '../domain/core/problem.ts';
import { CorruptItem, NewerItem, type WriteConflict } from '../errors.ts';
import { setAsideAttributesOf } from './keys.ts';
import { type Item, type Key, stored, type Table } from './table.ts';
import { conflictOf } from './write-conflicts.ts';

/** A value as it was read. `version` counts its writes: replacing it succeeds only if nobody else wrote since. */
export type Stored<T> = { value: T; version: number };

export type Kind<Id, T> = {
  /** Used in error messages. */
  name: string;
  schema: z.ZodType<T>;
  /**
   * The number of the form in which values are written, from 1 on. Code that knows a smaller one does not touch them:
   * any change of the schema after a release needs the next number (docs/decisions/0028-item-shapes.md).
   */
  shape: number;
  /** The value of this shape that a value of an older one is. Default: the schema reads all of them. */
  upgrade?: (value: unknown, shape: number) => unknown;
  key: (id: Id) => Key;
  /** Attributes beside its value: those that put it into the sparse indexes of so many shards, and its time to live. */
  attributes?: (value: T, shards: number) => Item;
  /**
   * The value as it is written, with less of what may grow beyond the table's limit (R-IMP-6). Default: as it is given.
   */
  fit?: (value: T) => T;
};

/** Characters of a message. */
const MAX_PROBLEM_LENGTH = 1000;
const MAX_KEY_LENGTH = 1024;

const envelope = z.object({
  pk: z.string(),
  sk: z.string(),
  version: z.int().positive(),
  shape: z.int().positive(),
  value: z.unknown(),
});

/**
 * @example
 * const stored = await store.listings.get({ partnerId: 'P-1' });
 * if (stored !== null) await store.listings.replace(stored, { ...stored.value, dueOn: parseCivilDate('2026-11-16') });
 */
export class Collection<Id, T extends Id> {
  readonly #table: Table;
  readonly #kind: Kind<Id, T>;

  constructor(table: Table, kind: Kind<Id, T>) {
    this.#table = table;
    this.#kind = kind;
  }

  /** The number of the form in which its values are written. */
  get shape(): number {
    return this.#kind.shape;
  }

  key(id: Id): Key {
    return this.#kind.key(id);
  }

  /** The stored value, or null. @throws CorruptItem */
  async get(id: Id): Promise<Stored<T> | null> {
    const item = await this.#table.get(this.#kind.key(id));
    return item && this.parse(item);
  }

  /** Those that exist, in the order of their ids here. @throws CorruptItem, of the first that is corrupt */
  async getAll(ids: readonly Id[]): Promise<Stored<T>[]> {
    const items = await this.#table.getAll(ids.map((id) => this.#kind.key(id)));
    return items.map((item) => this.parse(item));
  }

  /** Every one of a partition whose sort key starts with `prefix`. @throws CorruptItem */
  async *list(partition: string, prefix: string): AsyncGenerator<Stored<T>> {
    for await (const item of this.#table.all(partition, prefix)) yield this.parse(item);
  }

  /**
   * Writes a first version.
   *
   * @throws WriteConflict if there is one already: another import, retry or operator was first.
   */
  async create(given: T): Promise<Stored<T>> {
    const value = this.#fit(given);
    await this.#table.put(this.#item(value, 1), { absent: true });
    return { value, version: 1 };
  }

  /**
   * Writes a first version unless there is one.
   *
   * @returns null if it was written; the conflict if somebody else was first
   */
  async createIfAbsent(value: T): Promise<WriteConflict | null> {
    return conflictOf(() => this.create(value));
  }

  /** Replaces what was read. @throws WriteConflict if any other workflow, command or event wrote since. */
  async replace(read: Stored<T>, given: T): Promise<Stored<T>> {
    const value = this.#fit(given);
    const version = read.version + 1;
    await this.#table.put(this.#item(value, version), { version: read.version });
    return { value, version };
  }

  /** Creates or replaces, whichever `read` says. @throws WriteConflict */
  async write(read: Stored<T> | null, value: T): Promise<Stored<T>> {
    return read === null ? this.create(value) : this.replace(read, value);
  }

  /**
   * Parses an item of this kind that was read from the table directly. The ids in its value must match its key:
   * otherwise writing it back would create another item, perhaps another partner's. @throws CorruptItem; NewerItem,
   * whatever it holds
   */
  parse(item: Item): Stored<T> {
    const outer = envelope.safeParse(item);
    if (!outer.success) throw this.#corrupt(item, z.prettifyError(outer.error));
    const { pk, sk, version, shape, value } = outer.data;
    if (shape > this.#kind.shape) throw this.#newer(pk, sk, shape);
    const upgraded = shape < this.#kind.shape ? (this.#kind.upgrade?.(value, shape) ?? value) : value;
    const inner = this.#kind.schema.safeParse(upgraded);
    if (!inner.success) throw this.#corrupt(item, z.prettifyError(inner.error));
    const own = this.#kind.key(inner.data);
    if (own.pk !== pk || own.sk !== sk) throw this.#corrupt(item, `its ids are those of ${own.pk} ${own.sk}`);
    return { value: inner.data, version };
  }

  /**
   * A stored item as it would be written today: in today's shape, and where it should be in the indexes. What is set
   * aside stays so: writing it anew is no reason to try it again. Null: it is so already.
   *
   * @throws CorruptItem; NewerItem
   */
  renewed(item: Item): (Item & Key) | null {
    const { value, version } = this.parse(item);
    const renewed = { ...this.#item(this.#fit(value), version + 1), ...setAsideAttributesOf(item) };
    return isDeepStrictEqual(stored({ ...renewed, version }), item) ? null : renewed;
  }

  #newer(pk: string, sk: string, shape: number): NewerItem {
    const known = `this code knows the shapes up to ${this.#kind.shape}`;
    return new NewerItem(`stored ${this.#kind.name} ${pk} ${sk} has the shape ${shape} of newer code; ${known}`, {
      ids: { pk, sk },
    });
  }

  #corrupt(item: Item, problem: string): CorruptItem {
    const [pk, sk] = [item.pk, item.sk].map((part) =>
      typeof part === 'string' ? escapeInvisible(part, MAX_KEY_LENGTH) : 'none',
    );
    const shortProblem = escapeInvisible(problem, MAX_PROBLEM_LENGTH);
    return new CorruptItem(`stored ${this.#kind.name} ${pk} ${sk} does not match its schema: ${shortProblem}`, {
      ids: { pk: pk ?? '', sk: sk ?? '' },
    });
  }

  #fit(value: T): T {
    return this.#kind.fit?.(value) ?? value;
  }

  #item(value: T, version: number): Item & Key {
    return {
      ...this.#kind.key(value),
      ...this.#kind.attributes?.(value, this.#table.shards),
      version,
      shape: this.#kind.shape,
      value,
    };
  }
}
