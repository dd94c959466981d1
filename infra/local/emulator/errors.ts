/**
 * The template asks for something that this machine cannot do as AWS does it. Thrown instead of passing silently; never to be
 * caught by what runs inside the stand-in.
 */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';

  /**
   * @param where what asks for it: resource, state or request, and the path inside it
   * @param what what is not supported, and what would be
   */
  constructor(where: string, what: string) {
    super(`${where}: ${what}`);
  }
}
