/** The DNS records of a sender's domain, besides those of DKIM, which SES makes up. */

export type DnsRecord = {
  readonly name: string;
  readonly type: 'MX' | 'TXT';
  readonly value: string;
};

/** The domain of an address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** From which SES sends, and to which mail servers return bounces. */
export const mailFromDomainOf = (domain: string, subdomain: string): string => `${subdomain}.${domain}`;

/**
 * MX and SPF of the MAIL FROM domain (Amazon SES Developer Guide, "Using a custom MAIL FROM domain"), and DMARC of the
 * domain to begin with ("Complying with DMARC authentication protocol in Amazon SES").
 *
 * @param subdomain the part of the MAIL FROM domain before `domain`
 */
export function senderRecords(domain: string, subdomain: string, region: string) {
  const mailFrom = mailFromDomainOf(domain, subdomain);
  return {
    mx: { name: mailFrom, type: 'MX', value: `10 feedback-smtp.${region}.amazonses.com` },
    spf: { name: mailFrom, type: 'TXT', value: 'v=spf1 include:amazonses.com ~all' },
    dmarc: { name: `_dmarc.${domain}`, type: 'TXT', value: 'v=DMARC1; p=none' },
  } as const satisfies Record<string, DnsRecord>;
}

/** As it stands in a zone, more or less. */
export const recordText = ({ name, type, value }: { name: string; type: string; value: string }): string =>
  `${name} ${type} ${type === 'TXT' ? `"${value}"` : value}`;
