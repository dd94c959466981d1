import type { Check } from '../account/check.ts';
import { recordText, senderRecords } from '../dns-records.ts';
import type { DnsLookup } from './dns-lookup.ts';

export type SenderDomain = {
  readonly domain: string;
  /** The part of the MAIL FROM domain before it. */
  readonly mailFromSubdomain: string;
  /** The region of SES; undefined: any. */
  readonly region: string | undefined;
  /** Those that SES made up; empty: not known. */
  readonly dkimTokens: readonly string[];
};

/**
 * SES publishes keys for each of its tokens (Amazon SES Developer Guide, "Easy DKIM in Amazon SES"); some regions have
 * their own.
 */
const DKIM_HOST = /^dkim(\.[a-z0-9-]+)?\.amazonses\.com$/;
const FEEDBACK_HOST = /^feedback-smtp\.[a-z0-9-]+\.amazonses\.com$/;

/** Whether the DNS has what a domain needs so that its mails are taken for genuine: DKIM, MAIL FROM, SPF, DMARC. */
export async function checkRecords(sender: SenderDomain, dns: DnsLookup): Promise<Check[]> {
  const { domain, mailFromSubdomain, region, dkimTokens } = sender;
  const { mx, spf, dmarc } = senderRecords(domain, mailFromSubdomain, region ?? 'REGION');
  const keys = dkimTokens.map((token, index) => checkKey(domain, token, index + 1, dns));
  return Promise.all([
    ...keys,
    check(`MAIL FROM of ${domain}, MX`, recordText(mx), async () => {
      const found = await dns.mx(mx.name);
      const [only, ...others] = found.map(({ exchange }) => hostName(exchange));
      const isRight = region === undefined ? FEEDBACK_HOST.test(only ?? '') : only === mx.value.split(' ')[1];
      // SES takes the domain for set up only if there is exactly one.
      const holds = isRight && others.length === 0;
      return { holds, found: found.map(({ exchange, priority }) => `${priority} ${exchange}`) };
    }),
    check(`MAIL FROM of ${domain}, SPF`, recordText(spf), async () => {
      const found = (await dns.txt(spf.name)).filter((text) => /^v=spf1( |$)/i.test(text));
      return { holds: found.length === 1 && /(^| )\+?include:amazonses\.com( |$)/i.test(found[0] ?? ''), found };
    }),
    check(`DMARC of ${domain}`, recordText(dmarc), async () => {
      const found = await policiesOf(domain, dns);
      return { holds: found.length === 1 && /;\s*p=(none|quarantine|reject)\b/i.test(found[0] ?? ''), found };
    }),
  ]);
}

function checkKey(domain: string, token: string, number: number, dns: DnsLookup): Promise<Check> {
  const name = `${token}._domainkey.${domain}`;
  const expected = recordText({ name, type: 'CNAME', value: `${token}.dkim.amazonses.com` });
  return check(`DKIM ${number} of ${domain}`, expected, async () => {
    const found = (await dns.cname(name)).map(hostName);
    const [only = ''] = found;
    return { holds: only.startsWith(`${token}.`) && DKIM_HOST.test(only.slice(token.length + 1)), found };
  });
}

/** Those of the domain, or else of the nearest one above it that has one (RFC 7489, 6.6.3). */
async function policiesOf(domain: string, dns: DnsLookup): Promise<string[]> {
  const labels = domain.split('.');
  for (let first = 0; labels.length - first >= 2; first++) {
    const texts = await dns.txt(`_dmarc.${labels.slice(first).join('.')}`);
    const policies = texts.filter((text) => /^v=DMARC1\s*(;|$)/i.test(text));
    if (policies.length > 0) return policies;
  }
  return [];
}

type Looked = { readonly holds: boolean; readonly found: readonly string[] };

async function check(what: string, expected: string, look: () => Promise<Looked>): Promise<Check> {
  try {
    const { holds, found } = await look();
    return { what, holds, got: found.length === 0 ? 'nothing' : found.join(' and '), expected };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { what, holds: false, got: `no answer of the DNS (${code})`, expected };
  }
}

const hostName = (name: string): string => name.toLowerCase().replace(/\.$/, '');
