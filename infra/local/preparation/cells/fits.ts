/** Whether values can be what a column holds, in any spelling. */
import { ID_PATTERN } from '../../../../shared/domain/core/ids.ts';
import { LOCALES } from '../../../../shared/domain/partners/partner.ts';
import type { Cell } from '../sources/sheet.ts';
import { addressOf, domainsOf } from './addresses.ts';
import type { CellKind } from './cell-kinds.ts';
import { countriesOf } from './countries.ts';
import { currenciesOf } from './currencies.ts';
import { dateReadings } from './dates.ts';
import { localesOf } from './locales.ts';
import { numberReadings } from './numbers.ts';
import { saysNothing, tidy } from './tidy.ts';
import { truthOf, wordOf } from './words.ts';

/** Values that are looked at. */
const LOOKED_AT = 300;

/** Whether at least half of the values fit; also if there is one alone, or none. */
export function fits(kind: CellKind, column: string, cells: readonly Cell[]): boolean {
  const values = cells
    .values()
    .map((cell) => ({ ...cell, text: tidy(cell.text, 'identifying').text }))
    .filter(({ text }) => text !== '' && !saysNothing(text))
    .take(LOOKED_AT)
    .toArray();
  // One value alone may be anything, the word Total among others.
  return values.length < 2 || values.filter((cell) => fitsOne(kind, column, cell)).length * 2 >= values.length;
}

function fitsOne(kind: CellKind, column: string, { text, sort }: Cell): boolean {
  if (typeof kind === 'object') return wordOf(column, kind.words, text) !== null;
  if (sort === 'date') return kind === 'date';
  switch (kind) {
    case 'id':
      return ID_PATTERN.test(text);
    case 'country':
      return countriesOf(text).length > 0;
    case 'domains':
      return /^[^\s.]+\..+/.test(domainsOf(text)) && !text.includes('/');
    case 'date':
      return dateReadings(text).size > 0;
    case 'whole':
      return numberReadings(text, true).size > 0;
    case 'decimal':
    case 'amount':
      return numberReadings(text, false).size > 0;
    case 'currency':
      return currenciesOf(text).length > 0;
    case 'yes-or-no':
      return truthOf(text) !== null;
    case 'address':
      return addressOf(text).includes('@');
    case 'locale':
      return (
        localesOf(text).some((locale) => (LOCALES as readonly string[]).includes(locale)) ||
        /^[a-z]{2,3}[-_][A-Za-z]{2,4}$/.test(text)
      );
    case 'url':
      return /^(?:https?:|www\.)|\.[a-z]{2,}(?:\/|$)/i.test(text);
    default:
      return true;
  }
}
