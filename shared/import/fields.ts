/** Values that import files and commands share. */
import { domainToASCII } from 'node:url';
import { isHostName, textThat } from '../domain/config/values.ts';
import { COUNTRIES } from './countries.ts';

const MAILBOX = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const MAILBOX_CHARACTERS = 64;
const EMAIL_CHARACTERS = 254;

/**
 * One address that SES accepts: ASCII, without a display name, nothing that could start a second header. No `=?`
 * either: some mail programs decode an encoded word (RFC 2047) before they look where the address ends.
 */
export const email = textThat(
  `one email address of at most ${EMAIL_CHARACTERS} ASCII characters; only its domain may be international`,
  isEmail,
).transform(asciiAddress);

function isEmail(given: string): boolean {
  const text = asciiAddress(given);
  const at = text.lastIndexOf('@');
  const mailbox = text.slice(0, Math.max(at, 0));
  const isShort = text.length <= EMAIL_CHARACTERS && mailbox.length <= MAILBOX_CHARACTERS;
  return isShort && MAILBOX.test(mailbox) && !mailbox.includes('=?') && isHostName(text.slice(at + 1).toLowerCase());
}

/**
 * Letters, digits and what they are composed of: nothing that the conversion would drop unseen, or take for something
 * else.
 */
const INTERNATIONAL_DOMAIN = /^(?=.*\P{ASCII})[\p{L}\p{N}\p{M}.-]{1,253}$/u;

/** The address as it is sent: an international domain in ASCII (RFC 5891). Anything else is returned as it is. */
function asciiAddress(text: string): string {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  return INTERNATIONAL_DOMAIN.test(domain) ? `${text.slice(0, at + 1)}${domainToASCII(domain)}` : text;
}

/** ISO 3166-1 alpha-2. */
export const country = textThat('a country of ISO 3166-1, two capital letters, e.g. KR', (text) => COUNTRIES.has(text));

/**
 * The host name in the form that is compared: lower case, ASCII (한국.example is xn--3e0b707e.example). Null if it is
 * none.
 */
export function hostNameOf(text: string): string | null {
  const host = domainToASCII(text.trim().toLowerCase());
  return isHostName(host) ? host : null;
}
