import { describe, expect, it } from 'vitest';
import { parseProgramConfig } from '../../../shared/domain/config/program-config.ts';

function problems(fields: Record<string, unknown>): string[] {
  const result = parseProgramConfig({ programYears: [], ...fields });
  return 'problems' in result ? result.problems.map(({ field, allowed }) => `${field}: ${allowed}`) : [];
}

describe('the annual fees of a configuration', () => {
  const fees = (currency: string, ...amounts: object[]) => problems({ fees: { currency, amounts } });
  const [pack, lap] = [{ offer: 'action-pack' }, { offer: 'learning-action-pack' }];

  it('may be one for each offer without levels', () => {
    expect(fees('USD', { ...pack, amount: '475' }, { ...lap, amount: '300' })).toEqual([]);
  });

  it('have at most as many digits after the point as their currency', () => {
    expect([fees('USD', { ...pack, amount: '475.55' }), fees('JPY', { ...pack, amount: '100' })]).toEqual([[], []]);
    expect(fees('USD', { ...pack, amount: '475.555' })).toEqual([
      'fees.amounts[0].amount: an amount with at most 2 digits after the point, as USD has',
    ]);
    expect(fees('JPY', { ...pack, amount: '100.5' })).toEqual([
      'fees.amounts[0].amount: an amount with at most 0 digits after the point, as JPY has',
    ]);
  });

  it('are in a currency that there is', () => {
    expect(fees('EURO', { ...pack, amount: '475.55' })).toEqual([
      'fees.currency: an ISO 4217 code of a currency, e.g. USD',
    ]);
  });
});

describe('the addresses of a configuration', () => {
  it('lead to https only, that of the support, too', () => {
    const support = (url: string) => problems({ support: { url } });
    expect(support('https://contoso.example/help')).toEqual([]);
    expect(support('http://contoso.example/help')).toEqual(['support.url: an https URL without credentials']);
  });

  it('have at most 2,000 characters', () => {
    const pay = (length: number) => 'https://contoso.example/'.padEnd(length, 'a');
    expect(problems({ actionUrls: { pay: pay(2_000) } })).toEqual([]);
    expect(problems({ actionUrls: { pay: pay(2_001) } })).toEqual([
      'actionUrls.pay: an https URL without credentials, after its host {partnerId} and {membershipId} and nothing else in braces',
    ]);
  });
});

describe('the time zone of a configuration', () => {
  it.each(['UTC', 'Etc/GMT+1', 'Asia/Seoul'])('may be %s', (timeZone) => expect(problems({ timeZone })).toEqual([]));

  it.each(['+09:00', '-03:30', 'Contoso/City'])('cannot be %s', (timeZone) => {
    expect(problems({ timeZone })).toEqual(['timeZone: a time zone of the IANA database, e.g. UTC or Asia/Seoul']);
  });
});
