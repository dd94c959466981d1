import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { dynamoDbClient } from '../../../infra/local/simulation/dynamodb-client.ts';
import type { Line } from './program.ts';

export type Raw = Record<string, AttributeValue>;

const BATCH = 25;

/** Reads the program's table without the program. */
export class StoredItems {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(endpoint: string, table: string) {
    this.#client = dynamoDbClient(endpoint);
    this.#table = table;
  }

  close(): void {
    this.#client.destroy();
  }

  /** Everything in the table, as it is stored, in the order of its keys. */
  async all(): Promise<Raw[]> {
    const items: Raw[] = [];
    let from: Raw | undefined;
    do {
      const page = await this.#client.send(
        new ScanCommand({ TableName: this.#table, ConsistentRead: true, ...(from && { ExclusiveStartKey: from }) }),
      );
      items.push(...(page.Items ?? []));
      from = page.LastEvaluatedKey;
    } while (from);
    return items.sort((a, b) => (keyText(a) < keyText(b) ? -1 : 1));
  }

  /** The stored value of a partner's item, for example `MEMBERSHIP#M-1`. @throws if there is none */
  async value(partnerId: string, sk: string): Promise<Line> {
    const found = (await this.all()).find((item) => keyText(item) === `PARTNER#${partnerId} ${sk}`);
    if (found === undefined) throw new Error(`there is no item ${sk} of ${partnerId}`);
    return unmarshall(found).value as Line;
  }

  membership(partnerId: string, membershipId = 'M-1'): Promise<Line> {
    return this.value(partnerId, `MEMBERSHIP#${membershipId}`);
  }

  /** The states of a membership's notices: `stage address: state`, in the order of the ledger's keys. */
  async ledger(partnerId: string, membershipId = 'M-1'): Promise<string[]> {
    const { notices } = await this.membership(partnerId, membershipId);
    return ledgerLines(notices);
  }

  /** Replaces an item's value by `value`, which need not be valid; its due day is unchanged. */
  async spoil(partnerId: string, sk: string, value: unknown): Promise<void> {
    const found = (await this.all()).find((item) => keyText(item) === `PARTNER#${partnerId} ${sk}`);
    const Item = marshall({ ...unmarshall(found ?? {}), value });
    await this.#client.send(new PutItemCommand({ TableName: this.#table, Item }));
  }

  /** The table holds these items, and nothing else. */
  async restore(items: readonly Raw[]): Promise<void> {
    await this.clear();
    for (let start = 0; start < items.length; start += BATCH) {
      const requests = items.slice(start, start + BATCH).map((Item) => ({ PutRequest: { Item } }));
      await this.#client.send(new BatchWriteItemCommand({ RequestItems: { [this.#table]: requests } }));
    }
  }

  async clear(): Promise<void> {
    const keys = (await this.all()).map(({ pk, sk }) => ({ pk, sk }) as Raw);
    for (let start = 0; start < keys.length; start += BATCH) {
      const requests = keys.slice(start, start + BATCH).map((Key) => ({ DeleteRequest: { Key } }));
      await this.#client.send(new BatchWriteItemCommand({ RequestItems: { [this.#table]: requests } }));
    }
  }
}

const keyText = ({ pk, sk }: Raw): string => `${pk?.S} ${sk?.S}`;

function ledgerLines(notices: Line): string[] {
  const lines = Object.entries(notices).flatMap(([stage, record]) =>
    (record.notices as Line[]).map(({ to, state }) => {
      const why = state.reason ? ` (${state.reason})` : '';
      return `${stage} ${to}: ${state.status}${why}`;
    }),
  );
  return lines.sort();
}
