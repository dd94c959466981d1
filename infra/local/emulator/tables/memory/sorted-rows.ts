import type { Item } from './attribute-value.ts';
import { compareUtf8 } from './utf8-order.ts';

/** An item at its place in a partition of a table or of an index. */
export type Row = {
  /** Its sort key there. */
  readonly sort: string;
  /** Its key in the table: many items of an index may have the same sort key. */
  readonly name: string;
  readonly item: Item;
  readonly bytes: number;
};

export type Place = Pick<Row, 'sort' | 'name'>;

const compare = (left: Place, right: Place): number =>
  compareUtf8(left.sort, right.sort) || compareUtf8(left.name, right.name);

/** The items of a partition in the order of their sort keys. */
export class SortedRows {
  readonly #rows: Row[] = [];

  get size(): number {
    return this.#rows.length;
  }

  /** Puts a row at its place, or in place of the one that is there. */
  put(row: Row): void {
    const at = this.firstFrom(row);
    const known = this.#rows[at];
    this.#rows.splice(at, known !== undefined && compare(known, row) === 0 ? 1 : 0, row);
  }

  remove(place: Place): void {
    const at = this.firstFrom(place);
    const known = this.#rows[at];
    if (known !== undefined && compare(known, place) === 0) this.#rows.splice(at, 1);
  }

  at(position: number): Row | undefined {
    return this.#rows[position];
  }

  /** The position of the first row at this place or after it. */
  firstFrom(place: Place): number {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(this.#rows[middle] as Row, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The position of the first row after this place. */
  firstAfter(place: Place): number {
    const at = this.firstFrom(place);
    const row = this.#rows[at];
    return row !== undefined && compare(row, place) === 0 ? at + 1 : at;
  }

  *[Symbol.iterator](): Generator<Row> {
    yield* this.#rows;
  }
}
