import { UnsupportedError } from '../errors.ts';
import type { Json } from '../json.ts';

/** @param least inclusive, as is `most`. @throws UnsupportedError for anything but a whole number between them */
export function within(value: Json, least: number, most: number, where: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UnsupportedError(where, `expected a whole number from ${least} to ${most}, got ${JSON.stringify(value)}`);
}
