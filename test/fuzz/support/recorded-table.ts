/** A table in memory behind the client that the program uses, which remembers what was written to it. */
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Item, Table } from '../../../shared/store/table.ts';

type Values = Parameters<typeof unmarshall>[0];

const nameOf = ({ pk, sk }: Item): string => `${pk}\n${sk}`;

export class RecordedTable {
  readonly table: Table;
  /** Items that were written since it was set up, in order. */
  writes: Item[] = [];
  #items = new Map<string, Item>();

  constructor() {
    this.table = new Table({ send: async (command: object) => this.#answer(command) } as DynamoDBClient, 'recorded');
  }

  /** Holds these items, and has seen no write. */
  setUp(items: readonly Item[]): void {
    this.#items = new Map(items.map((item) => [nameOf(item), item]));
    this.writes = [];
  }

  #answer(command: object): object {
    if (command instanceof GetItemCommand) return { Item: this.#get(command.input.Key as Values) };
    if (command instanceof BatchGetItemCommand) return { Responses: this.#getAll(command) };
    if (command instanceof QueryCommand) return { Items: this.#query(command) };
    if (command instanceof PutItemCommand) return this.#put(command);
    throw new Error(`a call that the program does not make: ${command.constructor.name}`);
  }

  #get(key: Values): Record<string, AttributeValue> | undefined {
    const item = this.#items.get(nameOf(unmarshall(key)));
    return item === undefined ? undefined : marshall(item);
  }

  #getAll({ input }: BatchGetItemCommand) {
    const { Keys = [] } = input.RequestItems?.recorded ?? {};
    return { recorded: Keys.map((key) => this.#get(key)).filter((item) => item !== undefined) };
  }

  #query({ input }: QueryCommand) {
    const values = unmarshall(input.ExpressionAttributeValues as Values);
    return [...this.#items.values()]
      .filter(({ pk, sk }) => pk === values[':p'] && String(sk).startsWith(values[':s'] ?? ''))
      .map((item) => marshall(item));
  }

  #put({ input }: PutItemCommand): object {
    const item = unmarshall(input.Item as Values);
    const before = this.#items.get(nameOf(item));
    const version = input.ExpressionAttributeValues && unmarshall(input.ExpressionAttributeValues)[':version'];
    if (before?.version !== version)
      throw new ConditionalCheckFailedException({ message: 'somebody was first', $metadata: {} });
    this.#items.set(nameOf(item), item);
    this.writes.push(item);
    return {};
  }
}
