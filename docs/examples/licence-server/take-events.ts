/** Lambda function: follows the partners, from the queue of the rule. What is early waits in the queue. */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { follow, withEarly } from './following.ts';
import { load, save } from './partners-table.ts';
import type { ProgramEvent } from './seats.ts';

export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  const batch = Records.map((record) => ({ record, event: eventIn(record) }));
  // What has come together need not wait for itself.
  for (const { record, event } of batch.sort((a, b) => a.event.number - b.event.number))
    if (!(await isTaken(record, event))) batchItemFailures.push({ itemIdentifier: record.messageId });
  return { batchItemFailures };
};

const eventIn = ({ body }: SQSRecord): ProgramEvent => (JSON.parse(body) as { detail: ProgramEvent }).detail;

async function isTaken({ attributes }: SQSRecord, event: ProgramEvent): Promise<boolean> {
  try {
    const kept = await load(event.about);
    const followed = follow(kept.following, event, Date.now() - Number(attributes.SentTimestamp));
    if (followed === 'repeated') return true;
    const next = followed === 'early' ? withEarly(kept.following, event) : followed;
    if (next !== kept.following) await save(event.about, next, kept);
    return followed !== 'early';
  } catch (error) {
    console.error(error);
    return false;
  }
}
