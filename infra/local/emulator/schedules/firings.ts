import { Temporal } from 'temporal-polyfill';
import type { Cron } from './cron.ts';

/**
 * The instants at which a cron expression fires in a time zone, `from` inclusive, `to` exclusive, in order. As
 * EventBridge Scheduler does it, a local time that a clock change skips does not fire, and one that it repeats fires
 * once, the first time.
 */
export function firingsBetween(
  cron: Cron,
  timeZone: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Temporal.Instant[] {
  const firings: Temporal.Instant[] = [];
  const last = to.toZonedDateTimeISO(timeZone).toPlainDate();
  let date = from.toZonedDateTimeISO(timeZone).toPlainDate();
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const instant = cron.isOn(date) ? instantOf(date.toPlainDateTime(cron.time), timeZone) : undefined;
    if (instant && isWithin(instant, from, to)) firings.push(instant);
  }
  return firings;
}

function instantOf(local: Temporal.PlainDateTime, timeZone: string): Temporal.Instant | undefined {
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  return zoned.toPlainDateTime().equals(local) ? zoned.toInstant() : undefined;
}

const isWithin = (instant: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant): boolean =>
  Temporal.Instant.compare(from, instant) <= 0 && Temporal.Instant.compare(instant, to) < 0;
