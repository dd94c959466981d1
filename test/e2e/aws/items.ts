import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';

type StoredItem = Record<string, AttributeValue>;

/** Every item; the tests may scan. */
export async function itemsIn(dynamo: DynamoDBClient, table: string): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  let ExclusiveStartKey: StoredItem | undefined;
  do {
    const page = await dynamo.send(new ScanCommand({ TableName: table, ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}

/** Every item, as text, in an order of their own. */
export async function itemsOf(dynamo: DynamoDBClient, table: string): Promise<string[]> {
  return (await itemsIn(dynamo, table)).map((item) => JSON.stringify(Object.entries(item).sort())).sort();
}

/** Spoils a table as a mistake would: of every three items one is gone, and one holds nonsense. @returns how many */
export async function damage(dynamo: DynamoDBClient, TableName: string): Promise<number> {
  const items = await itemsIn(dynamo, TableName);
  const spoilt = items.map(async ({ pk, sk, ...others }, index) => {
    const Key = { pk: pk as AttributeValue, sk: sk as AttributeValue };
    if (index % 3 === 0) await dynamo.send(new DeleteItemCommand({ TableName, Key }));
    if (index % 3 === 1)
      await dynamo.send(new PutItemCommand({ TableName, Item: { ...others, ...Key, value: { S: 'nonsense' } } }));
    return index % 3 < 2;
  });
  return (await Promise.all(spoilt)).filter(Boolean).length;
}
