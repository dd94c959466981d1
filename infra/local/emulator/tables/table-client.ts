import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { CREDENTIALS } from '../functions/function-environment.ts';
import { REGION } from '../template/identity.ts';

/** More attempts than the functions have: a call of this process is not repeated by Step Functions. */
const ATTEMPTS = 12;
const TIMEOUT_MS = 5_000;

/** How the DynamoDB at `endpoint` is reached from this process. */
export const tableClientConfig = (endpoint: string): DynamoDBClientConfig => ({
  endpoint,
  region: REGION,
  credentials: CREDENTIALS,
  maxAttempts: ATTEMPTS,
  requestHandler: { requestTimeout: TIMEOUT_MS, throwOnRequestTimeout: true, socketTimeout: TIMEOUT_MS },
});

export const tableClient = (endpoint: string): DynamoDBClient => new DynamoDBClient(tableClientConfig(endpoint));
