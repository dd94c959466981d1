import { createHash } from 'node:crypto';
import type { Mail } from './mail.ts';

/** The parts of an id of SES, in hexadecimal digits, before the last one. */
const PARTS = /^(.{16})(.{8})(.{4})(.{4})(.{4})(.{12})/;
/** Digits of the last part, a number. */
const DIGITS = 6;

/**
 * Ids for accepted mails that look like SES's. They are derived from the mails, not random and not dependent on the
 * order of different mails: the same mails get the same ids.
 */
export class MessageIds {
  /** How many mails were the same to the byte, by the digest of their content. */
  readonly #accepted = new Map<string, number>();

  next(mail: Mail): string {
    const digest = digestOf(mail);
    return `${digest}-${String(this.#count(digest)).padStart(DIGITS, '0')}`;
  }

  /** Marks an id that an earlier process gave, so that it is not given again. */
  markUsed(messageId: string): void {
    this.#count(messageId.slice(0, messageId.lastIndexOf('-')));
  }

  /** How many there were before this one. */
  #count(digest: string): number {
    const earlier = this.#accepted.get(digest) ?? 0;
    this.#accepted.set(digest, earlier + 1);
    return earlier;
  }
}

/** A digest of the whole request. */
function digestOf({ raw, ...request }: Mail): string {
  const digest = createHash('sha256').update(JSON.stringify(request)).update(raw).digest('hex');
  return PARTS.exec(digest)?.slice(1).join('-') ?? digest;
}
