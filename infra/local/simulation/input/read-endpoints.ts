import { connect } from 'node:net';
import type { EmulatorOptions } from '../../emulator/emulator.ts';
import { UserError } from './user-error.ts';

const TIMEOUT_MS = 5_000;

/**
 * Reads the endpoints of services to use instead of the embedded ones, from the AWS SDKs' own variables.
 *
 * @throws UserError if one of them is no URL, or if no service answers there
 */
export async function readEndpoints(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Pick<EmulatorOptions, 'dynamoDbEndpoint' | 'sesEndpoint'>> {
  const [dynamoDbEndpoint, sesEndpoint] = await Promise.all(
    ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL_SES'].map((name) => endpointOf(name, environment[name])),
  );
  return { dynamoDbEndpoint, sesEndpoint };
}

async function endpointOf(name: string, value: string | undefined): Promise<string | undefined> {
  if (!value) return undefined;
  const url = URL.parse(value);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UserError(`${name}: got ${JSON.stringify(value)}; allowed: a URL such as http://127.0.0.1:8000`);
  await requireAnswer(name, url);
  return value;
}

function requireAnswer(name: string, { hostname, port, protocol, href }: URL): Promise<void> {
  return new Promise((resolve, reject) => {
    const host = hostname.replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(port || (protocol === 'https:' ? 443 : 80)), timeout: TIMEOUT_MS });
    const fail = (why: string): void => {
      socket.destroy();
      reject(new UserError(`${name}: nobody answers at ${href} (${why}); start the service, or unset the variable`));
    };
    socket.once('connect', () => resolve(void socket.end()));
    socket.once('timeout', () => fail('no connection within 5 seconds'));
    socket.once('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
  });
}
