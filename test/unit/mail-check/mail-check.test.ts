import { describe, expect, it } from 'vitest';
import type { Check } from '../../../infra/account/check.ts';
import type { Clients } from '../../../infra/account/clients.ts';
import { readStageSettings } from '../../../infra/config.ts';
import type { DnsLookup } from '../../../infra/mail-check/dns-lookup.ts';
import { dnsLookup } from '../../../infra/mail-check/dns-lookup.ts';
import { checkSenderDomain, checkWithAccount, mailCheckCommand } from '../../../infra/mail-check/mail-check-command.ts';

const TOKENS = ['aaa1', 'bbb2', 'ccc3'];
const settings = {
  ...readStageSettings({ stage: 'prod' }),
  sender: 'program@partners.contoso.com',
  operatorsAddress: 'operators@contoso.com',
  region: 'eu-west-1',
};

type Records = Record<string, string[]>;

/** A domain whose records are all there. */
const COMPLETE: Records = {
  ...Object.fromEntries(
    TOKENS.map((token) => [`CNAME ${token}._domainkey.partners.contoso.com`, [`${token}.dkim.amazonses.com`]]),
  ),
  'MX bounce.partners.contoso.com': ['feedback-smtp.eu-west-1.amazonses.com'],
  'TXT bounce.partners.contoso.com': ['v=spf1 include:amazonses.com ~all'],
  'TXT _dmarc.partners.contoso.com': ['v=DMARC1; p=quarantine; rua=mailto:dmarc@contoso.com'],
};

const dnsWith = (changes: Records = {}): DnsLookup => {
  const records: Records = { ...COMPLETE, ...changes };
  return {
    cname: async (name) => records[`CNAME ${name}`] ?? [],
    mx: async (name) => (records[`MX ${name}`] ?? []).map((exchange) => ({ exchange, priority: 10 })),
    txt: async (name) => records[`TXT ${name}`] ?? [],
  };
};

const check = (changes?: Records) => checkSenderDomain(settings, TOKENS, dnsWith(changes));
const missing = (checks: readonly Check[]) => checks.filter(({ holds }) => !holds).map(({ what }) => what);

describe('the DNS of a sender', () => {
  it('is complete with three DKIM keys, MX and SPF of MAIL FROM, and DMARC', async () => {
    const checks = await check();
    expect(checks.map(({ what, holds }) => [what, holds])).toEqual([
      ['DKIM 1 of partners.contoso.com', true],
      ['DKIM 2 of partners.contoso.com', true],
      ['DKIM 3 of partners.contoso.com', true],
      ['MAIL FROM of partners.contoso.com, MX', true],
      ['MAIL FROM of partners.contoso.com, SPF', true],
      ['DMARC of partners.contoso.com', true],
    ]);
  });

  it.each<[string, Records, string]>([
    ['a key is missing', { 'CNAME bbb2._domainkey.partners.contoso.com': [] }, 'DKIM 2 of partners.contoso.com'],
    [
      'a key leads elsewhere',
      { 'CNAME aaa1._domainkey.partners.contoso.com': ['aaa1.dkim.amazonses.com.evil.example'] },
      'DKIM 1 of partners.contoso.com',
    ],
    ['no MX', { 'MX bounce.partners.contoso.com': [] }, 'MAIL FROM of partners.contoso.com, MX'],
    [
      'the MX of another region',
      { 'MX bounce.partners.contoso.com': ['feedback-smtp.us-east-1.amazonses.com'] },
      'MAIL FROM of partners.contoso.com, MX',
    ],
    [
      'a second MX, with which SES takes none',
      { 'MX bounce.partners.contoso.com': ['feedback-smtp.eu-west-1.amazonses.com', 'mx.contoso.com'] },
      'MAIL FROM of partners.contoso.com, MX',
    ],
    [
      'SPF without SES',
      { 'TXT bounce.partners.contoso.com': ['v=spf1 include:other.example -all'] },
      'MAIL FROM of partners.contoso.com, SPF',
    ],
    [
      'two SPF records, which count as an error (RFC 7208, 4.5)',
      { 'TXT bounce.partners.contoso.com': ['v=spf1 include:amazonses.com ~all', 'v=spf1 -all'] },
      'MAIL FROM of partners.contoso.com, SPF',
    ],
    ['no DMARC', { 'TXT _dmarc.partners.contoso.com': [] }, 'DMARC of partners.contoso.com'],
    [
      'DMARC without a policy',
      { 'TXT _dmarc.partners.contoso.com': ['v=DMARC1; rua=mailto:x@contoso.com'] },
      'DMARC of partners.contoso.com',
    ],
  ])('lacks something: %s', async (_, changes, what) => {
    expect(missing(await check(changes))).toEqual([what]);
  });

  it('may have DMARC at the domain above, another record beside SPF, a name in capitals or with a dot', async () => {
    const checks = await check({
      'TXT _dmarc.partners.contoso.com': [],
      'TXT _dmarc.contoso.com': ['v=DMARC1; p=none'],
      'TXT bounce.partners.contoso.com': ['google-site-verification=x', 'v=spf1 include:amazonses.com ~all'],
      'CNAME ccc3._domainkey.partners.contoso.com': ['CCC3.DKIM.eu-west-1.amazonses.com.'],
    });
    expect(missing(checks)).toEqual([]);
  });

  it('is said to lack a record with the record to add', async () => {
    const [mx] = (await check({ 'MX bounce.partners.contoso.com': [] })).filter(({ holds }) => !holds);
    expect(mx).toMatchObject({
      got: 'nothing',
      expected: 'bounce.partners.contoso.com MX 10 feedback-smtp.eu-west-1.amazonses.com',
    });
  });

  it('is told from one that does not answer', async () => {
    const failing = {
      ...dnsWith(),
      mx: async () => Promise.reject(Object.assign(new Error('x'), { code: 'ESERVFAIL' })),
    };
    const [mx] = (await checkSenderDomain(settings, TOKENS, failing)).filter(({ holds }) => !holds);
    expect(mx?.got).toBe('no answer of the DNS (ESERVFAIL)');
    const refused = Object.assign(new Error('y'), { code: 'ENODATA' });
    const empty = dnsLookup({ resolveTxt: () => Promise.reject(refused) } as never);
    expect(await empty.txt('x.example')).toEqual([]);
    const down = dnsLookup({
      resolveTxt: () => Promise.reject(Object.assign(new Error('z'), { code: 'ETIMEOUT' })),
    } as never);
    await expect(down.txt('x.example')).rejects.toThrow('z');
  });
});

const IDENTITY = {
  VerifiedForSendingStatus: true,
  FeedbackForwardingStatus: false,
  DkimAttributes: { Status: 'SUCCESS', Tokens: TOKENS },
  MailFromAttributes: { MailFromDomain: 'bounce.partners.contoso.com', MailFromDomainStatus: 'SUCCESS' },
};
const ACCOUNT = { ProductionAccessEnabled: true, SendingEnabled: true, SendQuota: { MaxSendRate: 14 } };

/** An account whose SES answers so, by path; what it does not know is not found. */
function accountWith(answers: Record<string, object>): () => Promise<Clients> {
  const all: Record<string, object> = {
    '/v2/email/identities/partners.contoso.com': IDENTITY,
    '/v2/email/account': ACCOUNT,
    ...answers,
  };
  const signed = {
    fetch: async (url: string, { aws }: { aws: { service: string } }) => {
      expect(aws.service).toBe('ses');
      const answer = all[new URL(url).pathname];
      return answer ? Response.json(answer) : new Response('{"message":"not found"}', { status: 404 });
    },
  };
  const clients = { signed, region: 'eu-west-1', endpointOf: () => 'https://email.example', destroy: () => {} };
  return async () => clients as unknown as Clients;
}

describe('a stage, with an AWS account,', () => {
  it('is ready if DNS, identity and account are', async () => {
    const checks = await checkWithAccount(settings, dnsWith(), accountWith({}));
    expect(missing(checks)).toEqual([]);
    expect(checks).toHaveLength(12);
  });

  it('is not, if SES says so of the identity or the account', async () => {
    const identity = {
      ...IDENTITY,
      ...{ VerifiedForSendingStatus: false, FeedbackForwardingStatus: true },
      MailFromAttributes: { MailFromDomain: 'bounce.partners.contoso.com', MailFromDomainStatus: 'PENDING' },
    };
    const account = { ProductionAccessEnabled: false, SendingEnabled: false, SendQuota: { MaxSendRate: 1 } };
    const answers = { '/v2/email/identities/partners.contoso.com': identity, '/v2/email/account': account };
    expect(missing(await checkWithAccount(settings, dnsWith(), accountWith(answers)))).toEqual([
      'SES: partners.contoso.com is verified',
      'SES: MAIL FROM of partners.contoso.com',
      'SES: bounces of partners.contoso.com come as events, none as a mail',
      'SES: the account may send',
      'SES: sendRate is at most what SES allows',
      'SES: the account is out of the sandbox',
    ]);
  });

  it('may be in the sandbox if it is limited to recipients who are verified', async () => {
    const limited = { ...settings, sendRate: 1, onlyRecipients: ['ann@contoso.com', 'tom@elsewhere.example'] };
    const answers = {
      '/v2/email/account': { ...ACCOUNT, ProductionAccessEnabled: false },
      '/v2/email/identities/contoso.com': { VerifiedForSendingStatus: true },
    };
    expect(missing(await checkWithAccount(limited, dnsWith(), accountWith(answers)))).toEqual([
      'SES: tom@elsewhere.example is verified, as the sandbox wants it of recipients',
    ]);
  });

  it('has its DNS looked up though SES does not know the domain, or nobody is signed in', async () => {
    const dns = dnsWith({ 'MX bounce.partners.contoso.com': [] });
    const unknown = await checkWithAccount(
      { ...settings, otherSenderDomains: ['new.contoso.com'] },
      dns,
      accountWith({}),
    );
    expect(missing(unknown)).toContain('SES: new.contoso.com is an identity');
    const nobody = await checkWithAccount(settings, dns, () => Promise.reject(new Error('no credentials')));
    expect(missing(nobody)).toEqual(['MAIL FROM of partners.contoso.com, MX', 'DKIM and SES of partners.contoso.com']);
  });
});

describe('npm run mail:check', () => {
  it.each([
    [[], /^mail:check: --stage is missing/],
    [['--stage', 'nowhere'], /^mail:check: --stage: .*got "nowhere"; allowed: one of dev, local, prod/],
    [['--stage', 'dev', '--dkim', 'a,b'], /^mail:check: --dkim: got "a,b"; allowed: three tokens/],
  ])('refuses %j', async (args, message) => {
    await expect(mailCheckCommand(args)).rejects.toThrow(message);
  });
});
