import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../../infra/local/emulator/errors.ts';
import { parseCron } from '../../../infra/local/emulator/schedules/cron.ts';
import { firingsBetween } from '../../../infra/local/emulator/schedules/firings.ts';

const firings = (expression: string, timeZone: string, from: string, to: string): string[] =>
  firingsBetween(parseCron(expression, 'tried'), timeZone, Temporal.Instant.from(from), Temporal.Instant.from(to)).map(
    String,
  );

describe('a cron expression', () => {
  it.each<[string, string, string, string, string[]]>([
    [
      'cron(0 8 * * ? *)',
      'UTC',
      '2027-02-28T00:00:00Z',
      '2027-03-02T00:00:00Z',
      ['2027-02-28T08:00:00Z', '2027-03-01T08:00:00Z'],
    ],
    [
      'cron(0 6 15 * ? *)',
      'UTC',
      '2027-01-01T00:00:00Z',
      '2027-03-01T00:00:00Z',
      ['2027-01-15T06:00:00Z', '2027-02-15T06:00:00Z'],
    ],
    [
      'cron(0 7 ? * 2#3 *)',
      'UTC',
      '2027-02-01T00:00:00Z',
      '2027-04-01T00:00:00Z',
      ['2027-02-15T07:00:00Z', '2027-03-15T07:00:00Z'],
    ],
    ['cron(0 7 ? * MON#3 *)', 'UTC', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z', ['2026-11-16T07:00:00Z']],
    [
      'cron(0 7 ? * 1 *)',
      'UTC',
      '2027-01-01T00:00:00Z',
      '2027-01-11T00:00:00Z',
      ['2027-01-03T07:00:00Z', '2027-01-10T07:00:00Z'],
    ],
    [
      'cron(30 23 31 * ? *)',
      'UTC',
      '2027-01-01T00:00:00Z',
      '2027-04-30T00:00:00Z',
      ['2027-01-31T23:30:00Z', '2027-03-31T23:30:00Z'],
    ],
    [
      'cron(0 8 1 1,7 ? *)',
      'UTC',
      '2027-01-01T00:00:00Z',
      '2028-01-01T00:00:00Z',
      ['2027-01-01T08:00:00Z', '2027-07-01T08:00:00Z'],
    ],
    ['cron(0 8 * * ? *)', 'Asia/Seoul', '2027-01-01T00:00:00Z', '2027-01-02T00:00:00Z', ['2027-01-01T23:00:00Z']],
    ['cron(0 8 29 2 ? *)', 'UTC', '2027-01-01T00:00:00Z', '2029-01-01T00:00:00Z', ['2028-02-29T08:00:00Z']],
  ])('fires, %s in %s, from %s to %s', (expression, timeZone, from, to, expected) => {
    expect(firings(expression, timeZone, from, to)).toEqual(expected);
  });

  it('fires at the first instant of the span, and not at its end', () => {
    expect(firings('cron(0 8 * * ? *)', 'UTC', '2027-01-01T08:00:00Z', '2027-01-02T08:00:00Z')).toEqual([
      '2027-01-01T08:00:00Z',
    ]);
  });

  it('does not fire at a local time that a clock change skips', () => {
    expect(firings('cron(30 2 * * ? *)', 'Europe/Berlin', '2027-03-27T00:00:00Z', '2027-03-30T00:00:00Z')).toEqual([
      '2027-03-27T01:30:00Z',
      '2027-03-29T00:30:00Z',
    ]);
  });

  it('fires once at a local time that a clock change repeats', () => {
    expect(firings('cron(30 2 * * ? *)', 'Europe/Berlin', '2027-10-31T00:00:00Z', '2027-11-01T00:00:00Z')).toEqual([
      '2027-10-31T00:30:00Z',
    ]);
  });
});

describe('a cron expression outside the subset is refused', () => {
  it.each([
    'rate(1 day)',
    'at(2027-01-01T08:00:00)',
    'cron(0 8 * * ?)',
    'cron(0 8 * * * *)',
    'cron(0 8 ? * ? *)',
    'cron(0 8 * * ? 2027)',
    'cron(*/5 8 * * ? *)',
    'cron(0 8-10 * * ? *)',
    'cron(0 24 * * ? *)',
    'cron(0 8 L * ? *)',
    'cron(0 8 15W * ? *)',
    'cron(0 8 ? * 8 *)',
    'cron(0 8 ? * 2#6 *)',
    'cron(0 8 ? * MON-FRI *)',
  ])('%s', (expression) => {
    expect(() => parseCron(expression, 'tried')).toThrow(UnsupportedError);
  });
});
