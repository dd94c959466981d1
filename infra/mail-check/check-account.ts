/** What SES itself says: whether a domain is verified, and what the account may send. */
import * as z from 'zod';
import type { Check } from '../account/check.ts';
import type { Clients } from '../account/clients.ts';
import { callRest } from '../account/protocols.ts';
import { domainOf, mailFromDomainOf } from '../dns-records.ts';

const identity = z.object({
  VerifiedForSendingStatus: z.boolean().default(false),
  FeedbackForwardingStatus: z.boolean().default(true),
  DkimAttributes: z
    .object({ Status: z.string().default('NOT_STARTED'), Tokens: z.array(z.string()).default([]) })
    .prefault({}),
  MailFromAttributes: z
    .object({ MailFromDomain: z.string().default(''), MailFromDomainStatus: z.string().default('NOT_STARTED') })
    .prefault({}),
});
const account = z.object({
  ProductionAccessEnabled: z.boolean().default(false),
  SendingEnabled: z.boolean().default(false),
  SendQuota: z.object({ MaxSendRate: z.number().default(0) }).prefault({}),
});

export type Identity = z.infer<typeof identity>;

/** @throws Error if SES does not know it, or refuses to tell */
export async function readIdentity(clients: Clients, name: string): Promise<Identity> {
  return identity.parse(await callRest(clients, 'email', 'GET', `/v2/email/identities/${encodeURIComponent(name)}`));
}

/** The state of the identity of a sender's domain. */
export function checkIdentity(domain: string, mailFromSubdomain: string, found: Identity): Check[] {
  const { DkimAttributes, MailFromAttributes } = found;
  const mailFrom = `${MailFromAttributes.MailFromDomain || 'none'} ${MailFromAttributes.MailFromDomainStatus}`;
  const expected = `${mailFromDomainOf(domain, mailFromSubdomain)} SUCCESS`;
  return [
    is(`SES: ${domain} is verified`, found.VerifiedForSendingStatus, true),
    is(`SES: DKIM of ${domain}`, DkimAttributes.Status, 'SUCCESS'),
    is(`SES: MAIL FROM of ${domain}`, mailFrom, expected),
    is(`SES: bounces of ${domain} come as events, none as a mail`, !found.FeedbackForwardingStatus, true),
  ];
}

export type Sending = {
  readonly sendRate: number | 'unlimited';
  /** In the sandbox, SES mails to verified addresses alone; none: the stage writes to everybody. */
  readonly recipients: readonly string[];
};

/** What the account may send. */
export async function checkAccount(clients: Clients, { sendRate, recipients }: Sending): Promise<Check[]> {
  const found = account.parse(await callRest(clients, 'email', 'GET', '/v2/email/account'));
  const { MaxSendRate } = found.SendQuota;
  const rate = sendRate === 'unlimited' ? 0 : sendRate;
  const what = 'SES: sendRate is at most what SES allows';
  const checks = [
    is('SES: the account may send', found.SendingEnabled, true),
    { what, holds: rate <= MaxSendRate, got: `sendRate ${rate}`, expected: `${MaxSendRate} or less` },
  ];
  if (found.ProductionAccessEnabled) return checks;
  if (recipients.length === 0) return [...checks, is('SES: the account is out of the sandbox', false, true)];
  return [...checks, ...(await Promise.all(recipients.map((address) => checkRecipient(clients, address))))];
}

/** By itself or through its domain. */
async function checkRecipient(clients: Clients, address: string): Promise<Check> {
  const names = [address, domainOf(address)];
  const found = await Promise.all(names.map((name) => readIdentity(clients, name).catch(() => null)));
  const isVerified = found.some((each) => each?.VerifiedForSendingStatus === true);
  return is(`SES: ${address} is verified, as the sandbox wants it of recipients`, isVerified, true);
}

const is = <Value>(what: string, got: Value, expected: Value): Check => ({
  what,
  holds: got === expected,
  got,
  expected,
});
