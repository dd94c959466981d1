import {
  CreateConfigurationSetCommand,
  SESClient,
  VerifyDomainIdentityCommand,
  VerifyEmailIdentityCommand,
} from '@aws-sdk/client-ses';
import { REGION } from '../template/identity.ts';

const ATTEMPTS = 8;
const TIMEOUT_MS = 5_000;

/** The mail resources of the templates. */
export type MailResources = {
  readonly identities: readonly string[];
  readonly configurationSets: readonly string[];
};

/**
 * Creates the identities and configuration sets in another SES endpoint, as a deployment would. Errors are ignored: an
 * emulator may not have these calls, or have the resources already; whether it accepts mails shows when one is sent.
 */
export async function prepareEndpoint(
  endpoint: string,
  { identities, configurationSets }: MailResources,
): Promise<void> {
  const client = new SESClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: ATTEMPTS,
    requestHandler: { requestTimeout: TIMEOUT_MS, throwOnRequestTimeout: true },
  });
  const calls = [
    ...identities.map((identity) => () => verify(client, identity)),
    ...configurationSets.map(
      (name) => () => client.send(new CreateConfigurationSetCommand({ ConfigurationSet: { Name: name } })),
    ),
  ];
  for (const call of calls) await call().catch(() => undefined);
  client.destroy();
}

function verify(client: SESClient, identity: string): Promise<unknown> {
  return identity.includes('@')
    ? client.send(new VerifyEmailIdentityCommand({ EmailAddress: identity }))
    : client.send(new VerifyDomainIdentityCommand({ Domain: identity }));
}
