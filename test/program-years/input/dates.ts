const MS = 86_400_000;

/** Days after a date, as text. Its own arithmetic, not the program's. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * MS).toISOString().slice(0, 10);
}

/** 29 February is 28 February in a common year. */
export function dateIn(year: number, monthDay: string): string {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return `${year}-${monthDay === '02-29' && !isLeap ? '02-28' : monthDay}`;
}

/** A month (YYYY-MM) so many before that of a date; before 0: after it. */
export function monthBefore(date: string, months: number): string {
  const [year = 0, month = 0] = date.split('-').map(Number);
  const count = year * 12 + month - 1 - months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}
