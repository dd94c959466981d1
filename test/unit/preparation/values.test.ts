import { describe, expect, it } from 'vitest';
import { addressOf, domainsOf } from '../../../infra/local/preparation/cells/addresses.ts';
import { cellKindOf } from '../../../infra/local/preparation/cells/cell-kinds.ts';
import { countriesOf } from '../../../infra/local/preparation/cells/countries.ts';
import { currenciesOf } from '../../../infra/local/preparation/cells/currencies.ts';
import { localesOf } from '../../../infra/local/preparation/cells/locales.ts';
import { plainName } from '../../../infra/local/preparation/cells/plain-name.ts';
import { saysNothing, tidy } from '../../../infra/local/preparation/cells/tidy.ts';
import { truthOf, wordOf } from '../../../infra/local/preparation/cells/words.ts';
import { columnsOf } from '../../../infra/local/preparation/columns/match-columns.ts';
import { synonymsOf } from '../../../infra/local/preparation/columns/synonyms.ts';
import { COUNTRIES } from '../../../shared/import/countries.ts';
import { KINDS } from '../../../shared/import/files.ts';

describe('a country', () => {
  it.each([
    ['kr', 'KR'],
    ['KOR', 'KR'],
    ['South Korea', 'KR'],
    ['Korea, Republic of', 'KR'],
    ['대한민국', 'KR'],
    ['中国', 'CN'],
    ['台灣', 'TW'],
    ['Deutschland', 'DE'],
    ['Allemagne', 'DE'],
    ['España', 'ES'],
    ['UK', 'GB'],
    ['U.S.A.', 'US'],
    ['the United States', 'US'],
    ["Côte d'Ivoire", 'CI'],
    ['Türkiye', 'TR'],
  ])('%s is %s', (text, code) => {
    expect(countriesOf(text)).toEqual([code]);
  });

  it('Korea and Congo are two each, and Atlantis is none', () => {
    expect(['Korea', 'Congo', 'Atlantis', 'XX'].map((text) => [...countriesOf(text)].sort())).toEqual([
      ['KP', 'KR'],
      ['CD', 'CG'],
      [],
      [],
    ]);
  });

  it('each is found by its English name, and by its own', () => {
    const display = new Intl.DisplayNames('en', { type: 'region' });
    for (const code of COUNTRIES) expect([code, countriesOf(display.of(code) ?? '')]).toEqual([code, [code]]);
  });
});

describe('a language of mails', () => {
  it.each([
    ['en-US', ['en']],
    ['en_GB', ['en']],
    ['English (United States)', ['en']],
    ['ko', ['ko-KR']],
    ['KO-kr', ['ko-KR']],
    ['한국어', ['ko-KR']],
    ['zh_TW', ['zh-TW']],
    ['zh-Hant', ['zh-TW']],
    ['zh-Hans-CN', ['zh-CN']],
    ['Chinese (Traditional)', ['zh-TW']],
    ['zh', ['zh-CN', 'zh-TW']],
    ['Chinese', ['zh-CN', 'zh-TW']],
    // Mails to these are English (R-ROLE-1): nothing has to be changed.
    ['de-DE', ['de-DE']],
    ['zh-HK', ['zh-HK']],
  ])('%s may be %s', (text, locales) => {
    expect(localesOf(text)).toEqual(locales);
  });
});

describe('a word', () => {
  it.each([
    ['role', ['global-admin', 'mpn-admin', 'account-admin'], 'Global Admin', 'global-admin'],
    ['role', ['global-admin', 'mpn-admin', 'account-admin'], 'GLOBAL_ADMINISTRATOR', 'global-admin'],
    ['role', ['global-admin', 'mpn-admin', 'account-admin'], 'MPN Partner Admin', 'mpn-admin'],
    ['role', ['global-admin', 'mpn-admin', 'account-admin'], 'Admin', null],
    ['document_type', ['invoice', 'credit-note'], 'Credit Memo', 'credit-note'],
    ['level', ['silver', 'gold'], 'GOLD', 'gold'],
    ['level', ['silver', 'gold'], '', null],
  ])('is found by its spellings: as %s, of %j, %s is %s', (column, words, text, word) => {
    expect(wordOf(column, words, text)).toBe(word);
  });

  it.each([
    ['Yes', 'true'],
    ['TRUE', 'true'],
    ['ja', 'true'],
    ['oui', 'true'],
    ['1', 'true'],
    ['x', 'true'],
    ['✓', 'true'],
    ['예', 'true'],
    ['否', 'false'],
    ['Não', 'false'],
    ['0', 'false'],
    ['perhaps', null],
  ])('is yes or no in several languages: %s is %s', (text, truth) => {
    expect(truthOf(text)).toBe(truth);
  });
});

it('a currency is found by code, sign or name, and a dollar is several', () => {
  expect(['eur', '€', 'Euro', '₩', 'Swiss Franc', '人民币'].map(currenciesOf)).toEqual([
    ['EUR'],
    ['EUR'],
    ['EUR'],
    ['KRW'],
    ['CHF'],
    ['CNY'],
  ]);
  expect(currenciesOf('$').length).toBeGreaterThan(1);
});

it('an address stands alone, and what is none stays as it is', () => {
  expect(addressOf('Nora Keller <nora@a.example>;')).toBe('nora@a.example');
  expect(addressOf('mailto:nora@a.example')).toBe('nora@a.example');
  expect(addressOf('a@a.example; b@b.example')).toBe('a@a.example; b@b.example');
  expect(domainsOf('https://www.a.example/x, @b.example')).toBe('www.a.example;b.example');
  expect(domainsOf('-')).toBe('-');
  expect(domainsOf('see contract')).toBe('see contract');
});

describe('a cell', () => {
  it.each([
    ['\u00a0P-1 ', 'P-1'],
    ['="007"', '007'],
    ["'007", '007'],
    ['“DevOps”', 'DevOps'],
    ['P‑1', 'P-1'],
    ['Ｐ－１', 'P-1'],
    ['Data\u00a0 \nAnalytics', 'Data Analytics'],
    ['P\u200b-1', 'P-1'],
  ])('is put right where it identifies something: %j is %j', (text, tidied) => {
    expect(tidy(text, 'identifying').text).toBe(tidied);
    expect(tidy(text, 'identifying').whys).not.toEqual([]);
  });

  it.each(['L’Oréal “Pro” – A', "Rock'n'Roll", 'אקדמיה\u200f (Training)', 'two\nlines'])(
    'stays as it is where it is a name: %j',
    (text) => {
      expect(tidy(text, 'name')).toEqual({ text, whys: [] });
    },
  );

  it.each([
    ['GÃ¤rtner â€“ MÃ¼ller', 'Gärtner – Müller'],
    ['Ã\u00a0 la carte', 'à la carte'],
    ['GÃƒÂ¤rtner', 'Gärtner'],
    ['å¾®è½¯', '微软'],
  ])('has the letters that it had in UTF-8: %s is %s', (text, tidied) => {
    expect(tidy(text, 'name')).toEqual({
      text: tidied,
      whys: ['letters of UTF-8 that a program took for Windows-1252 are what they were'],
    });
  });

  it.each(['Gärtner', 'São Paulo', 'ÃO', 'Â', 'Ângela', '微软', 'Müller 微软', '£100', '«Ça»'])(
    'has no other letters: %s',
    (text) => {
      expect(tidy(text, 'name')).toEqual({ text, whys: [] });
    },
  );

  it('may say nothing in words', () => {
    expect(['n/a', 'NULL', '-', '—', '없음'].filter((text) => !saysNothing(text))).toEqual([]);
    expect(['N', '0', 'No', 'Nan', 'none of them'].filter(saysNothing)).toEqual([]);
  });
});

describe('each column of the import files', () => {
  const columns = KINDS.flatMap((kind) => columnsOf(kind).map((column) => [kind, column] as const));

  it.each(columns)('has a known kind of cells: %s, %s', (kind, column) => {
    expect(cellKindOf(kind, column)).toBeTruthy();
  });

  it('has no other name that is the own name of another column of its file', () => {
    const clashes = columns.flatMap(([kind, column]) =>
      synonymsOf(kind, column)
        .map(plainName)
        .filter((name) => columnsOf(kind).some((other) => other !== column && plainName(other) === name)),
    );
    expect(clashes).toEqual([]);
  });
});
