import fc from 'fast-check';
import ICAL from 'ical.js';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../shared/domain/partners/partner.ts';
import { calendarFile, type DayEntry } from '../../../shared/mail/compose/calendar/icalendar.ts';
import { calendarFileFor } from '../../../shared/mail/compose/calendar/renewal-entry.ts';
import type { NoticeContent } from '../../../shared/mail/compose/notice-content.ts';
import { mimeMessage } from '../../../shared/mail/mime-message.ts';
import { BEFORE, ENTRY, expired, LAST_DAY, renewal, renewed, upgraded } from './samples/contents.ts';
import { CONFIGURED, day, LINKS } from './samples/parts.ts';

const AT = '2021-09-21T08:00:00.000Z';

/** What a calendar reads. */
function read(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content));
  const [component] = calendar.getAllSubcomponents('vevent');
  const event = new ICAL.Event(component);
  const value = (name: string) => component?.getFirstPropertyValue(name)?.toString() ?? null;
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    description: event.description,
    isAllDay: event.startDate.isDate,
    from: event.startDate.toString(),
    until: event.endDate.toString(),
    stamp: value('dtstamp'),
    status: value('status'),
    url: value('url'),
    organizer: value('organizer'),
  };
}

const fileFor = (content: NoticeContent, at = AT, locale: Locale = 'en') =>
  calendarFileFor(content, { name: 'Ada', locale }, CONFIGURED, at);
const entryFor = (content: NoticeContent, at = AT, locale: Locale = 'en') =>
  read(fileFor(content, at, locale)!.content);

describe('the last day to renew, in a calendar', () => {
  it('comes with a renewal notice, as an entry of a day', () => {
    expect(entryFor(renewal())).toEqual({
      method: 'PUBLISH',
      uid: 'renewal/P-00042/M7/1@partner-program',
      sequence: 54374400,
      summary: 'Last day to renew: Gold Data Analytics competency with Learning option – Contoso',
      description:
        'Last day to renew: October 1, 2021 (UTC)\nAnnual fee: US$4,730.00\nhttps://vendor.example/P-00042/memberships/M7/pay',
      isAllDay: true,
      from: '2021-10-01',
      until: '2021-10-02',
      stamp: '2021-09-21T08:00:00Z',
      status: 'CONFIRMED',
      url: 'https://vendor.example/P-00042/memberships/M7/pay',
      organizer: 'mailto:program@vendor.example',
    });
  });

  it.each([
    ['ko-KR', '갱신 마지막 날: 골드 Data Analytics 역량(학습 옵션 포함) – Contoso'],
    ['zh-CN', '续订截止日：Data Analytics 金牌能力（含学习选项），Contoso'],
    ['zh-TW', '續約截止日：Data Analytics 金級專長認證（含學習選項），Contoso'],
  ] as const)('is named in %s', (locale, summary) => {
    expect(entryFor(renewal(), AT, locale).summary).toBe(summary);
  });

  it('is the same entry at every stage, in a later version', () => {
    const versions = [
      entryFor(renewal(BEFORE), '2021-08-31T08:00:00Z'),
      entryFor(renewal(), AT),
      entryFor(renewal(LAST_DAY), '2021-10-01T08:00:00Z'),
    ];
    expect(new Set(versions.map(({ uid }) => uid)).size).toBe(1);
    const sequences = versions.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect(new Set(sequences).size).toBe(3);
  });

  it('R-MEM-9: moves when the anniversary is corrected', () => {
    const moved = entryFor(renewal({ calendarEntry: { ...ENTRY, closes: day('2021-11-01') } }), '2021-09-22T08:00:00Z');
    expect(moved).toMatchObject({ uid: entryFor(renewal()).uid, from: '2021-11-01', until: '2021-11-02' });
    expect(moved.sequence).toBeGreaterThan(entryFor(renewal()).sequence);
  });

  it('is cancelled with the confirmation of the payment', () => {
    expect(entryFor(renewed(), '2021-09-22T10:00:00Z')).toMatchObject({
      method: 'CANCEL',
      status: 'CANCELLED',
      uid: 'renewal/P-00042/M7/1@partner-program',
      from: '2021-10-01',
      description: null,
      url: null,
      organizer: 'mailto:program@vendor.example',
    });
    expect(fileFor(renewed())?.method).toBe('CANCEL');
  });

  it('R-MEM-5: is cancelled by an upgrade under the name of silver', () => {
    const content = upgraded({ calendarEntry: { ...ENTRY, isCancelled: true } });
    expect(entryFor(content).summary).toBe(
      'Last day to renew: Silver Data Analytics competency with Learning option – Contoso',
    );
    expect(fileFor(upgraded())).toBeNull();
  });

  it('comes with no mail about something else', () => {
    expect(fileFor(expired())).toBeNull();
  });

  it('is the same bytes whenever it is made of the same', () => {
    expect(fileFor(renewal(), AT, 'ko-KR')).toEqual(fileFor(renewal(), AT, 'ko-KR'));
  });

  it('names no organizer, fee or address of its own where none is configured', () => {
    const file = calendarFileFor(renewal(), { name: 'Ada', locale: 'en' }, LINKS, AT)!;
    expect(read(file.content)).toMatchObject({
      description: 'Last day to renew: October 1, 2021 (UTC)\nhttps://partner.example/dashboard',
      organizer: null,
    });
  });
});

describe('the calendar file', () => {
  const entry: DayEntry = {
    uid: 'renewal/P-1/M1/1@partner-program',
    sequence: 7,
    at: AT,
    day: day('2024-02-29'),
    isCancelled: false,
    language: 'ko-KR',
    summary: 's',
    description: 'd',
    url: null,
    organizer: null,
  };
  const words = fc
    .string({ unit: 'grapheme', maxLength: 300 })
    .map((text) => text.replace(/\p{Cc}/gu, ' ').toWellFormed());

  it('has lines of at most 75 octets, ended by CR LF, whatever names hold', () => {
    fc.assert(
      fc.property(words, words, (summary, name) => {
        const { content } = calendarFile({ ...entry, summary, organizer: { name, address: 'a@b.example' } });
        expect(content.endsWith('END:VCALENDAR\r\n')).toBe(true);
        const lines = content.split('\r\n');
        for (const line of lines) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
          expect(line.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it('is read by a calendar as it was meant, whatever names hold', () => {
    fc.assert(
      fc.property(words, words, (summary, description) => {
        const lines = `${description}\n${summary}`;
        const { content } = calendarFile({ ...entry, summary, description: lines });
        expect(read(content)).toMatchObject({ summary, description: lines, from: '2024-02-29', until: '2024-03-01' });
      }),
    );
  });

  it('comes beside text and HTML, and says its method in its type', async () => {
    const file = fileFor(renewal(), AT, 'ko-KR')!;
    const raw = mimeMessage({
      from: { name: '', address: 'program@vendor.example' },
      to: { name: 'Ada', address: 'ada@contoso.example' },
      subject: 's',
      headers: {},
      text: '본문\n',
      html: '<p>본문</p>',
      calendar: file,
    });
    const mail = await simpleParser(Buffer.from(raw));
    expect(mail.text).toBe('본문\n');
    expect(mail.html).toBe('<p>본문</p>');
    expect(mail.attachments).toHaveLength(1);
    expect(mail.attachments[0]).toMatchObject({ contentType: 'text/calendar', filename: 'renewal.ics' });
    expect(mail.attachments[0]?.content.toString('utf8')).toBe(file.content);
    expect(raw).toContain('Content-Type: text/calendar; method=PUBLISH; charset=utf-8\r\n');
    expect(raw).toMatch(
      /Content-Type: multipart\/mixed; boundary="(.+)"\r\n\r\n--\1\r\nContent-Type: multipart\/alternative/,
    );
  });
});
