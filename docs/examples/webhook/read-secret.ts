/** GetSecretValue of Secrets Manager. */
import { AwsClient } from 'aws4fetch';

const { AWS_REGION = '', AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SECRETS_MANAGER } = process.env;
const endpoint =
  AWS_ENDPOINT_URL_SECRETS_MANAGER ?? AWS_ENDPOINT_URL ?? `https://secretsmanager.${AWS_REGION}.amazonaws.com`;

export async function readSecret(name: string): Promise<string> {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = process.env;
  const aws = new AwsClient({
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    region: AWS_REGION,
    service: 'secretsmanager',
  });
  const answer = await aws.fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.GetSecretValue' },
    body: JSON.stringify({ SecretId: name }),
  });
  // What was answered may be the secret: it is not for a message.
  if (!answer.ok) throw new Error(`GetSecretValue ${name}: ${answer.status}`);
  return ((await answer.json()) as { SecretString: string }).SecretString;
}
