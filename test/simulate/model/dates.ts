/** Days as numbers, so that the model counts by arithmetic alone. */
export type Day = number;

const MS = 86_400_000;
export const day = (text: string): Day => Date.parse(`${text}T00:00:00Z`) / MS;
export const text = (value: Day): string => new Date(value * MS).toISOString().slice(0, 10);
/** Months since the year 0. */
export const monthOf = (value: Day): number =>
  Number(text(value).slice(0, 4)) * 12 + Number(text(value).slice(5, 7)) - 1;

/** The n-th anniversary of a purchase (R-CAL-2). */
export function anniversaryOf(purchased: string, cycle: number): Day {
  const year = Number(purchased.slice(0, 4)) + cycle;
  const rest = purchased.slice(4);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day(`${year}${rest === '-02-29' && !leap ? '-02-28' : rest}`);
}
