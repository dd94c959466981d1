import { describe, expect, it } from 'vitest';
import { filledIn, isAddressTemplate } from '../../../../shared/domain/core/address-template.ts';
import { requireHttpsUrl, withoutCredentials } from '../../../../shared/domain/core/https-url.ts';
import { formatValue } from '../../../../shared/domain/core/problem.ts';

describe('credentials in an address are never shown', () => {
  it.each([
    ['https://ann:secret@contoso.example/a', 'https://…@contoso.example/a'],
    ['https://ann@contoso.example', 'https://…@contoso.example'],
    ['HTTPS:ann:secret@contoso.example', 'HTTPS:…@contoso.example'],
    ['http:\\\\ann:sec@ret@contoso.example', 'http:\\\\…@contoso.example'],
    ['//ann:secret@contoso.example', '//…@contoso.example'],
    [
      'https://ann:two words@contoso.example/?to=bob@fabrikam.example',
      'https://…@contoso.example/?to=bob@fabrikam.example',
    ],
    ['see https://a.example/x and https://ann:secret@b.example', 'see https://a.example/x and https://…@b.example'],
    ['https://contoso.example/@ann', 'https://contoso.example/@ann'],
    ['ann@contoso.example', 'ann@contoso.example'],
    ['///ann@contoso.example', '///…@contoso.example'],
    ['https:https:ann@contoso.example', 'https:…@contoso.example'],
  ])('%s', (text, shown) => {
    expect(withoutCredentials(text)).toBe(shown);
  });

  it('a problem names a value without them, however long or deep it is', () => {
    const long = `https://ann:${'secret'.repeat(20)}@contoso.example/`;
    expect(formatValue(long)).toBe('"https://…@contoso.example/"');
    expect(formatValue({ url: [long] })).toBe('{"url":["https://…@contoso.example/"]}');
  });

  it.each(['https:', '//a', '@https: '])('a text of a million times "%s" is shown as soon as any other', (part) => {
    const long = `@${part.repeat(1_000_000)}`;
    expect(withoutCredentials(long).startsWith('@')).toBe(true);
  });

  it('an address of the configuration is refused without them', () => {
    expect(() => requireHttpsUrl('https://ann:secret@contoso.example', 'The address')).toThrow(
      'The address must be an https address without credentials, got "https://…@contoso.example"',
    );
  });
});

describe('an address with places for ids', () => {
  it('takes an id as it is, with nothing of it read as a part of the address', () => {
    const ids = { partnerId: 'P-1', membershipId: 'M1.P-2' };
    expect(filledIn('https://contoso.example/{partnerId}?m={membershipId}', ids)).toBe(
      'https://contoso.example/P-1?m=M1.P-2',
    );
    expect(filledIn('https://contoso.example/{partnerId}', { partnerId: 'a/../b?c#d' })).toBe(
      'https://contoso.example/a%2F..%2Fb%3Fc%23d',
    );
  });

  it.each([
    ['https://contoso.example/{partnerId}/{membershipId}', true],
    ['https://contoso.example', true],
    ['https://contoso.example/{partnerid}', false],
    ['https://contoso.example/{partnerId', false],
    ['https://{partnerId}.contoso.example', false],
    ['https://contoso.example:{partnerId}/', false],
    ['https://{partnerId}@contoso.example/', false],
    ['http://contoso.example/{partnerId}', false],
    ['{partnerId}', false],
  ])('%s: %s', (text, isAllowed) => {
    expect(isAddressTemplate(text, ['partnerId', 'membershipId'])).toBe(isAllowed);
  });
});
