import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  anniversaryOf,
  type CivilDate,
  civilDateIn,
  civilDateOf,
  daysBetween,
  expiryOf,
  latestMidMonth,
  monthOf,
  nextMidMonth,
  parseCivilDate,
  publicationDay,
  submissionDay,
  windowOf,
} from '../../../../shared/domain/core/calendar.ts';
import { date } from '../support.ts';

const ISO = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2060-12-31T00:00:00Z'), noInvalidDate: true })
  .map((instant) => instant.toISOString().slice(0, 10) as CivilDate);
const CYCLES = fc.integer({ min: 1, max: 40 });
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

describe('R-CAL-1: a civil date', () => {
  it.each(['2027-02-29', '2027-13-01', '27/01/2027', '2027-1-1', '2027-00-10', '2027-01-32', '', '2027-01-01T00:00'])(
    'is refused as %j',
    (text) => {
      expect(parseCivilDate(text)).toBeNull();
      expect(() => civilDateOf(text)).toThrow(RangeError);
    },
  );

  it.each([
    ['2027-01-15T23:30:00Z', 'UTC', '2027-01-15'],
    ['2027-01-15T23:30:00Z', 'Asia/Seoul', '2027-01-16'],
    ['2027-01-16T00:30:00+09:00', 'UTC', '2027-01-15'],
    ['2027-03-14T09:59:59Z', 'America/Los_Angeles', '2027-03-14'],
    ['2027-03-14T07:59:59Z', 'America/Los_Angeles', '2027-03-13'],
  ])('is, at the instant %s in %s, %s', (instant, zone, day) => expect(civilDateIn(instant, zone)).toBe(day));
});

describe('the arithmetic of dates', () => {
  const WIDE = fc
    .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2999-12-31T00:00:00Z'), noInvalidDate: true })
    .map((instant) => instant.toISOString().slice(0, 10) as CivilDate);

  it('agrees with Temporal on years, months and weekdays, from 1900 to 2999', () => {
    fc.assert(
      fc.property(WIDE, fc.nat(200), fc.integer({ min: -1_000, max: 1_000 }), (day, years, months) => {
        const there = Temporal.PlainDate.from(day);
        expect(anniversaryOf(day, years)).toBe(there.add({ years }, { overflow: 'constrain' }).toString());
        expect(addMonths(monthOf(day), months)).toBe(there.toPlainYearMonth().add({ months }).toString());
        expect(Temporal.PlainDate.from(submissionDay(monthOf(day))).dayOfWeek).toBe(1);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('R-CAL-2: the anniversary date', () => {
  it.each([
    ['2020-09-01', 1, '2021-09-01'],
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 3, '2027-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2000-02-29', 100, '2100-02-28'],
    ['2023-02-28', 1, '2024-02-28'],
    ['2020-12-31', 7, '2027-12-31'],
  ])('is, for a purchase on %s, in cycle %i, %s', (bought, cycle, ad) => {
    expect(anniversaryOf(date(bought), cycle)).toBe(ad);
  });

  it('has the month and day of the purchase in each of 40 cycles, 29 February only in leap years', () => {
    fc.assert(
      fc.property(ISO, CYCLES, (bought, cycle) => {
        const ad = anniversaryOf(bought, cycle);
        expect(Number(ad.slice(0, 4))).toBe(Number(bought.slice(0, 4)) + cycle);
        const leapDay = bought.endsWith('-02-29') && !isLeap(Number(ad.slice(0, 4)));
        expect(ad.slice(4)).toBe(leapDay ? '-02-28' : bought.slice(4));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('R-CAL-3, R-CAL-4: the renewal window and expiry', () => {
  it.each([
    ['2021-09-01', '2021-09-02', '2021-10-01', '2021-10-02'],
    ['2018-10-15', '2018-10-16', '2018-11-14', '2018-11-15'],
    ['2027-02-28', '2027-03-01', '2027-03-30', '2027-03-31'],
    ['2028-02-28', '2028-02-29', '2028-03-29', '2028-03-30'],
    ['2027-12-31', '2028-01-01', '2028-01-30', '2028-01-31'],
  ])('opens for AD %s on %s, closes on %s, and the membership expires on %s', (ad, opens, closes, expired) => {
    expect(windowOf(date(ad))).toEqual({ opens, closes });
    expect(expiryOf(date(ad))).toBe(expired);
  });

  it('has 30 days, and never overlaps the window of the next cycle', () => {
    fc.assert(
      fc.property(ISO, CYCLES, (bought, cycle) => {
        const { opens, closes } = windowOf(anniversaryOf(bought, cycle));
        expect(daysBetween(opens, closes)).toBe(29);
        expect(windowOf(anniversaryOf(bought, cycle + 1)).opens > closes).toBe(true);
      }),
    );
  });
});

describe('R-CAL-5, R-CAL-6, R-CAL-7: the days of the month', () => {
  it.each([
    ['2020-01-14', '2019-12-15', '2020-01-15'],
    ['2020-01-15', '2020-01-15', '2020-02-15'],
    ['2020-12-31', '2020-12-15', '2021-01-15'],
  ])('R-CAL-5: mid-month, seen on %s, is latest %s, next %s', (day, latest, next) => {
    expect(latestMidMonth(date(day))).toBe(latest);
    expect(nextMidMonth(date(day))).toBe(next);
  });

  it.each([
    ['2027-01-01', '2027-01-18'],
    ['2027-02-01', '2027-02-15'],
    ['2027-03-01', '2027-03-15'],
    ['2027-08-01', '2027-08-16'],
    ['2027-11-01', '2027-11-15'],
    ['2028-05-01', '2028-05-15'],
    ['2028-10-01', '2028-10-16'],
  ])('R-CAL-6: the submission in the month of %s runs on %s', (day, monday) => {
    expect(submissionDay(monthOf(date(day)))).toBe(monday);
  });

  it('R-CAL-6: the submission is always on a Monday of days 15–21', () => {
    fc.assert(
      fc.property(ISO, (day) => {
        const monday = submissionDay(monthOf(day));
        expect(new Date(`${monday}T00:00:00Z`).getUTCDay()).toBe(1);
        expect(Number(monday.slice(8))).toBeGreaterThanOrEqual(15);
        expect(Number(monday.slice(8))).toBeLessThanOrEqual(21);
      }),
    );
  });

  it('R-CAL-7: a batch becomes visible on the 7th of the following month', () => {
    expect(publicationDay(monthOf(date('2027-12-20')))).toBe('2028-01-07');
  });
});

describe('day arithmetic', () => {
  it('adds and counts days alike, over month ends and leap days', () => {
    fc.assert(
      fc.property(ISO, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
        const instant = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
        expect(addDays(day, days)).toBe(new Date(instant).toISOString().slice(0, 10));
      }),
    );
  });

  it('does not depend on the time zone of the process', () => {
    const zone = process.env.TZ;
    const answers = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Seoul'].map((tz) => {
      process.env.TZ = tz;
      return [
        windowOf(date('2027-03-13')),
        submissionDay(monthOf(date('2027-03-01'))),
        latestMidMonth(date('2027-11-07')),
      ];
    });
    process.env.TZ = zone;
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});
