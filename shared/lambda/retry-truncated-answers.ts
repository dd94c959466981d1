import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * Lets a client's retry take an answer of which only a part arrived for what it is: none. The SDK takes it for an answer that
 * cannot be read, and gives up. Every write of the program has a condition, so that asking again is safe.
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
