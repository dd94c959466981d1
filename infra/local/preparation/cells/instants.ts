/** Instants, as databases and web services write them: their day depends on the time zone. */
import { civilDateIn, isInstant } from '../../../../shared/domain/core/calendar.ts';
import type { Readings } from './conventions.ts';

/** The day that is written, or the one on which it was in the program's time zone (R-CAL-1). */
export const INSTANT_DAYS = ['as-written', 'in-program-zone'] as const;
export type InstantDay = (typeof INSTANT_DAYS)[number];

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[T ]\s*(\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s*(?:(Z|UTC|GMT)|([+-]\d{2})(?::?(\d{2}))?)$/i;

/** What stands for its day by either reading. Of what is no instant both are the text itself. */
export function instantReadings(text: string, zone: string): Readings<InstantDay> {
  const [, written, time = '', , hours, minutes = '00'] = INSTANT.exec(text) ?? [];
  if (written === undefined) return both(text, text);
  const instant = `${written}T${time.replace(',', '.')}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`;
  return isInstant(instant) ? both(written, civilDateIn(instant, zone)) : both(text, text);
}

const both = (written: string, inZone: string): Readings<InstantDay> =>
  new Map([
    ['as-written', written],
    ['in-program-zone', inZone],
  ]);
