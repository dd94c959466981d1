import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../infra/local/preparation/cells/conventions.ts';
import { DATE_ORDERS, type DateOrder, dateReadings, noDateRule } from '../../../infra/local/preparation/cells/dates.ts';
import { DATES } from './support/spreadsheets.ts';
import { serialOf } from './support/workbook.ts';

const readColumn = (texts: readonly string[], given?: DateOrder, fallback?: DateOrder) =>
  decide(DATE_ORDERS, texts.map(dateReadings), given, fallback);

describe('a date with one reading', () => {
  it.each([
    ['2027-03-01', '2027-03-01'],
    ['2027/3/1', '2027-03-01'],
    ['2027.03.01.', '2027-03-01'],
    ['2027. 3. 1', '2027-03-01'],
    ['20270301', '2027-03-01'],
    ['2027-03-01T00:00:00Z', '2027-03-01'],
    ['2027-03-01 23:59:59.5+09:00', '2027-03-01'],
    ['31/12/2026 오후 3:04', '2026-12-31'],
    ['46447', '2027-03-01'],
    ['46447.75', '2027-03-01'],
    ['13.03.2027', '2027-03-13'],
    ['3/13/2027', '2027-03-13'],
    ['13-03-99', '1999-03-13'],
    ['99/12/31', '1999-12-31'],
    ['1 March 2027', '2027-03-01'],
    ['March 1, 2027', '2027-03-01'],
    ['Mon, Mar 1st 2027', '2027-03-01'],
    ['01-Mar-27', '2027-03-01'],
    ['1. März 2027', '2027-03-01'],
    ['Montag, 1. März 2027', '2027-03-01'],
    ['1er mars 2027', '2027-03-01'],
    ['15 août 2026', '2026-08-15'],
    ['1 de marzo de 2027', '2027-03-01'],
    ['1 de março de 2027', '2027-03-01'],
    ['2027年3月1日', '2027-03-01'],
    ['2027년 3월 1일', '2027-03-01'],
    ['29 Feb 2028', '2028-02-29'],
  ])('%s is %s', (text, date) => {
    expect(new Set(dateReadings(text).values())).toEqual(new Set([date]));
  });

  it.each([
    '',
    '2027-02-29',
    '31/02/2027',
    '2027-13-01',
    'March 2027',
    '3/2027',
    'soon',
    '12345678901',
    '1 Foo 2027',
    '32 March 2027',
    '7',
    '2027',
  ])('%s is none', (text) => {
    expect([...dateReadings(text)]).toEqual([]);
  });
});

describe('a text for no date', () => {
  it.each([
    '0000-00-00',
    '0000-00-00 00:00:00',
    '00.00.0000',
    '00/00/0000',
    '00.01.1900',
    '1/0/1900',
    '1/0/00',
    '1900-01-00',
  ])('%s', (text) => {
    expect(noDateRule('purchased_on', text)).toBe('a date of zeros is an empty cell');
  });

  it.each(['9999-12-31', '9999-12-31T23:59:59Z', '31.12.9999', '12/31/9999'])(
    '%s, where a day may never come',
    (text) => {
      expect(noDateRule('left_on', text)).toBe('a day that never comes is an empty cell');
      expect(noDateRule('purchased_on', text)).toBeNull();
    },
  );

  it.each(['2000-10-10', '10/10/2000', '1900-01-01', '01.01.1900', '2999-12-31', '00-01-01', '', '0'])(
    'is not %s',
    (text) => {
      expect(noDateRule('expires_on', text)).toBeNull();
    },
  );
});

describe('a column of dates', () => {
  it('is decided by one day after the 12th', () => {
    expect(readColumn(['03/04/2027', '05/13/2027'])).toMatchObject({ meanings: ['2027-03-04', '2027-05-13'] });
    expect(readColumn(['03/04/2027', '13/05/2027'])).toMatchObject({ meanings: ['2027-04-03', '2027-05-13'] });
  });

  it('is open where nothing decides, with what is left of the orders', () => {
    expect(readColumn(['2027-01-31', '03/04/2027'])).toEqual({
      isOpen: true,
      example: 1,
      left: ['day-month-year', 'month-day-year'],
    });
  });

  it('is open where one day speaks for each order', () => {
    expect(readColumn(['13/05/2027', '05/13/2027', '03/04/2027'])).toMatchObject({ isOpen: true, example: 2 });
  });

  it('is no question where its days are the same by each order', () => {
    expect(readColumn(['03/03/2027', '12/12/2026'])).toMatchObject({ meanings: ['2027-03-03', '2026-12-12'] });
  });

  it('takes the answer, and leaves what contradicts it as it is', () => {
    expect(readColumn(['03/04/2027', '13/05/2027'], 'month-day-year')).toMatchObject({
      meanings: ['2027-03-04', null],
    });
  });

  it('takes the answer for all columns only where it is open', () => {
    expect(readColumn(['03/04/2027'], undefined, 'month-day-year')).toMatchObject({ meanings: ['2027-03-04'] });
    expect(readColumn(['03/04/2027', '13/05/2027'], undefined, 'month-day-year')).toMatchObject({
      meanings: ['2027-04-03', '2027-05-13'],
    });
  });
});

describe('any dates', () => {
  const date = fc
    .date({ min: new Date('1970-01-01'), max: new Date('2068-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10));
  const column = fc.array(date, { minLength: 1, maxLength: 30 }).map((dates) => [...dates, '2026-08-31']);

  it.each([...Object.entries(DATES), ['a number', (text: string) => String(serialOf(text))] as const])(
    'written as %s, with one day after the 12th, are what they were',
    (name, write) => {
      fc.assert(
        fc.property(column, (dates) => {
          const own = name === 'a number' ? dates.filter((day) => day > '1980') : dates;
          expect(readColumn(own.map(write))).toMatchObject({ meanings: own });
        }),
      );
    },
  );
});
