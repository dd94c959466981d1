import { UnsupportedError } from '../errors.ts';

/** @throws UnsupportedError naming the first property that the emulator does not know, and those that it knows */
export function refuseUnknown(holder: object, known: readonly string[], where: string): void {
  const unknown = Object.keys(holder).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UnsupportedError(where, `${unknown} does not run on one machine; ${known.join(', ')} do`);
}
