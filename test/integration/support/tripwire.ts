/**
 * A table at whose calls something happens: how a test stops a workflow, or lets somebody else in, at one exact call.
 */
import { type Condition, type Item, type Key, Table } from '../../../shared/store/table.ts';

/** Counts the calls to table and mail; before or after the n-th one something happens. */
export class Tripwire {
  calls = 0;
  at: number;
  when: 'before' | 'after';
  happens: () => Promise<void>;

  constructor(at: number, when: 'before' | 'after', happens: () => Promise<void>) {
    this.at = at;
    this.when = when;
    this.happens = happens;
  }

  async around<T>(call: () => Promise<T>): Promise<T> {
    this.calls += 1;
    const mine = this.calls === this.at;
    if (mine && this.when === 'before') await this.happens();
    const result = await call();
    if (mine && this.when === 'after') await this.happens();
    return result;
  }
}

export const NEVER = new Tripwire(-1, 'before', async () => {});

export class WatchedTable extends Table {
  readonly #inner: Table;
  readonly wire: Tripwire;

  constructor(inner: Table, wire: Tripwire) {
    super(undefined as never, inner.name);
    this.#inner = inner;
    this.wire = wire;
  }
  override get = (key: Key) => this.wire.around(() => this.#inner.get(key));
  override getAll = (wanted: readonly Key[]) => this.wire.around(() => this.#inner.getAll(wanted));
  override query = (...range: Parameters<Table['query']>) => this.wire.around(() => this.#inner.query(...range));
  override put = (item: Item & Key, condition: Condition) => this.wire.around(() => this.#inner.put(item, condition));
}

/**
 * Right before its `nth` write of an item whose sort key starts with `sk`, everything is read and nothing written yet.
 */
export class RacedTable extends Table {
  readonly #inner: Table;
  readonly #sk: string;
  readonly #meanwhile: () => Promise<unknown>;
  #left: number;

  constructor(inner: Table, sk: string, meanwhile: () => Promise<unknown>, nth = 1) {
    super(undefined as never, inner.name);
    this.#inner = inner;
    this.#sk = sk;
    this.#meanwhile = meanwhile;
    this.#left = nth;
  }
  /** Whether somebody else was let in. A test whose race never happened proves nothing. */
  get happened(): boolean {
    return this.#left <= 0;
  }
  override get = (key: Key) => this.#inner.get(key);
  override getAll = (wanted: readonly Key[]) => this.#inner.getAll(wanted);
  override query = (...range: Parameters<Table['query']>) => this.#inner.query(...range);
  override put = async (item: Item & Key, condition: Condition): Promise<void> => {
    if (item.sk.startsWith(this.#sk)) {
      this.#left -= 1;
      if (this.#left === 0) await this.#meanwhile();
    }
    await this.#inner.put(item, condition);
  };
}
