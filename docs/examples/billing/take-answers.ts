/** Lambda function: keeps what the partner program answers, from the queue of the rule. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { factOf, type ProgramEvent } from './answer.ts';
import { keepFact } from './payments-table.ts';

export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { messageId, body } of Records)
    try {
      const fact = factOf((JSON.parse(body) as { detail: ProgramEvent }).detail);
      if (fact !== null) await keepFact(fact);
    } catch (error) {
      // It alone returns to the queue, and comes again.
      console.error(error);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  return { batchItemFailures };
};
