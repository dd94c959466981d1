/** What a function that only uses the table needs of the SDK. */
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

export const client = new DynamoDBClient({});
export const used = [BatchGetItemCommand, GetItemCommand, PutItemCommand, QueryCommand, marshall, unmarshall];
