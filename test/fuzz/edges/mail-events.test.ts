import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailEventOf, sesEvent } from '../../../functions/mail-events/ses-event.ts';
import { isInstant } from '../../../shared/domain/core/calendar.ts';
import { ID_PATTERN } from '../../../shared/domain/core/ids.ts';
import { formatNoticeId, parseNoticeId } from '../../../shared/domain/notices/notice-id.ts';
import { InvalidInput } from '../../../shared/errors.ts';
import { lambdaHandler } from '../../../shared/lambda/handler.ts';
import { goodEvent, noticeId } from '../inputs/mail-events.ts';
import { hostileJson, mutated } from '../inputs/mutation.ts';
import { hostileText } from '../inputs/text.ts';
import { context } from '../support/context.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { expectPrintable } from '../support/refusal.ts';

const fuzz = fuzzing('mail-events');

const handler = lambdaHandler(sesEvent, async (told) => ({ time: told.time, event: mailEventOf(told) }));

async function expectSound(given: unknown): Promise<void> {
  const taken = await handler(given, context).catch((error: unknown) => error);
  if (taken instanceof Error) {
    expect(taken).toBeInstanceOf(InvalidInput);
    expectPrintable(taken.message);
    return;
  }
  const { time, event } = taken as Awaited<ReturnType<typeof handler>>;
  expect(isInstant(time)).toBe(true);
  if (event === null) return;
  expectPrintable(event.subject, 1_000);
  if (event.what === 'lost') expectPrintable(event.reason, 1_000);
}

describe('an SES event', () => {
  it('is accepted if it is valid', () =>
    fuzz.each(goodEvent, 500, async (event) => {
      expect((await handler(event, context)).event?.noticeId).toMatch(/^P|^p/);
    }));

  it('is accepted or refused if one or two fields are hostile', () =>
    fuzz.each(mutated(goodEvent), 3_500, expectSound));

  it('is refused if it is any other JSON', () => fuzz.each(hostileJson, 1_000, expectSound));
});

describe('a noticeId', () => {
  it('is read as a partner and a subject with valid ids, or is refused', () => {
    const part = fc.oneof(fc.constantFrom('P-1', '_u', '_d', '__', '_', '#', 'M1', '2027-01', 'd', 'u'), hostileText);
    const id = fc.oneof(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.array(part).map((parts) => parts.join('__')),
    );
    return fuzz.each(id, 2_000, (text) => {
      const key = parseNoticeId(text);
      if (key === null) return;
      expect([key.partnerId, key.subject].every((each) => ID_PATTERN.test(each))).toBe(true);
    });
  });

  it('is read as the partner and the subject that it was made from', () =>
    fuzz.each(noticeId, 1_000, (id) => {
      const key = parseNoticeId(id);
      expect(key && formatNoticeId(key)).toBe(id);
      expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
    }));
});
