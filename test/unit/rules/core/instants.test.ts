import { describe, expect, it } from 'vitest';
import {
  addMonths,
  anniversariesReached,
  anniversaryOf,
  civilDateIn,
  isInstant,
  parseCivilDate,
  utcInstant,
} from '../../../../shared/domain/core/calendar.ts';
import { date, dates } from '../support.ts';

describe('R-CAL-1: an instant', () => {
  it.each(['2027-09-01T23:30:00Z', '2027-09-02T08:30+09:00', '2027-09-01T23:30:00.123456Z'])('may be %s', (text) => {
    expect(isInstant(text)).toBe(true);
    expect(civilDateIn(text, 'Asia/Seoul')).toBe('2027-09-02');
  });

  it.each(['2027-09-01', '2027-09-01T23:30:00', '2027-02-29T00:00:00Z', '+010000-01-01T00:00:00Z', 'today', ''])(
    'cannot be %j',
    (text) => expect(isInstant(text)).toBe(false),
  );

  it('is compared in UTC with milliseconds', () => {
    expect(utcInstant('2027-09-02T08:30+09:00')).toBe('2027-09-01T23:30:00.000Z');
    expect(utcInstant('2027-09-01T23:30:00.12345Z')).toBe('2027-09-01T23:30:00.123Z');
  });
});

describe('R-CAL-1: a year', () => {
  it('has four digits', () => {
    expect([parseCivilDate('+010000-01-01'), parseCivilDate('10000-01-01')]).toEqual([null, null]);
    expect(addMonths('0999-12' as Parameters<typeof addMonths>[0], -1)).toBe('0999-11');
  });

  it('R-CAL-2: has a 29 February in 2000, which 100 divides as it does 2100', () => {
    const [bought] = dates('1996-02-29');
    expect(anniversaryOf(bought!, 4)).toBe('2000-02-29');
    expect(anniversaryOf(bought!, 104)).toBe('2100-02-28');
  });
});

describe('R-IMP-3: the anniversaries reached by a day', () => {
  it.each([
    ['2025-08-31', 0],
    ['2025-09-01', 0],
    ['2026-01-01', 0],
    ['2026-08-31', 0],
    ['2026-09-01', 1],
    ['2030-08-31', 4],
    ['2024-12-31', 0],
  ])('%s: %i, bought on 2025-09-01', (day, count) => {
    expect(anniversariesReached(date('2025-09-01'), date(day))).toBe(count);
  });
});
