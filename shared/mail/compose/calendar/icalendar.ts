/** A file with one entry of a calendar, a day long (RFC 5545), published or cancelled (RFC 5546). */
import { addDays, type CivilDate } from '../../../domain/core/calendar.ts';

export type CalendarFile = { method: 'PUBLISH' | 'CANCEL'; content: string };

export type DayEntry = {
  /** The same for all versions of the entry. */
  uid: string;
  /** Grows with each version. */
  sequence: number;
  /** When this version was made: an instant, ISO 8601. */
  at: string;
  day: CivilDate;
  isCancelled: boolean;
  language: string;
  summary: string;
  /** Null: none. */
  description: string | null;
  url: string | null;
  /** Whose entry it is; null: nobody is named. */
  organizer: { name: string; address: string } | null;
};

const CRLF = '\r\n';
/** Octets of a line, without its end (RFC 5545, 3.1). */
const LINE_OCTETS = 75;

export function calendarFile(entry: DayEntry): CalendarFile {
  const { description, organizer, url } = entry;
  const method = entry.isCancelled ? 'CANCEL' : 'PUBLISH';
  const lines = [
    'BEGIN:VCALENDAR',
    'PRODID:-//partner-program//renewal-windows//EN',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${text(entry.uid)}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${instant(entry.at)}`,
    `DTSTART;VALUE=DATE:${basicDate(entry.day)}`,
    `DTEND;VALUE=DATE:${basicDate(addDays(entry.day, 1))}`,
    `STATUS:${entry.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    // A deadline takes no time of the day.
    'TRANSP:TRANSPARENT',
    `SUMMARY;LANGUAGE=${entry.language}:${text(entry.summary)}`,
    ...(description === null ? [] : [`DESCRIPTION;LANGUAGE=${entry.language}:${text(description)}`]),
    ...(url === null ? [] : [`URL:${url}`]),
    ...(organizer === null ? [] : [`ORGANIZER;CN="${parameter(organizer.name)}":mailto:${organizer.address}`]),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return { method, content: lines.map((line) => fold(line) + CRLF).join('') };
}

/** `2027-09-02T08:00:00.000Z` → `20270902T080000Z`. */
const instant = (at: string): string => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

const basicDate = (date: CivilDate): string => date.replaceAll('-', '');

/** A value of type TEXT (RFC 5545, 3.3.11). */
const text = (value: string): string => value.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');

/** A parameter in quotes has none in it, and no control characters (RFC 5545, 3.2). */
const parameter = (value: string): string => value.replaceAll('"', "'").replaceAll(/\p{Cc}/gu, ' ');

/** Into lines of whole characters, those after the first with a blank before them (RFC 5545, 3.1). */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line.toWellFormed()) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      folded += `${CRLF} `;
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
