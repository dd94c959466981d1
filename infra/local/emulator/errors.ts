/**
 * The template asks for something that the emulator does not do as AWS does. Thrown rather than ignored; code that runs
 * inside the emulator must not catch it.
 */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';

  /**
   * @param where the resource, state or request that asks for it, and the path inside it
   * @param what what is not supported, and what is
   */
  constructor(where: string, what: string) {
    super(`${where}: ${what}`);
  }
}
