import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * Makes a client retry when only a part of an answer arrived. The SDK takes that for an answer that cannot be parsed,
 * and does not retry. Every write of the program is conditional, so that trying again is safe.
 */
export function retryTruncatedAnswers(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    (next) => async (request) => {
      try {
        return await next(request);
      } catch (error) {
        if (error instanceof SyntaxError) Object.assign(error, { $retryable: { throttling: false } });
        throw error;
      }
    },
    { step: 'deserialize', priority: 'high', name: 'retryCutAnswers' },
  );
  return client;
}
