/** Lambda function: posts the events of the rule's queue to the receiver, signed. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deliver, type ProgramEvent } from './deliver.ts';
import { readSecret } from './read-secret.ts';

const { RECEIVER_URL: url = '', SECRET_NAME = '' } = process.env;

export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  // For each call: a secret that was replaced is used at once.
  const receiver = { url, secret: await readSecret(SECRET_NAME) };
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { messageId, body } of Records)
    try {
      await deliver((JSON.parse(body) as { detail: ProgramEvent }).detail, receiver, Date.now());
    } catch (error) {
      // It alone returns to the queue, and comes again.
      console.error(error);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  return { batchItemFailures };
};
