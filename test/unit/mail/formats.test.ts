import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CivilMonth } from '../../../shared/domain/core/calendar.ts';
import { deadlineFormatOf, formatsOf } from '../../../shared/mail/compose/formats.ts';
import { day } from './samples/parts.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('deadlines (R-NOT-6)', () => {
  it.each([
    ['en', 'UTC', 'September 1, 2027 (UTC)'],
    ['en', 'Europe/Berlin', 'September 1, 2027 (Central European Summer Time)'],
    ['ko-KR', 'UTC', '2027년 9월 1일(UTC)'],
    ['ko-KR', 'Asia/Seoul', '2027년 9월 1일'],
    ['ko-KR', 'Asia/Tokyo', '2027년 9월 1일'],
    ['zh-CN', 'UTC', '2027年9月1日（UTC）'],
    ['zh-CN', 'Asia/Seoul', '2027年9月1日（韩国标准时间）'],
    ['zh-CN', 'Asia/Taipei', '2027年9月1日'],
    ['zh-TW', 'UTC', '2027年9月1日（UTC）'],
    ['zh-TW', 'Asia/Shanghai', '2027年9月1日'],
  ] as const)('are, in %s and of a program in %s, written %s', (locale, timeZone, text) => {
    expect(deadlineFormatOf(locale, timeZone)(day('2027-09-01'))).toBe(text);
  });
});

describe('formats (R-NOT-6)', () => {
  it.each([
    ['en', 'February 29, 2024', 'February 2024'],
    ['ko-KR', '2024년 2월 29일', '2024년 2월'],
    ['zh-CN', '2024年2月29日', '2024年2月'],
    ['zh-TW', '2024年2月29日', '2024年2月'],
  ] as const)('are those of the language %s', (locale, date, month) => {
    const formats = formatsOf(locale);
    expect(formats.date(day('2024-02-29'))).toBe(date);
    expect(formats.month('2024-02' as CivilMonth)).toBe(month);
    expect(formats.number('1234567.125')).toBe('1,234,567.125');
  });

  it('never round a decimal', () => {
    expect(formatsOf('en').number('12345678901234567890.123456789')).toBe('12,345,678,901,234,567,890.123456789');
    expect(formatsOf('en').number('59.9999999999')).toBe('59.9999999999');
  });

  it('show what is no number as it is, never as NaN', () => {
    expect(formatsOf('en').number('n/a')).toContain('n/a');
  });

  it.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'UTC'])('are the same on a machine in %s', (zone) => {
    vi.stubEnv('TZ', zone);
    const formats = formatsOf('en');
    expect(formats.date(day('2021-09-01'))).toBe('September 1, 2021');
    expect(formats.month('2021-09' as CivilMonth)).toBe('September 2021');
  });
});
