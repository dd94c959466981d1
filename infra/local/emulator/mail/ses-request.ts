import { addressIn, type Mail } from './mail.ts';
import { headerOf } from './message-headers.ts';
import { members } from './query-list.ts';
import { SesError } from './ses-error.ts';
import { simpleMessage } from './simple-message.ts';

const RAW = ['RawMessage.Data', 'Source', 'Destinations', 'ConfigurationSetName', 'Tags'];
const SIMPLE = ['Source', 'Destination', 'Message', 'ReplyToAddresses', 'ReturnPath', 'ConfigurationSetName', 'Tags'];
const ALWAYS = ['Action', 'Version'];

/**
 * The mail in a SendRawEmail or SendEmail request of SES's query protocol.
 *
 * @throws SesError for other actions, and for parameters that have no meaning here
 */
export function mailIn(form: URLSearchParams): Mail {
  const action = form.get('Action');
  if (action === 'SendRawEmail') return rawMail(form);
  if (action === 'SendEmail') return simpleMail(form);
  throw new SesError('InvalidAction', `${action} does not run on one machine; SendRawEmail and SendEmail do`);
}

function rawMail(form: URLSearchParams): Mail {
  refuseUnknown(form, RAW);
  return mailOf({
    raw: Buffer.from(form.get('RawMessage.Data') ?? '', 'base64'),
    source: form.get('Source') ?? undefined,
    destinations: members(form, 'Destinations'),
    ...commonFields(form),
  });
}

/** What a SendRawEmail request gives; what it leaves out is in the message's headers. */
export type RawMailFields = Pick<Mail, 'raw' | 'destinations' | 'configurationSet' | 'tags'> & {
  readonly source: string | undefined;
};

export function mailOf({ raw, tags, ...given }: RawMailFields): Mail {
  const source = given.source ?? headerOf(raw, 'From') ?? '';
  const destinations =
    given.destinations.length > 0
      ? given.destinations
      : ['To', 'Cc', 'Bcc'].flatMap((name) => addresses(headerOf(raw, name)));
  return {
    configurationSet: given.configurationSet ?? headerOf(raw, 'X-SES-CONFIGURATION-SET'),
    tags: { ...tagsIn(headerOf(raw, 'X-SES-MESSAGE-TAGS')), ...tags },
    source: addressIn(source),
    destinations: destinations.map(addressIn),
    raw,
  };
}

function simpleMail(form: URLSearchParams): Mail {
  refuseUnknown(form, SIMPLE);
  const source = form.get('Source') ?? '';
  const destinations = ['To', 'Cc', 'Bcc'].flatMap((kind) => members(form, `Destination.${kind}Addresses`));
  return {
    ...commonFields(form),
    source: addressIn(source),
    destinations: destinations.map(addressIn),
    raw: simpleMessage(form),
  };
}

function commonFields(form: URLSearchParams): Pick<Mail, 'configurationSet' | 'tags'> {
  const tags: Record<string, string> = {};
  for (let index = 1; form.has(`Tags.member.${index}.Name`); index += 1)
    tags[form.get(`Tags.member.${index}.Name`) ?? ''] = form.get(`Tags.member.${index}.Value`) ?? '';
  return { configurationSet: form.get('ConfigurationSetName') ?? undefined, tags };
}

/** `a=1, b=2`, as the header X-SES-MESSAGE-TAGS has them. */
const tagsIn = (header = ''): Record<string, string> =>
  Object.fromEntries(
    header
      .split(/[,;]/)
      .filter((tag) => tag.trim() !== '')
      .map((tag) => [tag.split('=')[0]?.trim() ?? '', tag.split('=').slice(1).join('=').trim()]),
  );

const addresses = (header: string | undefined): string[] =>
  header ? header.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/) : [];

function refuseUnknown(form: URLSearchParams, known: readonly string[]): void {
  const isKnown = (name: string): boolean =>
    ALWAYS.includes(name) || known.some((prefix) => name === prefix || name.startsWith(`${prefix}.`));
  const unknown = [...form.keys()].find((name) => !isKnown(name));
  if (unknown !== undefined)
    throw new SesError('InvalidParameterValue', `${unknown} does not run on one machine; ${known.join(', ')} do`);
}
