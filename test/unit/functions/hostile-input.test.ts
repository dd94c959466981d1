import { describe, expect, it } from 'vitest';
import { mailEventOf, sesEvent } from '../../../functions/mail-events/ses-event.ts';
import { parseSweepInput } from '../../../functions/sweep/sweep-input.ts';
import { parseNoticeId } from '../../../shared/domain/notices/notice-id.ts';
import { executionName, instant } from '../../../shared/lambda/executions/execution.ts';
import { objectUrl } from '../../../shared/lambda/object-store.ts';

const EVENT = { id: 'e-1', time: '2027-01-17T08:00:03Z' };
const MAIL = { messageId: 'm-1', tags: { notice: ['P-1__M1__3__-15__0f'] } };

describe('an SES event', () => {
  it('has what a mail server said on one line, cut to a limit', () => {
    const diagnosticCode = `550\r\n\u202euser unknown${'x'.repeat(1_000_000)}`;
    const bounce = { bounceType: 'Permanent', bouncedRecipients: [{ diagnosticCode }] };
    const event = mailEventOf(sesEvent.parse({ ...EVENT, detail: { eventType: 'Bounce', mail: MAIL, bounce } }));
    expect(event?.what === 'lost' && event.reason).toMatch(/^bounce Permanent: 550 user unknownx+$/);
    expect(event?.what === 'lost' && event.reason).toHaveLength(1_000);
  });

  it.each(['yesterday', '2027-01-17', '', '+275760-09-13T00:00:00Z'])('is refused with the time %j', (time) => {
    const detail = { eventType: 'Send', mail: MAIL };
    expect(sesEvent.safeParse({ ...EVENT, time, detail }).success).toBe(false);
  });
});

it.each(['P-1#PARTNER__M1__3__-15__0f', '-P__M1__3__-15__0f', 'P-1__M1#0001__3__-15__0f'])(
  '%s is refused as a noticeId',
  (id) => expect(parseNoticeId(id)).toBeNull(),
);

describe("an execution's name", () => {
  it.each(['2027-01-17_0800', 'a=b@c(1)', 'e-1', '...'])('is accepted as %s', (name) => {
    expect(executionName.parse(name)).toBe(name);
  });

  it.each(['.', '..', '', 'a/b', 'a b', 'a\u202eb', 'a#b', 'x'.repeat(200)])('is refused as %j', (name) => {
    expect(executionName.safeParse(name).success).toBe(false);
  });

  it('is refused without an instant', () => {
    expect(instant.safeParse('2027-01-17T08:00:00.123Z').success).toBe(true);
    expect(instant.safeParse('2027-01-17T08:00').success).toBe(false);
  });
});

it.each(['a/../b', '..', './b', 'a/.'])('the key %s, which an address would lead elsewhere, is refused', (key) => {
  expect(() => objectUrl('imports', key, {})).toThrow(RangeError);
});

it.each([
  ['9999-12-31', /^asOf: got "9999-12-31"; allowed: a civil date .*, from 1900 to 2999$/],
  ['0000-01-01', /^asOf: got "0000-01-01"; allowed: a civil date/],
  ['\u202e2027', /^asOf: got "\\u\{202e\}2027"; allowed: a civil date/],
])('a run as of %j is refused', (asOf, message) => {
  const parse = () => parseSweepInput('kpi-refresh', { asOf, dryRun: true }, EVENT.time, 'UTC');
  expect(parse).toThrow(message);
});
