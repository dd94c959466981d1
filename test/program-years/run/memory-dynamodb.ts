import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  DynamoDBServiceException,
} from '@aws-sdk/client-dynamodb';
import { DynamoDbEngine } from '../../../infra/local/emulator/tables/memory/dynamodb-engine.ts';
import { RequestError } from '../../../infra/local/emulator/tables/memory/request-error.ts';
import { DUE_INDEX, EXPIRY_INDEX, keys, type SparseIndex } from '../../../shared/store/keys.ts';
import { employeeId } from '../input/ids.ts';

/** An item as DynamoDB has it. */
export type Raw = Record<string, AttributeValue>;

/** A write that was carried out, in the order of the writes. */
export type TableWrite = { readonly before: Raw | null; readonly after: Raw };

/** What the program's table is called here. */
export const MEMORY_TABLE = 'memory';

const keySchema = (partition: string, sort: string) =>
  [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ] as const;

const indexDefinition = ({ name, partition, sort }: SparseIndex) => ({
  IndexName: name,
  KeySchema: keySchema(partition, sort),
  Projection: { ProjectionType: 'KEYS_ONLY' },
});

/** The program's table, for the engine of the simulator. */
export const memoryTable = (TableName: string) => ({
  TableName,
  KeySchema: keySchema('pk', 'sk'),
  GlobalSecondaryIndexes: [DUE_INDEX, EXPIRY_INDEX].map(indexDefinition),
});

/** The program's table in this process, on the engine of the simulator: fast enough for thousands of program years. */
export class MemoryDynamoDb {
  /** Requests that may have changed something. */
  writes = 0;
  /** What the table's stream has to tell, as Lambda hands it over; empty it when it is told. */
  readonly stream: TableWrite[] = [];
  readonly #engine = new DynamoDbEngine([memoryTable(MEMORY_TABLE)]);

  /** A client of its own for a process. `around`: what happens to each of its requests. */
  client(around: (name: string, perform: () => unknown) => Promise<unknown>): DynamoDBClient {
    const send = (command: { input: object }): Promise<unknown> =>
      around(command.constructor.name, () => this.#perform(command));
    return { send } as unknown as DynamoDBClient;
  }

  /** Another one with the same items. */
  copy(): MemoryDynamoDb {
    const other = new MemoryDynamoDb();
    const table = other.#engine.table(MEMORY_TABLE);
    for (const item of this.#engine.table(MEMORY_TABLE).items()) table.restore({ put: item });
    return other;
  }

  /** Every item, as JSON, in the order of the keys. */
  dump(): string[] {
    const items = [...this.#engine.table(MEMORY_TABLE).items()].map((item) => [nameOf(item as Raw), item] as const);
    return items.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => JSON.stringify(item));
  }

  /** The items of a partition, as they are now: none of them is ever changed in place. */
  partition(pk: string): Raw[] {
    return [...this.#engine.table(MEMORY_TABLE).items(pk)] as Raw[];
  }

  employees(): Raw[] {
    return EMPLOYEES.flatMap((pk) => this.partition(pk));
  }

  #write(command: { input: object }, perform: () => unknown): unknown {
    if (!isPut(command)) return perform();
    const { pk, sk } = command.input.Item;
    const table = this.#engine.table(MEMORY_TABLE);
    const before = table.get({ pk, sk } as never)?.item as Raw | undefined;
    const answer = perform();
    this.stream.push({ before: before ?? null, after: command.input.Item });
    return answer;
  }

  #perform(command: { input: object }): unknown {
    if (!READS.test(command.constructor.name)) this.writes += 1;
    try {
      return this.#write(command, () =>
        this.#engine.perform(command.constructor.name.replace(/Command$/, ''), command.input as never),
      );
    } catch (error) {
      throw error instanceof RequestError ? exceptionOf(error) : error;
    }
  }
}

/** The program writes whole items alone. */
const isPut = (command: { input: object }): command is { input: { Item: Raw } } =>
  command.constructor.name === 'PutItemCommand';

const EMPLOYEES = Array.from({ length: 8 }, (_, index) => keys.employee(employeeId(index)).pk);
const READS = /^(Get|BatchGet|Query|Scan)/;

const nameOf = (item: Raw): string => `${item.pk?.S}\0${item.sk?.S}`;

function exceptionOf({ name, message }: RequestError): Error {
  if (name === 'ConditionalCheckFailedException')
    return new ConditionalCheckFailedException({ message, $metadata: {} });
  return new DynamoDBServiceException({ name, message, $fault: 'client', $metadata: {} });
}
