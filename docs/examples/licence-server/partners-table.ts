/** What the licence server keeps: an item for each partner. */
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Following, UNKNOWN } from './following.ts';
import { seatsOf } from './seats.ts';

const client = new DynamoDBClient({});
const TableName = process.env.TABLE_NAME;

/** As it was read. `version` grows with every write. */
export type Kept = { readonly following: Following; readonly version: number };

export async function load(about: string): Promise<Kept> {
  const get = new GetItemCommand({ TableName, Key: marshall({ about }), ConsistentRead: true });
  const { Item } = await client.send(get);
  if (Item === undefined) return { following: UNKNOWN, version: 0 };
  const { last, least, licences, version } = unmarshall(Item);
  return { following: { last, least, licences }, version };
}

/** @throws if another copy of the function has written it meanwhile: the event has to come again */
export async function save(about: string, following: Following, { version }: Kept): Promise<void> {
  const item = { about, ...following, seats: seatsOf(following.licences), version: version + 1 };
  await client.send(
    new PutItemCommand({
      TableName,
      Item: marshall(item),
      ConditionExpression: version === 0 ? 'attribute_not_exists(about)' : '#version = :version',
      ...(version > 0 && {
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: marshall({ ':version': version }),
      }),
    }),
  );
}
