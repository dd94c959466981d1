import { type Check, showCheck } from '../account/check.ts';
import { type Clients, openAccount } from '../account/clients.ts';
import { firstLineOf } from '../account/first-line.ts';
import { stageOption } from '../account/stage-option.ts';
import { recipientsOf, type StageSettings, senderDomainsOf, stagesIn } from '../config.ts';
import { domainOf } from '../dns-records.ts';
import { type OptionTypes, optionError, readOptions } from '../local/cli/options.ts';
import { checkAccount, checkIdentity, readIdentity } from './check-account.ts';
import { checkRecords } from './check-records.ts';
import { type DnsLookup, dnsLookup } from './dns-lookup.ts';

export const HELP = `npm run mail:check -- --stage NAME [--dkim TOKEN,TOKEN,TOKEN]

Looks up what a stage needs so that its mails arrive and are taken for genuine: the DNS records of the sender's domain (DKIM,
MAIL FROM, SPF, DMARC) and of further sender domains, and what SES says of their identities and of the account.

  --stage NAME   the stage: ${stagesIn().join(', ')}, or any other file of infra/stages
  --dkim TOKENS  the three DKIM tokens of the sender's domain, from the outputs of the mail stack, with commas between them.
                 Then only the DNS is asked, without an AWS account

It takes the credentials that the AWS SDKs find; they need ses:GetEmailIdentity and ses:GetAccount. Nothing is changed. A line
for each check; exit code 1: one of them does not hold.
`;

const COMMAND = {
  command: 'mail:check',
  options: { stage: { type: 'string' }, dkim: { type: 'string' } } satisfies OptionTypes,
};
const TOKENS = /^[a-z0-9]+(,[a-z0-9]+){2}$/;

/** @throws UserError for what the user got wrong */
export async function mailCheckCommand(args: string[]): Promise<void> {
  const values = readOptions(COMMAND, args);
  if (values.help === true) return void process.stdout.write(HELP);
  const { dkim } = values;
  if (dkim !== undefined && !TOKENS.test(String(dkim)))
    throw optionError('mail:check', `--dkim: got "${String(dkim)}"; allowed: three tokens with commas between them`);
  const settings = stageOption('mail:check', values);
  const checks =
    dkim === undefined
      ? await checkWithAccount(settings, dnsLookup(), openAccount)
      : await checkSenderDomain(settings, String(dkim).split(','), dnsLookup());
  for (const check of checks) showCheck(check);
  if (checks.some(({ holds }) => !holds)) process.exitCode = 1;
}

/** The DNS records of the sender's domain. */
export function checkSenderDomain(settings: StageSettings, dkimTokens: readonly string[], dns: DnsLookup) {
  const { sender, mailFromSubdomain, region } = settings;
  return checkRecords({ domain: domainOf(sender), mailFromSubdomain, region, dkimTokens }, dns);
}

/** The DNS records and identities of all sender domains, and the account. Without an account: what can be said then. */
export async function checkWithAccount(
  settings: StageSettings,
  dns: DnsLookup,
  open: (region?: string) => Promise<Clients>,
): Promise<Check[]> {
  let clients: Clients;
  try {
    clients = await open(settings.region);
  } catch (error) {
    const what = `DKIM and SES of ${domainOf(settings.sender)}`;
    const expected = 'AWS credentials, or --dkim with the tokens that the outputs of the mail stack name';
    return [...(await checkSenderDomain(settings, [], dns)), { what, holds: false, got: firstLineOf(error), expected }];
  }
  try {
    const domains = senderDomainsOf(settings);
    const ofDomains = await Promise.all(domains.map((domain) => checkDomain(settings, domain, dns, clients)));
    const sending = { sendRate: settings.sendRate, recipients: recipientsOf(settings) };
    return [...ofDomains.flat(), ...(await checkAccount(clients, sending))];
  } finally {
    clients.destroy();
  }
}

async function checkDomain(settings: StageSettings, domain: string, dns: DnsLookup, clients: Clients) {
  const { mailFromSubdomain } = settings;
  const records = (dkimTokens: readonly string[]) =>
    checkRecords({ domain, mailFromSubdomain, region: clients.region, dkimTokens }, dns);
  try {
    const identity = await readIdentity(clients, domain);
    const ofDns = await records(identity.DkimAttributes.Tokens);
    return [...ofDns, ...checkIdentity(domain, mailFromSubdomain, identity)];
  } catch (error) {
    const unknown = {
      what: `SES: ${domain} is an identity`,
      holds: false,
      got: firstLineOf(error),
      expected: 'a state',
    };
    return [...(await records([])), unknown];
  }
}
