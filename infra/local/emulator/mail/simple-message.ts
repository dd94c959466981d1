import { members } from './query-list.ts';

/** The message that SES makes of a SendEmail request: multipart if it has a text and an HTML body. */
export function simpleMessage(form: URLSearchParams): Buffer {
  const bodies = [
    ['text/plain', form.get('Message.Body.Text.Data')],
    ['text/html', form.get('Message.Body.Html.Data')],
  ].filter((body): body is [string, string] => body[1] !== null);
  const head = [
    `From: ${form.get('Source') ?? ''}`,
    ...addressHeader('To', members(form, 'Destination.ToAddresses')),
    ...addressHeader('Cc', members(form, 'Destination.CcAddresses')),
    ...addressHeader('Reply-To', members(form, 'ReplyToAddresses')),
    `Subject: ${encodedWord(form.get('Message.Subject.Data') ?? '')}`,
    'MIME-Version: 1.0',
  ];
  const parts = bodies.map(([type, text]) => part(type, text));
  if (parts.length === 1) return Buffer.from(`${head.join('\r\n')}\r\n${parts[0]}`);
  const body = parts.map((text) => `--${BOUNDARY}\r\n${text}\r\n`).join('');
  head.push(`Content-Type: multipart/alternative; boundary="${BOUNDARY}"`);
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}--${BOUNDARY}--\r\n`);
}

/** Not found in base64, so in no part. */
const BOUNDARY = '=_alternative_=';

const addressHeader = (name: string, all: readonly string[]): string[] =>
  all.length > 0 ? [`${name}: ${all.join(', ')}`] : [];

const part = (type: string, text: string): string =>
  `Content-Type: ${type}; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines(Buffer.from(text).toString('base64'))}`;

const lines = (base64: string): string => (base64.match(/.{1,76}/g) ?? []).join('\r\n');

/** A header may hold ASCII only. */
const encodedWord = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
