/** The services of an AWS account, as tools on an engineer's machine reach them; or those of an emulator. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { AwsClient } from 'aws4fetch';

export type Clients = {
  readonly dynamo: DynamoDBClient;
  readonly s3: S3Client;
  readonly sfn: SFNClient;
  /** For the services that need no client of their own here. */
  readonly signed: AwsClient;
  readonly region: string;
  /** The URL of a service, by the first part of its host name. */
  endpointOf(service: string): string;
  destroy(): void;
};

/**
 * With the credentials that the AWS SDKs find. `AWS_ENDPOINT_URL` leads to an emulator instead of AWS.
 *
 * @param region default: that of the environment or the profile
 * @throws what the SDK throws if it finds no credentials or no region
 */
export async function openAccount(region?: string, endpoint = process.env.AWS_ENDPOINT_URL): Promise<Clients> {
  const given = { ...(region && { region }) };
  const dynamo = new DynamoDBClient(given);
  const s3 = new S3Client({ ...given, forcePathStyle: endpoint !== undefined });
  const sfn = new SFNClient(given);
  const [known, credentials] = await Promise.all([sfn.config.region(), sfn.config.credentials()]);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return {
    ...{ dynamo, s3, sfn },
    signed: new AwsClient({ accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }), region: known }),
    region: known,
    endpointOf: (service) => endpoint?.replace(/\/$/, '') ?? `https://${service}.${known}.amazonaws.com`,
    destroy: () => [dynamo, s3, sfn].forEach((client) => void client.destroy()),
  };
}
