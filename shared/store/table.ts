/**
 * The DynamoDB table, as the program uses it: reads by key, queries, and conditional writes. Nothing here writes
 * without a condition, and nothing scans but the maintenance that reads everything.
 */

import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ItemTooLarge, WriteConflict } from '../errors.ts';
import { itemBytes, MAX_ITEM_BYTES } from './item-size.ts';
import { SHARDS_ON_ONE_MACHINE } from './shards.ts';

export type Key = { pk: string; sk: string };
export type Item = Record<string, unknown>;

/** What must be true of the item for a write to win. */
export type Condition =
  /** Nobody wrote it yet. */
  | { absent: true }
  /** It is the one that was read. */
  | { version: number }
  /** These attributes are what was read: for an item whose version cannot be read. */
  | { unchanged: readonly string[]; item: Item };

export type Page = { items: Item[]; cursor: Key | null };

export type RangeQuery = {
  index?: { name: string; partition: string; sort: string };
  partition: string;
  /** Only sort keys that start with this, */
  prefix?: string;
  /** or sort keys before this one, exclusive. */
  before?: string;
  /** Items, at most. */
  limit?: number;
  cursor?: Item | null;
};

/** Keys that DynamoDB takes in one BatchGetItem. */
const BATCH_SIZE = 100;
const RETRY_MS = 50;
const MARSHALL = { removeUndefinedValues: true } as const;

export class Table {
  readonly #client: Pick<DynamoDBClient, 'send'>;
  readonly name: string;
  /** Of its sparse indexes: fixed with the table. */
  readonly shards: number;

  constructor(client: Pick<DynamoDBClient, 'send'>, name: string, shards: number = SHARDS_ON_ONE_MACHINE) {
    this.#client = client;
    this.name = name;
    this.shards = shards;
  }

  /** The item as it is now (strongly consistent). */
  async get(key: Key): Promise<Item | null> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.name, Key: marshall(key), ConsistentRead: true }),
    );
    return Item ? unmarshall(Item) : null;
  }

  /**
   * The items that exist (strongly consistent), in the order of their keys here: DynamoDB answers in any order,
   * and reports and mails must not depend on it. A repeated key gives its item once.
   */
  async getAll(keys: readonly Key[]): Promise<Item[]> {
    const keyByName = new Map(keys.map((key) => [nameOf(key), key]));
    const unique = [...keyByName.values()];
    const itemByName = new Map<string, Item>();
    for (let start = 0; start < unique.length; start += BATCH_SIZE)
      for (const item of await this.#getBatch(unique.slice(start, start + BATCH_SIZE)))
        itemByName.set(nameOf(item), item);
    return [...keyByName.keys()].map((name) => itemByName.get(name)).filter((item) => item !== undefined);
  }

  async #getBatch(keys: Key[]): Promise<Item[]> {
    const items: Item[] = [];
    let pending = keys.map((key) => marshall(key));
    for (let attempt = 0; pending.length > 0; attempt += 1) {
      if (attempt > 0) await delay(RETRY_MS * 2 ** Math.min(attempt, 6));
      const answer = await this.#client.send(
        new BatchGetItemCommand({ RequestItems: { [this.name]: { Keys: pending, ConsistentRead: true } } }),
      );
      items.push(...(answer.Responses?.[this.name] ?? []).map((item) => unmarshall(item)));
      pending = answer.UnprocessedKeys?.[this.name]?.Keys ?? [];
    }
    return items;
  }

  /** One page of a partition, in the order of its sort keys. */
  async query(range: RangeQuery): Promise<Page> {
    const answer = await this.#client.send(new QueryCommand(this.#queryInput(range)));
    return {
      items: (answer.Items ?? []).map((item) => unmarshall(item)),
      cursor: answer.LastEvaluatedKey ? (unmarshall(answer.LastEvaluatedKey) as Key) : null,
    };
  }

  #queryInput(range: RangeQuery): QueryCommandInput {
    const { partition, sort } = range.index ?? { partition: 'pk', sort: 'sk' };
    const sortCondition =
      range.prefix !== undefined ? ' AND begins_with(#s, :s)' : range.before !== undefined ? ' AND #s < :s' : '';
    const sortValue = range.prefix ?? range.before;
    return {
      TableName: this.name,
      ...(range.index ? { IndexName: range.index.name } : { ConsistentRead: true }),
      KeyConditionExpression: `#p = :p${sortCondition}`,
      ExpressionAttributeNames: { '#p': partition, ...(sortValue !== undefined ? { '#s': sort } : {}) },
      ExpressionAttributeValues: marshall({ ':p': range.partition, ':s': sortValue }, MARSHALL),
      ...(range.limit === undefined ? {} : { Limit: range.limit }),
      ...(range.cursor ? { ExclusiveStartKey: marshall(range.cursor) } : {}),
    };
  }

  /** Every item of a partition, or those whose sort key starts with `prefix`, page by page. */
  async *all(partition: string, prefix?: string): AsyncGenerator<Item> {
    let cursor: Key | null = null;
    do {
      const page: Page = await this.query({ partition, ...(prefix !== undefined && { prefix }), cursor });
      yield* page.items;
      cursor = page.cursor;
    } while (cursor !== null);
  }

  /**
   * One page of the whole table, in no order that means anything: for maintenance, never for what is due. It may miss
   * what was written a moment ago.
   *
   * @param cursor the cursor of the page before; null at the beginning
   */
  async scan({ limit, cursor }: { limit: number; cursor: Item | null }): Promise<Page> {
    const start = cursor && { ExclusiveStartKey: marshall(cursor) };
    const answer = await this.#client.send(new ScanCommand({ TableName: this.name, Limit: limit, ...start }));
    return {
      items: (answer.Items ?? []).map((item) => unmarshall(item)),
      cursor: answer.LastEvaluatedKey ? (unmarshall(answer.LastEvaluatedKey) as Key) : null,
    };
  }

  /**
   * Writes the whole item if the condition holds.
   *
   * @throws WriteConflict if somebody else was first; ItemTooLarge before anything is sent: AWS would refuse it, and an
   *   emulator that counts characters might not
   */
  async put(item: Item & Key, condition: Condition): Promise<void> {
    const input = { TableName: this.name, Item: storable(item), ...conditionExpression(condition) };
    try {
      await this.#client.send(new PutItemCommand(input));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      throw new WriteConflict(`${item.pk} ${item.sk} was changed by somebody else`, {
        ids: { ...keyOf(item) },
        cause: error,
      });
    }
  }
}

/** The item as DynamoDB stores it. @throws ItemTooLarge */
export function storable(item: Item & Key): Record<string, AttributeValue> {
  const marshalled = marshall(item, MARSHALL);
  refuseIfTooLarge(item, itemBytes(marshalled));
  return marshalled;
}

/** The item as it is read after it was stored. @throws ItemTooLarge */
export const stored = (item: Item & Key): Item => unmarshall(storable(item));

function refuseIfTooLarge({ pk, sk }: Key, bytes: number): void {
  if (bytes <= MAX_ITEM_BYTES) return;
  throw new ItemTooLarge(
    `${pk} ${sk} would have ${bytes} bytes; allowed: ${MAX_ITEM_BYTES}, counted in UTF-8. What it held before is kept`,
    { ids: { pk, sk, bytes: String(bytes) } },
  );
}

function conditionExpression(condition: Condition) {
  if ('absent' in condition) return { ConditionExpression: 'attribute_not_exists(pk)' };
  if ('version' in condition) return equalityExpression({ version: condition.version }, ['version']);
  return equalityExpression(condition.item, condition.unchanged);
}

/** Whether a write with this condition would win over what is stored; null: nothing is. */
export function holds(condition: Condition, stored: Item | null): boolean {
  if ('absent' in condition) return stored === null;
  if (stored === null) return false;
  if ('version' in condition) return stored.version === condition.version;
  return condition.unchanged.every((name) => isDeepStrictEqual(stored[name], condition.item[name]));
}

/** Every one of these attributes is what it is in `item`, or is missing as it is there. */
function equalityExpression(item: Item, attributes: readonly string[]) {
  const present = attributes.filter((name) => item[name] !== undefined);
  const terms = attributes.map((name) =>
    present.includes(name) ? `#${name} = :${name}` : `attribute_not_exists(#${name})`,
  );
  return {
    ConditionExpression: terms.join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: marshall(Object.fromEntries(present.map((name) => [`:${name}`, item[name]]))),
  };
}

export const keyOf = ({ pk, sk }: Key): Key => ({ pk, sk });

const nameOf = ({ pk, sk }: Item): string => `${pk}\n${sk}`;
