import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { CREDENTIALS } from '../functions/function-environment.ts';
import { REGION } from '../template/identity.ts';

/** Nobody repeats what this process asks for, as Step Functions repeats what a function does: more attempts than theirs. */
const ATTEMPTS = 12;
const ANSWER_MS = 5_000;

/** How the DynamoDB at `endpoint` is reached from this process. */
export const tableClientConfig = (endpoint: string): DynamoDBClientConfig => ({
  endpoint,
  region: REGION,
  credentials: CREDENTIALS,
  maxAttempts: ATTEMPTS,
  requestHandler: { requestTimeout: ANSWER_MS, throwOnRequestTimeout: true, socketTimeout: ANSWER_MS },
});

export const tableClient = (endpoint: string): DynamoDBClient => new DynamoDBClient(tableClientConfig(endpoint));
