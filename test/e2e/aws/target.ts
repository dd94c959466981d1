import { UserError } from '../../../infra/local/simulation/input/user-error.ts';

/** Where everything is sent. Credentials are invented: no real account can be reached with them. */
export type Target = {
  readonly endpoint: string;
  readonly account: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

const REAL = /(^|\.)(amazonaws\.com(\.cn)?|api\.aws|aws\.dev)$/;

/** @throws UserError for an endpoint that is none, or that is AWS itself */
export function targetAt(endpoint: string): Target {
  const url = URL.parse(endpoint);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UserError(
      `AWS_ENDPOINT_URL: got ${JSON.stringify(endpoint)}; allowed: a URL such as http://127.0.0.1:4566`,
    );
  if (REAL.test(url.hostname))
    throw new UserError(`AWS_ENDPOINT_URL: got ${endpoint}, which is AWS itself; allowed: an emulator`);
  return {
    endpoint: url.href.replace(/\/$/, ''),
    account: '000000000000',
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
}

/** For the commands that are run: the target in the place of whatever account the machine may know. */
export function environmentOf({ endpoint, region, credentials }: Target): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(others),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
