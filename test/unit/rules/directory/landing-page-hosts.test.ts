import { describe, expect, it } from 'vitest';
import { canonicalUrl, isUnderDomain, urlRefusal } from '../../../../shared/domain/directory/listing-url.ts';

describe('R-DIR-2: the host of a landing page', () => {
  const refusal = (url: string) => urlRefusal(url, ['contoso.example'], ['microsoft.com']);

  it.each(['localhost', 'local', 'localdomain', 'internal', 'home.arpa', 'lan', 'intranet', 'corp', 'home'])(
    'is refused in a local network: %s',
    (suffix) => {
      expect(refusal(`https://portal.${suffix}/`)).toBe('local-host');
      expect(urlRefusal(`https://portal.${suffix}/`, [`${suffix}`], [])).toBe('local-host');
    },
  );

  it.each([
    ['https://contoso.example:/ms', 'port'],
    ['HTTPS://contoso.example:443', 'port'],
    ['https:\\\\contoso.example:8443/', 'port'],
    ['  https://contoso.example:443/  ', 'port'],
    ['https://contoso.example/ms:8443', null],
    ['https://contoso.example?at=10:30', null],
    ['https://contoso.example#at:30', null],
    ['https://user@contoso.example/', 'credentials'],
    ['https://:secret@contoso.example/', 'credentials'],
    ['https://contoso.example/@kim', null],
    ['https://1.2.3.4.contoso.example/', null],
    ['https://10.20.30.40/', 'ip-address'],
    ['ht\ttps://user@contoso.example/', 'credentials'],
    ['ht\ttps://:secret@contoso.example/', 'credentials'],
    ['ht\ttps://contoso.example/', null],
    ['https://portal/', 'local-host'],
    ['https://contoso.example./ms', null],
    ['https://sub.microsoft.com/', 'microsoft-host'],
    ['https://notmicrosoft.com/', 'not-a-verified-domain'],
  ])('%s: %s', (url, reason) => expect(refusal(url)).toBe(reason));

  it('is accepted below a domain in any letter case, with or without a final dot', () => {
    expect(isUnderDomain('Learn.Contoso.example.', ['CONTOSO.example'])).toBe(true);
    expect(isUnderDomain('contoso.example', ['Contoso.Example'])).toBe(true);
    expect(isUnderDomain('mycontoso.example', ['contoso.example'])).toBe(false);
    expect(isUnderDomain('contoso.example', [])).toBe(false);
  });

  it('has one form, so that two partners cannot hold the same page', () => {
    expect(canonicalUrl('https://Contoso.example./ms/#top')).toBe('https://contoso.example/ms');
    expect(canonicalUrl('https://contoso.example/')).toBe('https://contoso.example');
    expect(canonicalUrl('https://contoso.example/a/b/')).toBe('https://contoso.example/a/b');
    expect(canonicalUrl('no url')).toBeNull();
  });
});
