/** Lambda handlers that take messages from a queue of SQS, a batch in a call. */
import * as z from 'zod';
import { formatValue } from '../domain/core/problem.ts';
import { InvalidInput } from '../errors.ts';
import { lambdaHandler, parseEvent } from './handler.ts';
import { logger } from './logger.ts';

const batch = z.object({ Records: z.array(z.object({ messageId: z.string().min(1), body: z.string() })).min(1) });

/** What Lambda takes as the messages that return to the queue ("Handling errors for an SQS event source in Lambda"). */
export type BatchAnswer = { batchItemFailures: { itemIdentifier: string }[] };

/**
 * Makes a Lambda handler for the messages of a queue, JSON that `schema` parses: `take` does the work for each, one
 * after the other. What fails, or is not what `schema` takes, is logged and returns to the queue alone: it comes again,
 * and in the end is a dead letter. The others are done.
 *
 * @throws InvalidInput if the event is no batch of a queue
 */
export function queueHandler<Message>(schema: z.ZodType<Message>, take: (message: Message) => Promise<void>) {
  return lambdaHandler(batch, async ({ Records }): Promise<BatchAnswer> => {
    const batchItemFailures: BatchAnswer['batchItemFailures'] = [];
    for (const { messageId, body } of Records)
      try {
        await take(parseEvent(schema, jsonOf(body)));
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        logger.error(`message ${messageId} returns to the queue: ${error.message}`, error);
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    return { batchItemFailures };
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInput(`got ${formatValue(text)}; allowed: JSON`);
  }
}
