import { REGION } from '../template/identity.ts';
import { addressIn, type Mail } from './mail.ts';
import { headerOf } from './message-headers.ts';
import { SesError } from './ses-error.ts';

/** What the account may send with: verified addresses and domains, and configuration sets. */
export type SendingAccount = {
  readonly identities: ReadonlySet<string>;
  readonly configurationSets: ReadonlySet<string>;
};

/** Recipients that SES takes in one message. */
const MAX_RECIPIENTS = 50;
/** Largest message that SES takes over this API, in bytes. */
const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;
const TAG = /^[A-Za-z0-9_-]{1,256}$/;
/** What SES takes for an address: ASCII only before the `@`. */
const ADDRESS = /^[\x21-\x3f\x41-\x7e]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/;

/** @throws SesError if SES would refuse the mail, in SES's words */
export function requireAcceptable(mail: Mail, account: SendingAccount): void {
  requireAddresses(mail);
  requireIdentities(mail, account.identities);
  requireTags(mail.tags);
  const { configurationSet } = mail;
  if (configurationSet !== undefined && !account.configurationSets.has(configurationSet))
    throw new SesError('ConfigurationSetDoesNotExist', `Configuration set <${configurationSet}> does not exist.`);
  if (mail.raw.length > MAX_MESSAGE_BYTES)
    throw new SesError(
      'MessageRejected',
      `Message length is more than ${MAX_MESSAGE_BYTES} bytes long: '${mail.raw.length}'.`,
    );
}

function requireAddresses({ source, destinations }: Mail): void {
  if (destinations.length === 0) throw new SesError('InvalidParameterValue', 'Missing required header: To');
  if (destinations.length > MAX_RECIPIENTS)
    throw new SesError('MessageRejected', `Recipient count exceeds ${MAX_RECIPIENTS}.`);
  const invalid = [source, ...destinations].find((address) => !ADDRESS.test(address));
  if (invalid === undefined) return;
  const what = invalid.includes('@')
    ? 'Local address contains control or whitespace, or domain is invalid'
    : "Missing final '@domain'";
  throw new SesError('InvalidParameterValue', `${what}: ${invalid}`);
}

/** Both the envelope's sender and the one that the reader sees must be verified. */
function requireIdentities({ source, raw }: Mail, identities: ReadonlySet<string>): void {
  const from = addressIn(headerOf(raw, 'From') ?? source);
  const unverified = [...new Set([source, from])].filter((address) => !isVerified(address, identities));
  if (unverified.length > 0)
    throw new SesError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${REGION.toUpperCase()}: ${unverified.join(', ')}`,
    );
}

/** By itself, by its domain or by a domain above that. */
function isVerified(address: string, identities: ReadonlySet<string>): boolean {
  if (identities.has(address)) return true;
  const labels = address
    .slice(address.lastIndexOf('@') + 1)
    .toLowerCase()
    .split('.');
  return labels.some((_, index) => identities.has(labels.slice(index).join('.')));
}

function requireTags(tags: Mail['tags']): void {
  const invalid = Object.entries(tags)
    .flat()
    .find((word) => !TAG.test(word));
  if (invalid !== undefined)
    throw new SesError(
      'InvalidParameterValue',
      `Invalid tag <${invalid}>: only alphanumeric ASCII characters, '_', and '-' are allowed, 1 to 256 of them.`,
    );
}
