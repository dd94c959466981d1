import { startDynamoDbLocal } from './dynamodb-local.ts';

/**
 * Gives the whole run one DynamoDB Local, through the variable that the AWS SDKs read themselves. What keeps it from
 * starting is something to install or to mend on this machine, not a bug of a test: one line, no stack.
 */
export default async function setup(): Promise<() => Promise<void>> {
  try {
    const server = await startDynamoDbLocal();
    process.env.AWS_ENDPOINT_URL_DYNAMODB = server.endpoint;
    return server.stop;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
