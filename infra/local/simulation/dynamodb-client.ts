import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { retryTruncatedAnswers } from '../../../shared/lambda/connections/retry-truncated-answers.ts';
import { isInProcess } from '../emulator/in-process/services.ts';
import { inProcessTableClient } from '../emulator/in-process/table-client.ts';
import { tableClientConfig } from '../emulator/tables/table-client.ts';

/** A client for the DynamoDB at `endpoint` that repeats what the functions repeat. */
export const dynamoDbClient = (endpoint: string): DynamoDBClient =>
  isInProcess(endpoint)
    ? inProcessTableClient(endpoint)
    : retryTruncatedAnswers(new DynamoDBClient(tableClientConfig(endpoint)));
