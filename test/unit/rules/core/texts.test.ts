import { describe, expect, it } from 'vitest';
import { filledIn, isAddressTemplate } from '../../../../shared/domain/core/address-template.ts';
import { httpsUrlOf, withoutCredentials } from '../../../../shared/domain/core/https-url.ts';
import { hasInvisible, plainLine } from '../../../../shared/domain/core/invisible.ts';
import { formatProblems, formatValue, type Problem } from '../../../../shared/domain/core/problem.ts';
import { spreadsheetCell } from '../../../../shared/domain/core/spreadsheet-cell.ts';
import { compareTexts, truncate } from '../../../../shared/domain/core/text.ts';

describe('a text on one line', () => {
  it('has a blank for every break, none at its ends, and nothing invisible', () => {
    expect(plainLine('\u200bContoso\r\n\u2028Ltd\t')).toBe('Contoso Ltd');
    expect([hasInvisible('Con\u200btoso'), hasInvisible('Contoso')]).toEqual([true, false]);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['\u200b =1+1', "'=1+1"],
    ['-Contoso', "'-Contoso"],
    ['\uff1dSUM(A1)', "'\uff1dSUM(A1)"],
    ['@Contoso', "'@Contoso"],
    ['Contoso\r=1+1', 'Contoso =1+1'],
    ['a=b', 'a=b'],
  ])('%j is the cell %j, which no spreadsheet takes for a formula', (text, cell) => {
    expect(spreadsheetCell(text)).toBe(cell);
  });
});

describe('a text', () => {
  it('comes before a later one, after an earlier one, and beside the same', () => {
    expect([compareTexts('2027-01', '2027-02'), compareTexts('b', 'a'), compareTexts('a', 'a')]).toEqual([-1, 1, 0]);
  });

  it('is cut without half a character', () => {
    expect([truncate('Contoso', 3), truncate('ab😀', 3), truncate('ab', 3)]).toEqual(['Con', 'ab\ufffd', 'ab']);
  });
});

describe('an address', () => {
  it.each([
    ['https://contoso.example/a b', 'https://contoso.example/a%20b'],
    ['https://ann@contoso.example/', null],
    ['https://:secret@contoso.example/', null],
    ['http://contoso.example/', null],
    ['contoso', null],
  ])('%s may be linked to as %s', (text, url) => expect(httpsUrlOf(text)).toBe(url));

  it.each([
    ['https://@contoso.example', 'https://…@contoso.example'],
    ['https:https:@contoso.example', 'https:…@contoso.example'],
    ['https:http:?to=ann@contoso.example', 'https:http:?to=ann@contoso.example'],
  ])('%s is shown as %s, without what may be a password', (text, shown) => {
    expect(withoutCredentials(text)).toBe(shown);
  });

  it('has nothing in the place of an id that is not given', () => {
    expect(filledIn('https://contoso.example/{partnerId}/{membershipId}', { partnerId: 'P-1' })).toBe(
      'https://contoso.example/P-1/',
    );
  });

  it('is none if its port has a place for an id, which would lead elsewhere', () => {
    expect(isAddressTemplate('https://contoso.example:808{partnerId}/', ['partnerId'])).toBe(false);
  });
});

describe('problems', () => {
  const problem: Problem = { file: null, line: null, field: 'a', got: '1', allowed: '2' };
  const said = (count: number) => formatProblems(Array.from({ length: count }, () => problem)).split('; ');

  it('are all named up to twenty, and counted beyond', () => {
    expect(said(20)).toHaveLength(40);
    expect(said(20).at(-1)).toBe('allowed: 2');
    expect(said(22).at(-1)).toBe('and 2 more');
  });

  it('name a value however deep its fields are', () => {
    let deep: object = {};
    for (let level = 0; level < 20_000; level += 1) deep = { a: deep };
    expect(formatValue(deep)).toBe(`${'{"a":'.repeat(16)}…`);
  });
});
