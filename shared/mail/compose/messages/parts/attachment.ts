/** What a mail says of the calendar file that comes with it. */
import type { CalendarEntry } from '../../../../domain/renewal/calendar-entry.ts';
import type { Language } from '../../language.ts';

export function attachmentOf(
  { calendarEntry }: { calendarEntry?: CalendarEntry | undefined },
  { words }: Language,
): string | null {
  if (calendarEntry === undefined) return null;
  const { attached, removed } = words.asked.calendar;
  return calendarEntry.isCancelled ? removed : attached;
}
