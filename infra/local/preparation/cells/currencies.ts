/** Currencies as people write them: codes, signs and names. */
import { plainName } from './plain-name.ts';

const DOLLARS = ['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'TWD', 'MXN'];

/** Signs, and the currencies that they may mean. */
const SIGNS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>(
  Object.entries({
    '€': ['EUR'],
    '£': ['GBP'],
    '₩': ['KRW'],
    원: ['KRW'],
    '₹': ['INR'],
    '₺': ['TRY'],
    '₽': ['RUB'],
    '₫': ['VND'],
    '฿': ['THB'],
    zł: ['PLN'],
    Kč: ['CZK'],
    円: ['JPY'],
    '¥': ['JPY', 'CNY'],
    '￥': ['JPY', 'CNY'],
    元: ['CNY', 'TWD'],
    kr: ['SEK', 'NOK', 'DKK', 'ISK'],
    'kr.': ['DKK', 'SEK', 'NOK', 'ISK'],
    'Fr.': ['CHF'],
    R$: ['BRL'],
    US$: ['USD'],
    CA$: ['CAD'],
    AU$: ['AUD'],
    NZ$: ['NZD'],
    HK$: ['HKD'],
    NT$: ['TWD'],
    $: DOLLARS,
  }),
);

const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'ko', 'zh-Hans', 'zh-Hant', 'ja'];
const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

let names: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** The currencies that a text may mean, by their codes of ISO 4217. */
export function currenciesOf(text: string): readonly string[] {
  const code = text.toUpperCase();
  if (CODES.has(code)) return [code];
  const signed = SIGNS.get(text);
  if (signed !== undefined) return signed;
  names ??= readNames();
  return [...(names.get(plainName(text)) ?? [])];
}

function readNames(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>([
    ['euros', new Set(['EUR'])],
    ['usdollars', new Set(['USD'])],
  ]);
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames(language, { type: 'currency', fallback: 'none' });
    for (const code of CODES) {
      const plain = plainName(display.of(code) ?? '');
      if (plain !== '') found.set(plain, (found.get(plain) ?? new Set()).add(code));
    }
  }
  return found;
}
