import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { AwsClient } from 'aws4fetch';
import type { Clients as AwsClients } from '../../../infra/account/clients.ts';
import type { Target } from './target.ts';

/** The services, each as its users reach it. */
export type Clients = AwsClients & { readonly target: Target };

export function clientsFor(target: Target): Clients {
  const { endpoint, region, credentials } = target;
  const dynamo = new DynamoDBClient({ endpoint, region, credentials });
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const sfn = new SFNClient({ endpoint, region, credentials });
  const signed = new AwsClient({ ...credentials, region, retries: 0 });
  return {
    ...{ target, dynamo, s3, sfn, signed, region },
    endpointOf: () => endpoint,
    destroy: () => [dynamo, s3, sfn].forEach((client) => void client.destroy()),
  };
}
