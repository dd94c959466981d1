/** A schedule's expression in words. */

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/**
 * `0 6 15 * ? *` → `on the 15th of each month, 06:00`.
 *
 * @throws Error for an expression that the program does not use
 */
export function cronText(cron: string): string {
  const [minute = '', hour = '', day = '', month, weekday = '', year] = cron.split(' ');
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (month !== '*' || year !== '*') throw new Error(`no words for the schedule ${cron}`);
  if (day === '*' && weekday === '?') return `daily, ${time}`;
  if (/^\d+$/.test(day) && weekday === '?') return `on the ${day}th of each month, ${time}`;
  const [, name, which] = /^([1-7])#([1-5])$/.exec(weekday) ?? [];
  if (day !== '?' || name === undefined) throw new Error(`no words for the schedule ${cron}`);
  return `on the ${ORDINALS[Number(which) - 1]} ${DAYS[Number(name) - 1]} of each month, ${time}`;
}
