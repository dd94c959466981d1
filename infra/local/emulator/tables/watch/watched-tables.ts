import {
  type DynamoDBClient,
  GetItemCommand,
  paginateScan,
  type AttributeValue as SdkValue,
} from '@aws-sdk/client-dynamodb';
import { ConnectionCut, type LoopbackRequest, type LoopbackResponse } from '../../loopback-server.ts';
import { type Item, isSameItem } from '../memory/attribute-value.ts';
import type { ChangeSink } from '../memory/change.ts';
import { DynamoDbEngine } from '../memory/dynamodb-engine.ts';
import type { TableDefinition } from '../memory/memory-table.ts';
import { keysOf, namesOf } from '../memory/table-keys.ts';
import { forward } from './forward.ts';
import { ItemLocks } from './item-locks.ts';
import { operationOf, type TableWrite, unprocessedIn, writesIn } from './write-request.ts';

export type WatchedTablesOptions = {
  /** Where the DynamoDB listens. */
  readonly endpoint: string;
  /** Reaches it. */
  readonly client: DynamoDBClient;
  /** What takes the changes of a table, by its name. */
  readonly sinks: ReadonlyMap<string, ChangeSink>;
  /** Where the writes of a table are kept, by its name. Default: in memory only. */
  readonly logOf: ((table: string) => string) | undefined;
};

/**
 * A DynamoDB without streams, and what changes in it. Everybody who writes comes by here, and a write of an item begins
 * when the one before has ended, so that a copy of its tables says what there was before, and every write is known in
 * the order in which it was made.
 */
export class WatchedTables {
  readonly #options: WatchedTablesOptions;
  /** Names of the attributes of a table's key, by its name. */
  readonly #keys: ReadonlyMap<string, readonly string[]>;
  readonly #copy: DynamoDbEngine;
  readonly #locks = new ItemLocks();

  /** @param definitions of the tables that have a stream. @throws Error for one whose keys are not text */
  constructor(definitions: readonly TableDefinition[], options: WatchedTablesOptions) {
    this.#options = options;
    this.#keys = new Map(
      definitions.map(({ TableName = '', KeySchema }) => [TableName, namesOf(keysOf(KeySchema))] as const),
    );
    const withoutIndexes = definitions.map(({ TableName = '', KeySchema, AttributeDefinitions = [] }) => ({
      TableName,
      KeySchema,
      AttributeDefinitions: AttributeDefinitions.filter(({ AttributeName = '' }) =>
        this.#namesOf(TableName).includes(AttributeName),
      ),
    }));
    this.#copy = new DynamoDbEngine(withoutIndexes, options.logOf, options.sinks);
  }

  close(): void {
    this.#copy.close();
  }

  /** Learns what an earlier process has written last, and did not live to know of. */
  async catchUp(): Promise<void> {
    const { client } = this.#options;
    for (const [TableName, names] of this.#keys) {
      const found = new Set<string>();
      for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
        for (const item of Items as Item[]) {
          found.add(placeOf(TableName, names, item));
          this.#learn(TableName, names, item, item);
        }
      for (const item of [...this.#copy.table(TableName).items()])
        if (!found.has(placeOf(TableName, names, item))) this.#learn(TableName, names, item, undefined);
    }
  }

  /** Has a request answered. @throws UnsupportedError for one of which it is not known what it writes */
  async answer(request: LoopbackRequest): Promise<LoopbackResponse> {
    const writes = writesIn(request).filter(({ table }) => this.#keys.has(table));
    if (writes.length === 0) return this.#forward(request);
    const places = writes.map(({ table, write }) => placeOf(table, this.#namesOf(table), itemOf(write)));
    return this.#locks.run(places, () => this.#write(request, writes));
  }

  async #write(request: LoopbackRequest, writes: readonly TableWrite[]): Promise<LoopbackResponse> {
    try {
      const answer = await this.#forward(request);
      if (answer.status >= 500) await this.#lookAt(writes);
      else if (answer.status < 300) await this.#done(request, answer.body, writes);
      return answer;
    } catch (error) {
      if (error instanceof ConnectionCut) await this.#lookAt(writes);
      throw error;
    }
  }

  async #done(request: LoopbackRequest, answer: Buffer, writes: readonly TableWrite[]): Promise<void> {
    if (operationOf(request) !== 'BatchWriteItem') return this.#make(writes);
    let unprocessed: readonly TableWrite[];
    try {
      unprocessed = unprocessedIn(answer);
    } catch {
      return this.#lookAt(writes);
    }
    const left = new Set(unprocessed.map(({ table, write }) => placeOf(table, this.#namesOf(table), itemOf(write))));
    this.#make(writes.filter(({ table, write }) => !left.has(placeOf(table, this.#namesOf(table), itemOf(write)))));
  }

  #make(writes: readonly TableWrite[]): void {
    for (const { table, write } of writes) {
      if ('put' in write) this.#copy.perform('PutItem', { TableName: table, Item: write.put });
      else this.#copy.table(table).delete(write.delete);
    }
  }

  /** What became of writes that nobody has answered. */
  async #lookAt(writes: readonly TableWrite[]): Promise<void> {
    for (const { table, write } of writes) {
      const names = this.#namesOf(table);
      const Key = keyOf(names, itemOf(write)) as Record<string, SdkValue>;
      const read = new GetItemCommand({ TableName: table, Key, ConsistentRead: true });
      const { Item } = await this.#options.client.send(read);
      this.#learn(table, names, itemOf(write), Item as Item | undefined);
    }
  }

  #learn(table: string, names: readonly string[], item: Item, now: Item | undefined): void {
    const key = keyOf(names, item);
    const known = this.#copy.table(table).get(key)?.item;
    if (now === undefined) this.#make([{ table, write: { delete: key } }]);
    else if (known === undefined || !isSameItem(known, now)) this.#make([{ table, write: { put: now } }]);
  }

  async #forward(request: LoopbackRequest): Promise<LoopbackResponse & { readonly body: Buffer }> {
    try {
      return await forward(this.#options.endpoint, request);
    } catch (error) {
      throw new ConnectionCut('no answer', { cause: error });
    }
  }

  #namesOf(table: string): readonly string[] {
    return this.#keys.get(table) ?? [];
  }
}

const itemOf = (write: TableWrite['write']): Item => ('put' in write ? write.put : write.delete);

const keyOf = (names: readonly string[], item: Item): Item =>
  Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));

const placeOf = (table: string, names: readonly string[], item: Item): string =>
  JSON.stringify([table, ...names.map((name) => item[name])]);
