import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { retryCutAnswers } from '../../../shared/lambda/cut-answer.ts';
import { tableClientConfig } from '../emulator/tables/table-client.ts';

/** A client for the DynamoDB at `endpoint` that repeats what the functions repeat. */
export const dynamoDbClient = (endpoint: string): DynamoDBClient =>
  retryCutAnswers(new DynamoDBClient(tableClientConfig(endpoint)));
