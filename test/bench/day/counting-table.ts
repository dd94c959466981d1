/** DynamoDB in this process, which counts what it is asked for as AWS bills it. */
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDbEngine } from '../../../infra/local/emulator/tables/memory/dynamodb-engine.ts';
import { itemBytes } from '../../../shared/store/item-size.ts';
import { memoryTable } from '../../program-years/run/memory-dynamodb.ts';

export const TABLE = 'bench';
const READ_UNIT = 4 * 1024;
const WRITE_UNIT = 1024;

type Raw = Record<string, AttributeValue>;
type Answer = { Item?: Raw; Items?: Raw[]; Responses?: Record<string, Raw[]> };
/** Units of the table alone; a write of an index entry is counted by `docs/costs.md`. */
export type Counts = { requests: number; readUnits: number; writeUnits: number };

export class CountingTable {
  readonly engine = new DynamoDbEngine([memoryTable(TABLE)]);
  readonly counts: Counts = { requests: 0, readUnits: 0, writeUnits: 0 };

  readonly client = {
    send: async (command: { constructor: { name: string }; input: object }): Promise<object> => {
      const operation = command.constructor.name.replace(/Command$/, '');
      const answer = this.engine.perform(operation, command.input as never);
      this.#count(operation, command.input, answer as Answer);
      return answer;
    },
  } as unknown as DynamoDBClient;

  /**
   * "Read consistency" and "Capacity consumption" of the DynamoDB Developer Guide: a query or scan is rounded up as a
   * whole, each item of a batch by itself.
   */
  #count(operation: string, input: object, answer: Answer): void {
    this.counts.requests += 1;
    const units = (items: readonly Raw[]): number =>
      Math.max(1, Math.ceil(items.reduce((bytes, item) => bytes + itemBytes(item), 0) / READ_UNIT));
    if (operation === 'PutItem')
      this.counts.writeUnits += Math.ceil(itemBytes((input as { Item: Raw }).Item) / WRITE_UNIT);
    else if (operation === 'GetItem') this.counts.readUnits += units(answer.Item ? [answer.Item] : []);
    else if (operation === 'BatchGetItem')
      for (const item of Object.values(answer.Responses ?? {}).flat()) this.counts.readUnits += units([item]);
    // Eventually consistent.
    else this.counts.readUnits += units(answer.Items ?? []) / 2;
  }
}
