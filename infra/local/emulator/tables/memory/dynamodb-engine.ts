import type { Item } from './attribute-value.ts';
import type { ChangeSink } from './change.ts';
import type { Expression } from './expressions.ts';
import { MemoryTable, type QueryPage, type TableDefinition } from './memory-table.ts';
import { RequestError, validationError } from './request-error.ts';
import { TableLog } from './table-log.ts';

/**
 * Keys that one BatchGetItem takes, writes that one BatchWriteItem takes, and bytes of items that it answers with:
 * "Quotas" of the DynamoDB Developer Guide.
 */
const MAX_BATCH = 100;
const MAX_WRITES = 25;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;

/** What each operation takes; anything else is refused. What it costs is not asked here. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  GetItem: ['TableName', 'Key', 'ConsistentRead'],
  BatchGetItem: ['RequestItems'],
  BatchWriteItem: ['RequestItems'],
  Scan: ['TableName', 'ConsistentRead', 'ExclusiveStartKey', 'Limit'],
  PutItem: ['TableName', 'Item', ...expressionFields('Condition')],
  Query: [
    'TableName',
    'IndexName',
    'ConsistentRead',
    'ExclusiveStartKey',
    'Limit',
    'ScanIndexForward',
    ...expressionFields('KeyCondition'),
  ],
};

type Input = Readonly<Record<string, unknown>>;

/**
 * DynamoDB in this process: the operations of the table's API that are in `FIELDS`. It is compared with engines that
 * speak DynamoDB's wire protocol. Items that are given to it, and that it gives, must not be changed.
 */
export class DynamoDbEngine {
  readonly #tables = new Map<string, MemoryTable>();
  readonly #logs: TableLog[] = [];

  /**
   * @param logOf where a table's writes are kept, by its name; a table whose log exists has its items. Default: in
   *   memory only
   * @param sinks what takes the changes of a table, by its name; there is none for a table without stream
   */
  constructor(
    definitions: readonly TableDefinition[],
    logOf?: (table: string) => string,
    sinks: ReadonlyMap<string, ChangeSink> = new Map(),
  ) {
    for (const definition of definitions) {
      const name = definition.TableName ?? '';
      const sink = sinks.get(name);
      this.#tables.set(name, logOf ? this.#openLogged(definition, logOf(name), sink) : tableOf(definition, sink));
    }
  }

  #openLogged(definition: TableDefinition, path: string, sink: ChangeSink | undefined): MemoryTable {
    let number = 0;
    const table = new MemoryTable(definition, {
      onWrite: (write) => {
        number = log.write(sink ? { ...write, at: sink.now() } : write);
      },
      onChange: sink && ((change) => sink.add(change, sink.now(), number)),
    });
    const log = TableLog.open(path, (write, restored) => {
      const change = table.restore(write);
      if (sink && restored > sink.told) sink.add(change, write.at ?? sink.now(), restored);
    });
    this.#logs.push(log);
    return table;
  }

  close(): void {
    for (const log of this.#logs) log.close();
  }

  table(name: string): MemoryTable {
    const table = this.#tables.get(name);
    if (table !== undefined) return table;
    throw new RequestError('ResourceNotFoundException', 'Cannot do operations on a non-existent table');
  }

  /**
   * Answers a request of DynamoDB's API at once.
   *
   * @param operation for example `PutItem`
   * @throws RequestError with the name of DynamoDB's error
   */
  perform(operation: string, input: Input): object {
    const known = FIELDS[operation];
    if (known === undefined) throw validationError(`${operation} does not run on one machine`);
    refuseOthers(operation, input, known);
    switch (operation) {
      case 'GetItem':
        return itemAnswer(this.table(input.TableName as string).get(input.Key as Item)?.item);
      case 'BatchGetItem':
        return this.#batch(input.RequestItems as Record<string, { Keys?: Item[] }>);
      case 'PutItem':
        this.table(input.TableName as string).put(input.Item as Item, expressionOf(input, 'ConditionExpression'));
        return {};
      case 'BatchWriteItem':
        return this.#writeAll(input.RequestItems as Record<string, WriteRequest[]>);
      case 'Scan':
        return this.#scan(input);
      default:
        return this.#query(input);
    }
  }

  #batch(requests: Record<string, { Keys?: Item[] }>): object {
    const responses: Record<string, Item[]> = {};
    const unprocessed: Record<string, { Keys: Item[] }> = {};
    let [keys, bytes] = [0, 0];
    for (const [name, { Keys = [], ...more }] of Object.entries(requests)) {
      refuseOthers('BatchGetItem', more, ['ConsistentRead']);
      const table = this.table(name);
      refuseRepeated(Keys);
      keys += Keys.length;
      if (keys > MAX_BATCH) throw validationError('Too many items requested for the BatchGetItem call');
      const found: Item[] = [];
      const left: Item[] = [];
      for (const key of Keys) {
        const stored = table.get(key);
        if (stored === undefined) continue;
        bytes += stored.bytes;
        if (bytes > MAX_BATCH_BYTES) left.push(key);
        else found.push(stored.item);
      }
      responses[name] = found;
      if (left.length > 0) unprocessed[name] = { ...more, Keys: left };
    }
    return { Responses: responses, UnprocessedKeys: unprocessed };
  }

  #scan({ TableName, ExclusiveStartKey, Limit }: Input): object {
    const table = this.table(TableName as string);
    return pageAnswer(table.scan(ExclusiveStartKey as Item | undefined, Limit as number | undefined));
  }

  #query(input: Input): object {
    if (input.ConsistentRead === true && input.IndexName !== undefined)
      throw validationError('Consistent reads are not supported on global secondary indexes');
    const page = this.table(input.TableName as string).query({
      indexName: input.IndexName as string | undefined,
      condition: expressionOf(input, 'KeyConditionExpression'),
      start: input.ExclusiveStartKey as Item | undefined,
      limit: input.Limit as number | undefined,
      isForward: input.ScanIndexForward !== false,
    });
    return pageAnswer(page);
  }

  #writeAll(requests: Record<string, WriteRequest[]>): object {
    if (Object.values(requests).flat().length > MAX_WRITES)
      throw validationError('Too many items requested for the BatchWriteItem call');
    for (const [name, writes] of Object.entries(requests))
      for (const { PutRequest, DeleteRequest } of writes) {
        if (PutRequest) this.table(name).put(PutRequest.Item, NO_CONDITION);
        if (DeleteRequest) this.table(name).delete(DeleteRequest.Key);
      }
    return { UnprocessedItems: {} };
  }
}

const tableOf = (definition: TableDefinition, sink: ChangeSink | undefined): MemoryTable =>
  new MemoryTable(definition, { onChange: sink && ((change) => sink.add(change, sink.now(), 0)) });

type WriteRequest = { readonly PutRequest?: { readonly Item: Item }; readonly DeleteRequest?: { readonly Key: Item } };

const NO_CONDITION: Expression = { text: undefined, names: undefined, values: undefined };

const pageAnswer = ({ items, last }: QueryPage): object => ({
  Items: items,
  Count: items.length,
  ...(last && { LastEvaluatedKey: last }),
});

function expressionFields(kind: string): string[] {
  return [`${kind}Expression`, 'ExpressionAttributeNames', 'ExpressionAttributeValues'];
}

const expressionOf = (input: Input, field: string): Expression => ({
  text: input[field] as string | undefined,
  names: input.ExpressionAttributeNames as Expression['names'],
  values: input.ExpressionAttributeValues as Expression['values'],
});

const itemAnswer = (item: Item | undefined): object => (item === undefined ? {} : { Item: item });

function refuseOthers(operation: string, input: Input, known: readonly string[]): void {
  const other = Object.keys(input).find((field) => input[field] !== undefined && !known.includes(field));
  if (other !== undefined) throw validationError(`${other} of ${operation} does not run on one machine`);
}

function refuseRepeated(keys: readonly Item[]): void {
  if (new Set(keys.map((key) => JSON.stringify(key))).size < keys.length)
    throw validationError('Provided list of item keys contains duplicates');
}
