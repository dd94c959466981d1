/**
 * What most membership systems do: a job that reads all members each day, works out for each whether something is to be
 * sent today, and sends it. It is what a day that costs what is due is measured against.
 */
import {
  BatchGetItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

type Item = { pk: string; sk: string; version: number; value: Record<string, unknown>; [attribute: string]: unknown };
export type CronJob = {
  readonly table: string;
  /** A civil date. */
  readonly today: string;
  /** Days from the anniversary on which a notice is sent. */
  readonly stages: readonly number[];
  readonly send: (email: string, membershipId: string) => Promise<string>;
};

const DAY_MS = 86_400_000;

/** @returns the mails that were sent */
export async function cronJob(client: DynamoDBClient, { table, today, stages, send }: CronJob): Promise<number> {
  let sent = 0;
  let start: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({ TableName: table, ...(start && { ExclusiveStartKey: start }) }),
    );
    for (const raw of page.Items ?? []) {
      if (!raw.sk?.S?.startsWith('MEMBERSHIP#')) continue;
      const membership = unmarshall(raw) as Item;
      if (isDue(membership)) sent += await notify(membership);
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return sent;

  function isDue({ value }: Item): boolean {
    const { purchasedOn, cycle } = value as { purchasedOn: string; cycle: number };
    const anniversary = `${Number(purchasedOn.slice(0, 4)) + cycle}${purchasedOn.slice(4)}`;
    return stages.includes((Date.parse(today) - Date.parse(anniversary)) / DAY_MS);
  }

  async function notify(membership: Item): Promise<number> {
    const keys = [marshall({ pk: membership.pk, sk: 'PARTNER' })];
    const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys: keys } } }));
    const [partner] = (Responses?.[table] ?? []).map((item) => unmarshall(item) as Item);
    const contacts = (partner?.value.contacts ?? []) as { email: string }[];
    const answers = await Promise.all(contacts.map(({ email }) => send(email, membership.sk)));
    const value = { ...membership.value, lastNotice: { on: today, answers } };
    const Item = marshall({ ...membership, version: membership.version + 1, value }, { removeUndefinedValues: true });
    await client.send(new PutItemCommand({ TableName: table, Item }));
    return answers.length;
  }
}
