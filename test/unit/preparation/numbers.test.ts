import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../infra/local/preparation/cells/conventions.ts';
import {
  currencyIn,
  NUMBER_FORMS,
  numberReadings,
  typedNumber,
} from '../../../infra/local/preparation/cells/numbers.ts';
import { grouped } from './support/spreadsheets.ts';

const readColumn = (texts: readonly string[], isWhole = false) =>
  decide(
    NUMBER_FORMS,
    texts.map((text) => numberReadings(text, isWhole)),
    undefined,
    undefined,
  );

describe('a number with one reading', () => {
  it.each([
    ['12', '12'],
    ['-12.5', '-12.5'],
    ['12,5', '12.5'],
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['1 234,50', '1234.50'],
    ["1'234.50", '1234.50'],
    ['1,234,567', '1234567'],
    ['1.234.567', '1234567'],
    ['0,125', '0.125'],
    ['1234,567', '1234.567'],
    ['(200.00)', '-200.00'],
    ['200.00-', '-200.00'],
    ['+5', '5'],
    ['.5', '0.5'],
    ['€ 1.234,50', '1234.50'],
    ['-$1,234.50', '-1234.50'],
    ['$-1,234.50', '-1234.50'],
    ['1 234,50 EUR', '1234.50'],
    ['₩1,000,000', '1000000'],
    ['1.5E+3', '1500'],
    ['-0.0', '0.0'],
  ])('%s is %s', (text, number) => {
    expect(new Set(numberReadings(text, false).values())).toEqual(new Set([number]));
  });

  it.each(['', '-', 'twelve', '1,23,4', '12.34.56', '1,234.567,8', '60%', '1-2'])('%s is none', (text) => {
    expect([...numberReadings(text, false)]).toEqual([]);
  });

  it('is whole where it has to be: 12.0 is 12, 1,234 is 1234, and 12.5 is none', () => {
    expect(readColumn(['12.0', '12,00'], true)).toMatchObject({ meanings: ['12', '12'] });
    expect(readColumn(['1,234'], true)).toMatchObject({ meanings: ['1234'] });
    expect([...numberReadings('12.5', true)]).toEqual([]);
  });
});

describe('a column of numbers', () => {
  it('is decided by one number with only one reading', () => {
    expect(readColumn(['1,234', '0.5'])).toMatchObject({ meanings: ['1234', '0.5'] });
    expect(readColumn(['1,234', '0,5'])).toMatchObject({ meanings: ['1.234', '0.5'] });
  });

  it('is open where nothing decides', () => {
    expect(readColumn(['12', '1,234'])).toMatchObject({ isOpen: true, example: 1 });
    expect(readColumn(['1,000'], true)).toMatchObject({ isOpen: true });
  });

  it('is open where numbers contradict each other', () => {
    expect(readColumn(['1.5', '1,5', '1,234'])).toMatchObject({ isOpen: true, example: 2 });
  });
});

describe('any numbers', () => {
  const number = fc
    .tuple(fc.boolean(), fc.nat({ max: 999_999_999 }), fc.nat({ max: 99 }))
    .map(([isNegative, whole, cents]) => {
      const text = `${whole}.${String(cents).padStart(2, '0')}`;
      return isNegative && text !== '0.00' ? `-${text}` : text;
    });

  it.each(['point', 'comma'] as const)('written with a decimal %s are what they were', (decimal) => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (numbers) => {
        expect(readColumn(numbers.map((text) => grouped(text, decimal)))).toMatchObject({ meanings: numbers });
      }),
    );
  });
});

it('a number of a spreadsheet has the digits that the spreadsheet shows', () => {
  expect(typedNumber('0.30000000000000004')).toBe('0.3');
  expect(typedNumber('1e-07')).toBe('0.0000001');
  expect(typedNumber('1.2E+5')).toBe('120000');
});

it('an amount may name its currency', () => {
  expect(['€ 5', '5 kr', '$-5', '(5 USD)', '5'].map(currencyIn)).toEqual(['€', 'kr', '$', 'USD', null]);
});
