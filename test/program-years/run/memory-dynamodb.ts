import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  DynamoDBServiceException,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { itemBytes, MAX_ITEM_BYTES } from '../../../shared/store/item-size.ts';
import { DUE_INDEX, EXPIRY_INDEX } from '../../../shared/store/keys.ts';

/** An item as DynamoDB has it. */
export type Raw = Record<string, AttributeValue>;

const INDEXES = new Map([DUE_INDEX, EXPIRY_INDEX].map((index) => [index.name, index]));

/**
 * The part of DynamoDB that the program uses, in memory and in this process: fast enough for thousands of program years. That
 * it does what DynamoDB does is tested against an engine that speaks its wire protocol.
 */
export class MemoryDynamoDb {
  readonly #items = new Map<string, Raw>();

  /** A client of its own for a process. `around`: what happens to each of its requests. */
  client(around: (name: string, perform: () => unknown) => Promise<unknown>): DynamoDBClient {
    const send = (command: object): Promise<unknown> => around(command.constructor.name, () => this.#answer(command));
    return { send } as unknown as DynamoDBClient;
  }

  /** Every item, as JSON, in the order of the keys. */
  dump(): string[] {
    return [...this.#items].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => JSON.stringify(item));
  }

  /** The items of a partition, as they are now: none of them is ever changed in place. */
  partition(pk: string): Raw[] {
    return [...this.#items.values()].filter((item) => item.pk?.S === pk);
  }

  #answer(command: object): unknown {
    if (command instanceof GetItemCommand) return { Item: this.#copy(this.#items.get(keyOf(command.input.Key))) };
    if (command instanceof BatchGetItemCommand) return this.#batch(command);
    if (command instanceof PutItemCommand) return this.#put(command.input);
    if (command instanceof QueryCommand) return this.#query(command.input);
    throw new Error(`${command.constructor.name} is not one of the calls that the program makes`);
  }

  #batch({ input }: BatchGetItemCommand): unknown {
    const answers = Object.entries(input.RequestItems ?? {}).map(([table, { Keys = [] }]) => {
      if (Keys.length > 100 || new Set(Keys.map(keyOf)).size < Keys.length) throw new Error('ValidationException');
      return [table, Keys.map((key) => this.#copy(this.#items.get(keyOf(key)))).filter((item) => item !== undefined)];
    });
    return { Responses: Object.fromEntries(answers), UnprocessedKeys: {} };
  }

  #put({ Item = {}, ConditionExpression, ExpressionAttributeValues }: PutItemCommandInput): unknown {
    refuseSizes(Item);
    const known = this.#items.get(keyOf(Item));
    if (!holds(ConditionExpression, known, ExpressionAttributeValues?.[':version']))
      throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
    this.#items.set(keyOf(Item), structuredClone(Item));
    return {};
  }

  #query(input: QueryCommandInput): unknown {
    const index = input.IndexName === undefined ? undefined : INDEXES.get(input.IndexName);
    const { partition, sort } = index ?? { partition: 'pk', sort: 'sk' };
    const wanted = input.ExpressionAttributeValues?.[':p']?.S;
    const order = (item: Raw): string => `${item[sort]?.S}\0${keyOf(item)}`;
    const inOrder = [...this.#items.values()]
      .filter((item) => item[partition]?.S === wanted && item[sort] !== undefined && matches(item[sort].S ?? '', input))
      .sort((a, b) => (order(a) < order(b) ? -1 : 1));
    const { ExclusiveStartKey: start } = input;
    const rest = start === undefined ? inOrder : inOrder.filter((item) => order(item) > order(start));
    const page = rest.slice(0, input.Limit);
    const last = page.length < rest.length ? page.at(-1) : undefined;
    const keys = ['pk', 'sk', ...(index ? [partition, sort] : [])];
    const some = (item: Raw): Raw => Object.fromEntries(keys.flatMap((key) => (item[key] ? [[key, item[key]]] : [])));
    return {
      Items: page.map((item) => (index ? some(item) : structuredClone(item))),
      ...(last && { LastEvaluatedKey: some(last) }),
    };
  }

  #copy(item: Raw | undefined): Raw | undefined {
    return item && structuredClone(item);
  }
}

const keyOf = (item: Raw | undefined): string => `${item?.pk?.S}\0${item?.sk?.S}`;

/** Bytes of a key, inclusive: of a partition key, of a sort key. */
const MAX_KEY_BYTES = { pk: 2048, sk: 1024 };

/** @throws DynamoDBServiceException ValidationException, as DynamoDB does */
function refuseSizes(item: Raw): void {
  const keyProblem = Object.entries(MAX_KEY_BYTES).find(
    ([name, most]) => Buffer.byteLength(item[name]?.S ?? '') > most,
  );
  const problem = keyProblem
    ? 'Size of a key has exceeded its limit'
    : itemBytes(item) > MAX_ITEM_BYTES && 'Item size has exceeded the maximum allowed size';
  if (!problem) return;
  throw new DynamoDBServiceException({
    name: 'ValidationException',
    message: problem,
    $fault: 'client',
    $metadata: {},
  });
}

function holds(condition: string | undefined, known: Raw | undefined, version: AttributeValue | undefined): boolean {
  if (condition === undefined) return true;
  if (condition === 'attribute_not_exists(pk)') return known === undefined;
  if (condition === '#version = :version') return known?.version?.N === version?.N && version !== undefined;
  throw new Error(`not a condition that the program writes with: ${condition}`);
}

function matches(sort: string, { KeyConditionExpression, ExpressionAttributeValues }: QueryCommandInput): boolean {
  const value = ExpressionAttributeValues?.[':s']?.S ?? '';
  switch (KeyConditionExpression) {
    case '#p = :p':
      return true;
    case '#p = :p AND begins_with(#s, :s)':
      return sort.startsWith(value);
    case '#p = :p AND #s < :s':
      return sort < value;
    default:
      throw new Error(`not a query of the program: ${KeyConditionExpression}`);
  }
}
