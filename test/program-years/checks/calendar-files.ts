import ICAL from 'ical.js';
import { parseNoticeId } from '../../../shared/domain/notices/notice-id.ts';
import type { Letter } from '../run/world.ts';

/** What the calendar file of a mail says. */
export type CalendarStatement = {
  readonly isCancelled: boolean;
  readonly day: string;
  readonly uid: string;
  readonly sequence: number;
};

/** Null: the mail brings no file. */
export function calendarIn({ raw }: Pick<Letter, 'raw'>): CalendarStatement | null {
  const [, body] = /Content-Type: text\/calendar[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]*?)\r\n--/.exec(raw) ?? [];
  if (body === undefined) return null;
  const calendar = new ICAL.Component(ICAL.parse(Buffer.from(body, 'base64').toString('utf8')));
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
  const isCancelled = calendar.getFirstPropertyValue('method') === 'CANCEL';
  return { isCancelled, day: event.startDate.toString(), uid: event.uid, sequence: event.sequence };
}

/**
 * The latest versions of the entries in the calendars of all who get mails: none is older than one before it, however
 * the mails were delayed (decision 46).
 */
export class Calendars {
  readonly #versions = new Map<string, number>();

  /** @throws Error naming the mail whose version is older */
  receive(letter: Letter): void {
    const statement = calendarIn(letter);
    if (statement === null) return;
    const key = `${parseNoticeId(letter.noticeId)?.recipient} ${statement.uid}`;
    const before = this.#versions.get(key) ?? 0;
    if (statement.sequence < before)
      throw new Error(`${letter.noticeId} brings version ${statement.sequence} of ${statement.uid} after ${before}`);
    this.#versions.set(key, statement.sequence);
  }
}
