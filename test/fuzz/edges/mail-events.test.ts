import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailEventOf, sesEvent } from '../../../functions/mail-events/ses-event.ts';
import { isInstant } from '../../../shared/domain/core/calendar.ts';
import { ID_PATTERN } from '../../../shared/domain/core/ids.ts';
import { formatNoticeId, parseNoticeId } from '../../../shared/domain/notices/notice-id.ts';
import { InvalidInput } from '../../../shared/errors.ts';
import { parseEvent } from '../../../shared/lambda/handler.ts';
import { queueHandler } from '../../../shared/lambda/queue-handler.ts';
import { textOfJson, written } from '../inputs/json-text.ts';
import { batchOf, goodEvent, noticeId } from '../inputs/mail-events.ts';
import { hostileJson, mutated } from '../inputs/mutation.ts';
import { hostileText } from '../inputs/text.ts';
import { context } from '../support/context.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { expectPrintable, thrownBy } from '../support/refusal.ts';

const fuzz = fuzzing('mail-events');

const taken: { time: string; event: ReturnType<typeof mailEventOf> }[] = [];
const handler = queueHandler(sesEvent, async (told) => {
  taken.push({ time: told.time, event: mailEventOf(told) });
});

/** What the handler takes of a batch, and which messages return to the queue. */
async function take(...texts: readonly string[]) {
  taken.length = 0;
  const { batchItemFailures } = await handler(batchOf(...texts), context);
  return { taken: [...taken], failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

const GOOD = {
  id: 'e-1',
  time: '2027-01-17T08:00:03Z',
  detail: { eventType: 'Send', mail: { messageId: 'm-1', tags: { notice: ['P-1__M1__3__-15__0f'] } } },
};

/** It is taken, or it alone returns to the queue, for a reason that can be printed. */
async function expectSound(text: string): Promise<void> {
  const { taken: both, failed } = await take(text, written(GOOD));
  expect(both.at(-1)?.event?.noticeId).toBe('P-1__M1__3__-15__0f');
  if (both.length === 1) {
    expect(failed).toEqual(['message-0']);
    const refusal = thrownBy(() => parseEvent(sesEvent, JSON.parse(text)));
    if (refusal instanceof SyntaxError) return;
    expect(refusal).toBeInstanceOf(InvalidInput);
    expectPrintable((refusal as InvalidInput).message);
    return;
  }
  expect(failed).toEqual([]);
  const [{ time, event } = { time: '', event: null }] = both;
  expect(isInstant(time)).toBe(true);
  if (event === null) return;
  expectPrintable(event.subject, 1_000);
  if (event.what === 'lost') expectPrintable(event.reason, 1_000);
}

describe('an SES event', () => {
  it('is accepted if it is valid', () =>
    fuzz.each(goodEvent, 500, async (event) => {
      expect((await take(written(event))).taken[0]?.event?.noticeId).toMatch(/^P|^p/);
    }));

  it('is accepted or refused if one or two fields are hostile', () =>
    fuzz.each(mutated(goodEvent).map(written), 3_000, expectSound));

  it('is accepted or refused if its text is damaged', () => fuzz.each(textOfJson(goodEvent), 500, expectSound));

  it('is refused if it is any other JSON', () => fuzz.each(hostileJson.map(written), 1_000, expectSound));
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
