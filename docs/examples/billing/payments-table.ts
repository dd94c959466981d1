/** What the billing system knows of each payment: the payment itself, and a line for each answer of the program. */
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Fact } from './answer.ts';
import type { Payment } from './payment.ts';

const client = new DynamoDBClient({});
const TableName = process.env.TABLE_NAME;

const IS_NEW = 'attribute_not_exists(payment)';

/** The line that says which payment an event on the bus was about. */
const eventKey = (eventId: string) => ({ payment: `event/${eventId}`, what: 'event' });

export async function keepPayment(requestId: string, payment: Payment): Promise<void> {
  await putIf(IS_NEW, { payment: requestId, what: 'payment', ...payment });
}

export async function keepEventId(requestId: string, eventId: string): Promise<void> {
  await putIf(IS_NEW, { ...eventKey(eventId), requestId });
}

/** @throws if nobody knows yet which payment the event was about: the answer was faster, and has to come again */
export async function keepFact({ of, what, number, says }: Fact): Promise<void> {
  const payment = 'requestId' in of ? of.requestId : await requestIdOf(of.eventId);
  const isLater = `${IS_NEW} OR #number < :number`;
  await putIf(isLater, { payment, what, number, ...says }, { '#number': 'number' }, { ':number': number });
}

async function requestIdOf(eventId: string): Promise<string> {
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: marshall(eventKey(eventId)) }));
  if (Item === undefined) throw new Error(`of which payment the event ${eventId} was is not known yet`);
  return String(unmarshall(Item).requestId);
}

/** Writes an item, or leaves the one that is there. */
async function putIf(
  condition: string,
  item: Record<string, unknown>,
  names?: Record<string, string>,
  values?: Record<string, unknown>,
): Promise<void> {
  try {
    await client.send(
      new PutItemCommand({
        TableName,
        Item: marshall(item, { removeUndefinedValues: true }),
        ConditionExpression: condition,
        ...(names && { ExpressionAttributeNames: names }),
        ...(values && { ExpressionAttributeValues: marshall(values) }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
