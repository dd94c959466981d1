/**
 * What an expert would write with the SDK alone to send the notices of a day: for each due membership a conditional
 * write of the claims, the mails, and a conditional write of the answers; several at a time. It knows no rule: every
 * due membership gets one mail for each admin of its partner, made from a template. It is what the program's sweep is
 * measured against.
 */
import {
  BatchGetItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

type Item = { pk: string; sk: string; version: number; value: Record<string, unknown>; [attribute: string]: unknown };
type Contact = { name: string; email: string };
type Notice = { to: string; status: 'claimed' | 'sent'; messageId?: string | undefined };

/** A mail with `{{name}}` where the reader's name stands. */
export type Template = { readonly subject: string; readonly text: string; readonly html: string };

export type BareLoopSettings = {
  readonly tableName: string;
  readonly sender: string;
  /** Items at a time. */
  readonly inFlight: number;
  readonly template: Template;
};

const PAGE = 100;
const ITEMS_OF_BATCH = 50;

/** @returns the mails that were sent */
export async function bareLoop(
  { tableName, sender, inFlight, template }: BareLoopSettings,
  partitions: readonly string[],
  before: string,
): Promise<number> {
  const dynamodb = new DynamoDBClient({});
  // The SDK's own retry can repeat a message that was accepted.
  const ses = new SESClient({ maxAttempts: 1 });
  let sent = 0;
  for (const partition of partitions)
    for await (const keys of duePages(partition)) {
      const items = await readAll(keys);
      const queue = items.filter(({ sk }) => sk.startsWith('MEMBERSHIP#')).values();
      const partners = new Map(items.filter(({ sk }) => sk === 'PARTNER').map((item) => [item.pk, item]));
      const lane = async (): Promise<void> => {
        for (const membership of queue) sent += await notify(membership, partners.get(membership.pk) as Item);
      };
      await Promise.all(Array.from({ length: inFlight }, lane));
    }
  return sent;

  async function* duePages(partition: string): AsyncGenerator<{ pk: string; sk: string }[]> {
    let start: QueryCommandOutput['LastEvaluatedKey'];
    do {
      const page: QueryCommandOutput = await dynamodb.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'due',
          KeyConditionExpression: 'dueWork = :p AND dueOn < :d',
          ExpressionAttributeValues: marshall({ ':p': partition, ':d': before }),
          Limit: PAGE,
          ExclusiveStartKey: start,
        }),
      );
      yield (page.Items ?? []).map((entry) => unmarshall(entry) as { pk: string; sk: string });
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
  }

  async function readAll(keys: { pk: string; sk: string }[]): Promise<Item[]> {
    const items: Item[] = [];
    for (let at = 0; at < keys.length; at += ITEMS_OF_BATCH) {
      const wanted = keys.slice(at, at + ITEMS_OF_BATCH).flatMap(({ pk, sk }) => [
        { pk, sk },
        { pk, sk: 'PARTNER' },
      ]);
      const answer = await dynamodb.send(
        new BatchGetItemCommand({
          RequestItems: { [tableName]: { Keys: wanted.map((key) => marshall(key)), ConsistentRead: true } },
        }),
      );
      items.push(...(answer.Responses?.[tableName] ?? []).map((item) => unmarshall(item) as Item));
    }
    return items;
  }

  async function notify(membership: Item, partner: Item): Promise<number> {
    const contacts = partner.value.contacts as Contact[];
    const claims = contacts.map(({ email }): Notice => ({ to: email, status: 'claimed' }));
    const { dueWork, dueOn, ...rest } = membership;
    await put({ ...membership, version: membership.version + 1, value: { ...membership.value, notices: claims } });
    const answers = await Promise.all(contacts.map(send));
    await put({ ...rest, version: membership.version + 2, value: { ...membership.value, notices: answers } });
    return answers.length;
  }

  async function put(item: Item): Promise<void> {
    await dynamodb.send(
      new PutItemCommand({
        TableName: tableName,
        Item: marshall(item, { removeUndefinedValues: true }),
        ConditionExpression: 'version = :v',
        ExpressionAttributeValues: marshall({ ':v': item.version - 1 }),
      }),
    );
  }

  async function send({ name, email }: Contact): Promise<Notice> {
    const { MessageId } = await ses.send(
      new SendRawEmailCommand({
        Source: sender,
        Destinations: [email],
        RawMessage: { Data: Buffer.from(rawMail(name, email)) },
        ConfigurationSetName: 'notices',
      }),
    );
    return { to: email, status: 'sent', messageId: MessageId };
  }

  function rawMail(name: string, email: string): string {
    const [text, html] = [template.text, template.html].map((part) => part.replaceAll('{{name}}', name));
    const part = (type: string, body = ''): string => {
      const lines =
        Buffer.from(body)
          .toString('base64')
          .match(/.{1,76}/g) ?? [];
      return `--b\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines.join('\r\n')}\r\n`;
    };
    const head = [
      `From: ${sender}`,
      `To: ${email}`,
      `Subject: ${template.subject}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=b',
    ];
    return `${head.join('\r\n')}\r\n\r\n${part('text/plain', text)}${part('text/html', html)}--b--\r\n`;
  }
}
