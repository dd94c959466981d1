/**
 * Writes without their condition, for one site at a time: `createAnyway`, `createIfAbsentAnyway`, … of a collection;
 * `putAnyway` of the table.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Collection } from '../../shared/store/collection.ts';
import { type Condition, type Item, type Key, Table } from '../../shared/store/table.ts';
import { conflictOf } from '../../shared/store/write-conflicts.ts';

const isUnconditional = new AsyncLocalStorage<boolean>();

/** Whatever engine a test has, and whoever stands before it: the condition is one that what is there meets. */
const put = Table.prototype.put;
Table.prototype.put = async function (this: Table, item: Item & Key, condition: Condition): Promise<void> {
  if (!isUnconditional.getStore()) return put.call(this, item, condition);
  // Again, if somebody else comes between the read and the write.
  for (;;) {
    const present = await this.get({ pk: item.pk, sk: item.sk });
    const met: Condition = present === null ? { absent: true } : { unchanged: ['version'], item: present };
    if ((await conflictOf(() => put.call(this, item, met))) === null) return;
  }
};

function defineAnyway(prototype: object, name: string): void {
  Object.defineProperty(prototype, `${name}Anyway`, {
    value(this: Record<string, (...values: unknown[]) => unknown>, ...values: unknown[]) {
      return isUnconditional.run(true, () => this[name]?.(...values));
    },
  });
}

for (const name of ['create', 'createIfAbsent', 'replace', 'write']) defineAnyway(Collection.prototype, name);
defineAnyway(Table.prototype, 'put');
